const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  B: 1,
  K: 1e3,
  KB: 1e3,
  M: 1e6,
  MB: 1e6,
  G: 1e9,
  GB: 1e9,
};

/**
 * A size in bytes, in words.
 * @param bytes how many
 * @example inWords(52_428_800) // '52.4 MB'
 */
export function inWords(bytes: number): string {
  if (bytes < 1e3) return `${bytes} bytes`;
  const [unit, name] = bytes < 1e6 ? [1e3, 'kB'] : bytes < 1e9 ? [1e6, 'MB'] : [1e9, 'GB'];
  return `${Number((bytes / unit).toFixed(1))} ${name}`;
}

/**
 * The bytes that a size in words means (decimal units), or null where it means none.
 * @param words a number with or without a unit
 * @example sizeOf('20MB') // 20_000_000
 */
export function sizeOf(words: string): number | null {
  const found = /^(\d{1,12}(?:\.\d{1,6})?) ?([A-Za-z]{0,2})$/.exec(words.trim());
  const unit = UNITS[found?.[2]?.toUpperCase() ?? '?'];
  if (!found || unit === undefined) return null;
  const bytes = Math.round(Number(found[1]) * unit);
  return bytes > 0 ? bytes : null;
}
