/** A stretch of text with how it is painted. */
export interface Run {
  text: string;
  /** Paints the run; it may add only what takes no width. */
  paint?: (text: string) => string;
}

/**
 * Runs of text broken into lines of a width, at white space. A word longer than a line is broken within.
 * @param runs the text; white space and line ends in it only part words
 * @param width columns
 * @example wrapped([{ text: 'one two' }], 3) // ['one', 'two']
 */
export function wrapped(runs: readonly Run[], width: number): string[] {
  const columns = Math.max(8, width);
  const lines: Run[][] = [];
  let line: Run[] = [];
  let used = 0;
  const end = () => {
    lines.push(line);
    line = [];
    used = 0;
  };
  for (const word of wordsOf(runs)) {
    const length = word.reduce((sum, { text }) => sum + widthOf(text), 0);
    if (used > 0 && used + 1 + length > columns) end();
    if (used > 0) {
      const before = line.at(-1);
      const paint = before?.paint === word[0]?.paint ? before?.paint : undefined;
      line.push(paint ? { text: ' ', paint } : { text: ' ' });
      used++;
    }
    if (used + length <= columns) {
      for (const run of word) line.push(run);
      used += length;
      continue;
    }
    for (const run of word)
      for (const letter of run.text) {
        if (used >= columns) end();
        line.push({ ...run, text: letter });
        used += widthOf(letter);
      }
  }
  if (line.length > 0) end();
  return lines.map(painted);
}

/** The runs cut at white space, each word a list of the runs that it is made of. */
function wordsOf(runs: readonly Run[]): Run[][] {
  const words: Run[][] = [];
  let word: Run[] = [];
  for (const run of runs)
    for (const piece of run.text.split(/(\s+)/)) {
      if (piece === '') continue;
      if (!/^\s/.test(piece)) word.push({ ...run, text: piece });
      else if (word.length > 0) {
        words.push(word);
        word = [];
      }
    }
  if (word.length > 0) words.push(word);
  return words;
}

/** Neighbours of one paint are painted at once, so that the output is short. */
function painted(line: readonly Run[]): string {
  let out = '';
  for (let i = 0; i < line.length;) {
    const paint = line[i]?.paint;
    let text = '';
    for (; i < line.length && line[i]?.paint === paint; i++) text += line[i]?.text ?? '';
    out += paint ? paint(text) : text;
  }
  return out;
}

/** Columns that a text takes: two for the wide letters of East Asia and pictures, none for marks on a letter. */
export function widthOf(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const letter of text) {
    if (/[\p{Mn}\p{Me}\u200b-\u200d]/u.test(letter)) continue;
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(
        letter,
      )
        ? 2
        : 1;
  }
  return width;
}
