/** How many words a text has: runs of anything but white space, as `wc -w` counts. @example countWords('He said no.') // 3 */
export function countWords(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}
