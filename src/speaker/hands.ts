import { entriesOf, perLanguage } from '../language/language.js';
import type { Carriage } from './outlets.js';

/** The lists of `hands.json` that are sets of words; the file says what each is. */
type HandList =
  | 'tell'
  | 'relay'
  | 'close'
  | 'cites'
  | 'onAir'
  | 'pieces'
  | 'interviews'
  | 'interviewJoints'
  | 'shows'
  | 'writes'
  | 'writtenIn'
  | 'handed'
  | 'grants'
  | 'again'
  | 'given'
  | 'postedOn'
  | 'hosted'
  | 'boards'
  | 'according'
  | 'aired'
  | 'heard'
  | 'heardSubjects'
  | 'ahead'
  | 'light'
  | 'apart'
  | 'continuing'
  | 'writing'
  | 'written'
  | 'fresh'
  | 'sameHearers'
  | 'reports'
  | 'stories';

/** How a language says through whom words came, and that someone goes on speaking. */
export type Hands = Readonly<Record<HandList, ReadonlySet<string>>> & {
  /** What a name is by the noun beside it: "magazine" is published. */
  media: ReadonlyMap<string, Carriage>;
  /** Beginnings of words for what a reporter does. */
  employed: readonly string[];
};

type HandFile = Record<HandList | 'employed', string[]> & { media: Partial<Record<Carriage, string[]>> };

/** The lists of a language, made into sets once. @example handsOf(english).tell.has('told') // true */
export const handsOf = perLanguage((language): Hands => {
  const { media, employed, ...lists } = entriesOf<HandFile>(language, 'hands');
  const sets = Object.fromEntries(Object.entries(lists).map(([name, words]) => [name, new Set(words)]));
  return {
    ...(sets as Record<HandList, Set<string>>),
    employed,
    media: new Map(
      Object.entries(media).flatMap(([how, words]) =>
        words.map((word): [string, Carriage] => [word, how as Carriage]),
      ),
    ),
  };
});
