import { agreementOf, weightOf, type Agreement } from './agreement.js';
import { dayRelation, mayBeMisdated, type DayRelation } from './days.js';
import { MATCH_WEIGHTS } from './match-weights.js';
import { OF_ONE_STORY, storyShare } from './page-story.js';
import { termsOfReport, type Report } from './report.js';
import { fold, relate, type WhoRelation } from './who.js';
import type { Wording } from './wording.js';

/** Why two reports are, or are not, of one act of saying. */
export interface Match {
  /** Probability that they are of one, 0 to 1. */
  confidence: number;
  who: WhoRelation;
  day: DayRelation;
  words: Agreement;
}

/** The signs that a pair is weighed by; each counts as many times as its value says. */
export type Sign = keyof typeof MATCH_WEIGHTS;

/** Two reports are put together from this confidence up. */
export const THRESHOLD = 0.5;

/** A run of this many terms is one speaker's words even where one page, without a name, was resolved to another speaker. */
const VERBATIM = 8;

/** A run of this many terms shows that days which contradict each other are a slip of one page, or of its reading. */
const VERBATIM_DAY = 6;

/** Whether a page's day, or how it was read, may be a slip where the words are the same at length. */
const mayBeSlip = (day: DayRelation, a: Report, b: Report): boolean =>
  day === 'late' || (day === 'other' && mayBeMisdated(a, b));

/** How surely two reports stand on pages of one story: 1 to -1, 0 where nothing tells. */
function sameStory(a: Report, b: Report): number {
  const share = storyShare(a.story, b.story);
  return share === null ? 0 : Math.max(-1, Math.min(1, (share - OF_ONE_STORY) / OF_ONE_STORY));
}

/** Beyond these, more shared or other words, in terms' weights, say nothing new. */
const MOST_SHARED = 6;
const MOST_TOPICAL = 3;
const MOST_EXTRA = 6;
/** What a report in other words adds around them is context: beyond this it says nothing. */
const MOST_MISSING_INDIRECT = 2.5;
/** What is missing counts this much where a whole sentence is the same. */
const MISSING_BESIDE_SENTENCE = 0.3;
/** A run says something from this many terms on, up to so many. */
const RUN = [3, 12] as const;

const WHO: Readonly<Record<WhoRelation, Sign>> = {
  same: 'whoSame',
  likely: 'whoLikely',
  open: 'whoOpen',
  far: 'whoFar',
  other: 'whoOther',
};
const DAY: Readonly<Record<DayRelation, Sign>> = {
  same: 'daySame',
  near: 'dayNear',
  open: 'dayOpen',
  week: 'dayWeek',
  back: 'dayBack',
  late: 'dayLate',
  other: 'dayOther',
};

interface Weighed {
  signs: Partial<Record<Sign, number>>;
  who: WhoRelation;
  day: DayRelation;
  words: Agreement;
}

/** All that speaks for or against two reports being of one act of saying, unweighed. */
export function signsOf(a: Report, b: Report, wording: Wording): Weighed {
  const words = agreementOf(a, b, wording);
  const day = dayRelation(a, b);
  let who = relate(a.who, b.who);
  if (
    (who === 'other' || who === 'far') &&
    words.run.length >= VERBATIM &&
    !(a.who.explicit && b.who.explicit)
  )
    who = 'open';
  // What one denies is what another says.
  const denied = denies(a) !== denies(b) && who !== 'same' && who !== 'likely';
  // Whom a page means where it does not name him is read less surely.
  const unsure = who === 'other' && !denied && !(a.who.explicit && b.who.explicit);
  if (denied) who = 'other';
  const misread =
    words.run.length >= VERBATIM_DAY && who !== 'other' && who !== 'far' && mayBeSlip(day, a, b);
  const indirect = a.kind === 'indirect' || b.kind === 'indirect';
  const missing = words.missing * (words.sentence ? MISSING_BESIDE_SENTENCE : 1);
  const samePage = a.page === b.page ? 1 : 0;
  const story = sameStory(a, b);
  return {
    who,
    day,
    words,
    signs: {
      start: 1,
      shared: Math.min(words.shared - words.topical, MOST_SHARED),
      topical: Math.min(words.topical, MOST_TOPICAL),
      missing: indirect ? 0 : missing,
      missingIndirect: indirect ? Math.min(missing, MOST_MISSING_INDIRECT) : 0,
      extra: Math.min(words.extra, MOST_EXTRA),
      run: Math.max(0, Math.min(words.run.length, RUN[1]) - RUN[0]),
      covered: Math.max(0, (2 * words.shared) / (words.shared + words.missing + 1e-9) - 1),
      fragment: words.fragment ? 1 : 0,
      numbersDiffer: words.numbersDiffer && !words.onlyNumbersDiffer ? 1 : 0,
      naming: Math.min(1, names(a, b) + names(b, a)),
      short:
        Math.min(weightOf(termsOfReport(a, wording)), weightOf(termsOfReport(b, wording))) < SHORT ? 1 : 0,
      samePage,
      samePageIndirect: indirect ? samePage : 0,
      samePageBack: a.back === b.back ? 0 : samePage,
      openIndirect: indirect && who === 'open' && words.run.length < 6 ? 1 : 0,
      story: Math.max(0, story),
      otherStory: Math.max(0, -story),
      [unsure ? 'whoUnsure' : WHO[who]]: 1,
      [misread ? 'dayMisread' : DAY[day]]: 1,
    },
  };
}

