import type { Language } from '../language/language.js';
import { creditWordsOf, surnameOf } from './names.js';

/**
 * Whether a line tells about a writer of the page: name or surname, then what people do who write; or "About the author".
 * @param writers the writers by name
 * @example tellsOfWriter('Torvik covers the river for the Courier.', ['Ana Torvik'], english) // true
 */
export function tellsOfWriter(text: string, writers: readonly string[], language: Language): boolean {
  const { bioHeadings, bioOpeners, bioVerbs, workVerbs, bioNouns } = creditWordsOf(language);
  if (bioHeadings.test(text) || bioOpeners.test(text)) return true;
  const start = writers
    .flatMap((name) => [name, surnameOf(name)])
    .find(
      (name) =>
        text.slice(0, name.length).toLowerCase() === name.toLowerCase() &&
        !/^[\p{L}\p{N}'’]/u.test(text.slice(name.length, name.length + 2)),
    );
  const rest = start === undefined ? null : text.slice(start.length);
  if (rest === null) return false;
  const words =
    rest
      .slice(0, 2000)
      .toLowerCase()
      .match(/\p{L}[\p{L}'’-]*/gu) ?? [];
  const verbs = words.slice(0, 4).filter((word) => bioVerbs.has(word));
  return (
    verbs.some((verb) => workVerbs.has(verb)) ||
    (verbs.length > 0 && words.some((word) => bioNouns.has(word)))
  );
}
