import { entriesOf, perLanguage } from '../language/language.js';

interface OccasionFile {
  events: string[];
  weekdays: Record<string, number>;
  months: Record<string, number>;
  days: Record<string, number>;
  ago: Record<string, number>;
  agoUnits: string[];
  earlierUnits: string[];
  openUnits: string[];
  roughly: string[];
  earlier: Record<string, number>;
  unitsApart: string[];
  apartJoints: string[];
  beforeEvent: string[];
  beforePlace: string[];
  insidePlace: string[];
  articles: string[];
  stops: string[];
  trailing: string[];
  spoken: string[];
  spokenArticles: string[];
  notThatDay: string[];
  owned: string[];
  ownedAlways: string[];
  loose: string[];
  at: string[];
  partsOfDay: string[];
  last: string[];
  perfect: string[];
  pluperfect: string[];
  relatives: string[];
  asides: string[];
  otherTimes: string[];
  longAgo: string;
  beforeDay: string[];
  joints: string[];
  tail: string[];
  once: string;
  running: string[];
  onePage: string[];
}

type Words = ReadonlySet<string>;

/** The lists of a language that tell when, where and at what event words were said, ready for looking up. */
export interface OccasionLists {
  /** Nouns for events at which people speak, one or two words. */
  events: Words;
  weekdays: Readonly<Record<string, number>>;
  months: Readonly<Record<string, number>>;
  /** Words for days beside today, with how many days away. */
  days: Readonly<Record<string, number>>;
  /** Numbers that stand before "days ago". */
  ago: Readonly<Record<string, number>>;
  /** What follows such a number in a day counted from publication ("days ago"), and in one counted from the day of the story ("days earlier"). */
  agoUnits: Words;
  earlierUnits: Words;
  /** Those of them that name no day where words follow: "two days before the vote". */
  openUnits: Words;
  /** Words before such a number that make it no day: "about". */
  roughly: Words;
  /** Other words for days counted from the day of the story, with how many days away: "the previous day". */
  earlier: Readonly<Record<string, number>>;
  /** Spans of time by which one thing is told to be after another, and what joins them: "a day after she said". */
  unitsApart: Words;
  apartJoints: Words;
  /** Words that may stand before an event. */
  beforeEvent: Words;
  beforePlace: Words;
  /** Those of them that may stand before a place that no list knows. */
  insidePlace: Words;
  articles: Words;
  /** Words that end the phrase of an event, and words that are cut from its end. */
  stops: Words;
  trailing: Words;
  /** Nouns that a day may stand before and still be that of the words: "in a Sunday tweet". */
  spoken: Words;
  spokenArticles: Words;
  /** Words before a day that make it another than that of the words: "next Tuesday". */
  notThatDay: Words;
  /** Words before a day that make it that of the noun behind it: "the Sept. 16 debate". */
  owned: Words;
  ownedAlways: Words;
  /** Words behind such a day that are no noun. */
  loose: Words;
  /** Words before an event that happens while words are said: "at Tuesday's rally". */
  at: Words;
  partsOfDay: Words;
  /** Words that make a weekday one of the week before: "last Tuesday" said on a Tuesday. */
  last: Words;
  /** Words that begin a cue of something said over a time, or before: "has said". */
  perfect: Words;
  /** Those of them that go back behind another verb of the sentence: "had said". */
  pluperfect: Words;
  /** Words that begin a clause in which someone named before speaks: "who". */
  relatives: Words;
  /** Words that begin a clause about something named before: "who", "when". */
  asides: Words;
  /** Patterns of times that are no day: "in December", "recently". */
  otherTimes: readonly RegExp[];
  /** Such a time that is always that of the words: "weeks ago". */
  longAgo: RegExp;
  /** Words that may stand between a cue and its day: "said late on Tuesday". */
  beforeDay: Words;
  /** Words that begin what is said: "said Tuesday that". */
  joints: Words;
  /** Words that may begin what stands behind the words attributed and still belongs to their cue. */
  tail: Words;
  /** Cues of something said once, and not held or done for long: "thanked", not "has thanked" or "believes". */
  once: RegExp;
  /** Patterns of pages that tell one day as it goes. */
  running: readonly RegExp[];
  /** Patterns of lines at the top of pages that give the words of one occasion: a transcript, a press release. */
  onePage: readonly RegExp[];
}

/**
 * The occasion lists of a language, made ready once.
 * @example occasionListsOf(english).events.has('press conference') // true
 */
export const occasionListsOf = perLanguage((language): OccasionLists => {
  const file = entriesOf<OccasionFile>(language, 'occasions');
  const set = (words: readonly string[]) => new Set(words.map((word) => word.toLowerCase()));
  const pattern = (source: string) => new RegExp(source, 'iu');
  return {
    ...file,
    events: set(file.events),
    agoUnits: set(file.agoUnits),
    earlierUnits: set(file.earlierUnits),
    openUnits: set(file.openUnits),
    roughly: set(file.roughly),
    unitsApart: set(file.unitsApart),
    apartJoints: set(file.apartJoints),
    beforeEvent: set(file.beforeEvent),
    beforePlace: set(file.beforePlace),
    insidePlace: set(file.insidePlace),
    articles: set(file.articles),
    stops: set(file.stops),
    trailing: set(file.trailing),
    spoken: set(file.spoken),
    spokenArticles: set(file.spokenArticles),
    notThatDay: set(file.notThatDay),
    owned: set(file.owned),
    ownedAlways: set(file.ownedAlways),
    loose: set(file.loose),
    at: set(file.at),
    partsOfDay: set(file.partsOfDay),
    last: set(file.last),
    perfect: set(file.perfect),
    pluperfect: set(file.pluperfect),
    relatives: set(file.relatives),
    asides: set(file.asides),
    otherTimes: file.otherTimes.map(pattern),
    longAgo: pattern(file.longAgo),
    beforeDay: set(file.beforeDay),
    joints: set(file.joints),
    tail: set(file.tail),
    once: pattern(file.once),
    running: file.running.map(pattern),
    onePage: file.onePage.map(pattern),
  };
});