/** Whether the words of a report are what its speaker says is not so. */
const denies = ({ kind, act }: Report): boolean =>
  kind === 'indirect' && (act === 'deny' || act === 'reject');

/** Whether one report's words name the other's speaker: nobody speaks of himself so. */
const names = (report: Report, { who }: Report): number =>
  who.kind === 'person' &&
  who.words.length > 0 &&
  !who.described &&
  foldedNames(report).has(who.words.at(-1)!)
    ? 1
    : 0;

const namesBy = new WeakMap<Report, ReadonlySet<string>>();

/** Folded words in capitals of a report, made once. */
function foldedNames(report: Report): ReadonlySet<string> {
  let known = namesBy.get(report);
  if (!known) namesBy.set(report, (known = new Set((report.text.match(NAME) ?? []).map(fold))));
  return known;
}
const NAME = /\p{Lu}[\p{L}\p{M}]+/gu;

/** The signs that words give, each at the most that it can be. */
const MOST_BY_WORDS: Partial<Record<Sign, number>> = {
  shared: MOST_SHARED,
  topical: MOST_TOPICAL,
  missingIndirect: MOST_MISSING_INDIRECT,
  extra: MOST_EXTRA,
  run: RUN[1] - RUN[0],
  covered: 1,
  fragment: 1,
  numbersDiffer: 1,
  naming: 1,
  short: 1,
  samePage: 1,
  samePageIndirect: 1,
  samePageBack: 1,
  openIndirect: 1,
};
/** What words can add to the log-odds at best; each sign is 0 at the least. */
const BEST_WORDS = Object.entries(MOST_BY_WORDS).reduce(
  (sum, [sign, most]) => sum + Math.max(0, MATCH_WEIGHTS[sign as Sign] * most),
  0,
);
/** The log-odds of the threshold, less what rounding may give. */
const LEAST = Math.log(THRESHOLD / (1 - THRESHOLD)) - 0.01;

/**
 * Whether two reports could be put together if their words agreed as well as can be. Speakers, days and pages rule
 * half of the pairs out that share a key, and cost next to nothing to look at beside the words.
 * @example if (mayMatch(kpa, herald)) match(kpa, herald, wording)
 */
export function mayMatch(a: Report, b: Report): boolean {
  const related = relate(a.who, b.who);
  const open = !(a.who.explicit && b.who.explicit);
  const who = Math.max(
    MATCH_WEIGHTS[WHO[related]],
    // A long run of the same words opens the question, see `signsOf`.
    open && (related === 'other' || related === 'far') ? MATCH_WEIGHTS.whoOpen : -Infinity,
  );
  const day = dayRelation(a, b);
  const days = Math.max(
    MATCH_WEIGHTS[DAY[day]],
    // So does it of days.
    (open || (related !== 'other' && related !== 'far')) && mayBeSlip(day, a, b)
      ? MATCH_WEIGHTS.dayMisread
      : -Infinity,
  );
  const story = sameStory(a, b);
  const pages = MATCH_WEIGHTS[story > 0 ? 'story' : 'otherStory'] * Math.abs(story);
  return MATCH_WEIGHTS.start + who + days + pages + BEST_WORDS >= LEAST;
}

/** Words that weigh less than this are "a correction", "the acquisition": they say next to nothing. */
const SHORT = 1.5;

/** Names, and at most one word of every day beside them, in the reporter's own words ("Torvik", "the president"): whoever speaks of the matter has them. */
const isBare = (report: Report, wording: Wording): boolean =>
  report.quoted.length === 0 &&
  weightOf(
    termsOfReport(report, wording).filter(({ start }) => !/^\p{Lu}/u.test(report.text.charAt(start))),
  ) < 1;

/**
 * Compares two reports. Which is given first makes no difference.
 * @param one a report
 * @param other another
 * @param wording the language's lists
 * @example match(kpa, herald, wording).confidence >= THRESHOLD
 */
export function match(one: Report, other: Report, wording: Wording): Match {
  const [a, b] = one.id < other.id ? [one, other] : [other, one];
  const { signs, who, day, words } = signsOf(a, b, wording);
  if (a.page !== b.page && (isBare(a, wording) || isBare(b, wording)))
    return { confidence: 0, who, day, words };
  let logOdds = 0;
  for (const sign in signs) logOdds += signs[sign as Sign]! * MATCH_WEIGHTS[sign as Sign];
  return { confidence: Math.round(1000 / (1 + Math.exp(-logOdds))) / 1000, who, day, words };
}
