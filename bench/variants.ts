/** A text printed differently, and where each offset of the first text went. */
export interface Variant {
  text: string;
  place: (offset: number) => number;
}

const same = (text: string): Variant => ({ text, place: (offset) => offset });

/** A small generator of numbers from 0 to 1 (mulberry32), so that every run sees the same texts. */
function numbersFrom(seed: string): () => number {
  let state = [...seed].reduce((sum, c) => Math.imul(sum ^ c.charCodeAt(0), 16777619), 2166136261);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Straight marks for curly ones. @example straight('“No,” he’d say').text // '"No," he\'d say' */
export function straight(text: string): Variant {
  return same(text.replaceAll(/[“”„]/gu, '"').replaceAll(/[‘’]/gu, "'"));
}

/** The first line in capitals. @example capitals('A bridge\nIt fell.').text // 'A BRIDGE\nIt fell.' */
export function capitals(text: string): Variant {
  // One letter for one letter: offsets stay.
  return same(
    text.replace(/^.*/u, (line) =>
      line.replaceAll(/\p{Ll}/gu, (c) => (c.toUpperCase().length === c.length ? c.toUpperCase() : c)),
    ),
  );
}

/** One letter of a hundred misread as another, the same ones for the same seed. */
export function smudged(text: string, seed: string, rate = 0.01): Variant {
  const next = numbersFrom(seed);
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  return same(
    text.replaceAll(/[a-z]/gu, (c) => (next() < rate ? letters[Math.floor(next() * letters.length)]! : c)),
  );
}

/** Given and family names common in Central Asia, West and East Africa, South Asia, the Andes, the Pacific. */
const GIVEN =
  'Aibek Nurlan Gulnara Aigerim Farrukh Shavkat Dilnoza Chidi Ngozi Kwame Adjoa Femi Oluwaseun Wanjiru Kipchoge Tigist Abebe Rajesh Sunita Anjali Harpreet Nimal Chamari Tenzin Pema Wayra Illari Quispe Sione Mele Tevita Losa Anwar Rahila Zarina Bakyt Temir Ayodele Efua Makena'.split(
    ' ',
  );
const FAMILY =
  'Abdyldaev Toktogulov Nazarova Rakhimov Yuldashev Okonkwo Adeyemi Mensah Asante Balogun Eze Mwangi Otieno Kiprotich Tadesse Bekele Chaudhary Venkatesan Bhattacharya Perera Jayawardena Gurung Sherpa Mamani Condori Huanca Tupou Fifita Vakatora Taufa Khudoyorov Sattarova Isakov Dzhumabekov Onyango Wambui Nwosu Owusu Iyer Silwal'.split(
    ' ',
  );

/**
 * The people of a text under names of other regions, each word the same throughout. A person's name is a known given
 * name with the capitalised words after it.
 */
export function renamed(text: string, given: ReadonlySet<string>, seed: string): Variant {
  const next = numbersFrom(seed);
  const pick = (list: readonly string[]) => list[Math.floor(next() * list.length)]!;
  const names = new Map<string, string>();
  for (const [, first, rest] of text.matchAll(/\b(\p{Lu}\p{Ll}+)((?: \p{Lu}\.)?(?: \p{Lu}\p{Ll}+){1,2})/gu)) {
    if (!given.has(first!.toLowerCase())) continue;
    if (!names.has(first!)) names.set(first!, pick(GIVEN));
    for (const word of rest!.match(/\p{Lu}\p{Ll}+/gu) ?? [])
      if (!names.has(word)) names.set(word, pick(FAMILY));
  }
  const edits: { start: number; end: number; shift: number }[] = [];
  let shift = 0;
  const out = text.replaceAll(/\p{Lu}\p{Ll}+/gu, (word: string, at: number) => {
    const name = names.get(word);
    if (name === undefined) return word;
    shift += name.length - word.length;
    edits.push({ start: at, end: at + word.length, shift });
    return name;
  });
  const place = (offset: number): number => {
    let low = 0;
    let high = edits.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (edits[middle]!.end <= offset) low = middle + 1;
      else high = middle;
    }
    // An offset inside a name stays as far from its beginning as it was.
    return offset + (edits[low - 1]?.shift ?? 0);
  };
  return { text: out, place };
}
