import { agreementOf, type Agreement } from './agreement.js';
import { dayRelation, type DayRelation } from './days.js';
import { storyShare } from './page-story.js';
import type { Report } from './report.js';
import { relate, type WhoRelation } from './who.js';
import type { Wording } from './wording.js';

/** Why two reports are, or are not, of one act of saying. */
export interface Match {
  /** Probability that they are of one, 0 to 1. */
  confidence: number;
  who: WhoRelation;
  day: DayRelation;
  words: Agreement;
}

/** What each piece of evidence adds to the log-odds. Chosen on `bench/families` and the simulator, see docs/utterances.md. */
export interface MatchWeights {
  start: number;
  shared: number;
  /** Beyond this, more shared weight says nothing new. */
  mostShared: number;
  missing: number;
  /** In place of `missing` where one of the two is reported in the reporter's own words. */
  missingIndirect: number;
  /** What a report in other words adds around them is context: beyond this it says nothing. */
  mostMissingIndirect: number;
  /** For a fragment in quotation marks of which all words of meaning stand in the other. */
  fragment: number;
  extra: number;
  mostExtra: number;
  /** For each term of the common run beyond the third, up to twelve. */
  run: number;
  /** For words that all stand in the other; in part for most of them. */
  covered: number;
  /** What is missing counts this much where a whole sentence is the same. */
  missingBesideSentence: number;
  numbersDiffer: number;
  samePage: number;
  /** For indirect speech of which one side does not name the speaker. */
  openIndirect: number;
  /** For pages of one story; taken off for pages of two. */
  story: number;
  who: Record<WhoRelation, number>;
  day: Record<DayRelation, number>;
}

export const WEIGHTS: MatchWeights = {
  start: -2.4,
  shared: 1,
  mostShared: 6,
  missing: 1,
  missingIndirect: 0.6,
  mostMissingIndirect: 2.5,
  fragment: 0.5,
  extra: 0.12,
  mostExtra: 6,
  run: 0.3,
  covered: 1,
  missingBesideSentence: 0.3,
  numbersDiffer: -0.5,
  samePage: -0.8,
  openIndirect: -1,
  story: 1,
  who: { same: 0.4, likely: 0, open: -0.6, far: -1.7, other: -7 },
  day: { same: 0.6, near: -1, open: 0, week: -1.5, back: -0.5, late: -8, other: -8 },
};

/** Two reports are put together from this confidence up. */
export const THRESHOLD = 0.5;

/** A run of this many terms is one speaker's words even where one page, without a name, was resolved to another speaker. */
const VERBATIM = 8;

/** Pages that share this much of their names may as well be of one story as of two; with so much more, they are of one. */
const OPEN_STORY = 0.25;

/** How surely two reports stand on pages of one story: 1 to -1, 0 where nothing tells. */
function sameStory(a: Report, b: Report): number {
  const share = storyShare(a.story, b.story);
  return share === null ? 0 : Math.max(-1, Math.min(1, (share - OPEN_STORY) / OPEN_STORY));
}

/**
 * Compares two reports. Which is given first makes no difference.
 * @param one a report
 * @param other another
 * @param wording the language's lists
 * @example match(kpa, herald, wording).confidence >= THRESHOLD
 */
export function match(one: Report, other: Report, wording: Wording, weights: MatchWeights = WEIGHTS): Match {
  const [a, b] = one.id < other.id ? [one, other] : [other, one];
  const words = agreementOf(a, b, wording);
  const day = dayRelation(a, b);
  let who = relate(a.who, b.who);
  if (
    (who === 'other' || who === 'far') &&
    words.run.length >= VERBATIM &&
    !(a.who.explicit && b.who.explicit)
  )
    who = 'open';
  const indirect = a.kind === 'indirect' || b.kind === 'indirect';
  const logOdds =
    weights.start +
    weights.shared * Math.min(words.shared, weights.mostShared) -
    (indirect ? weights.missingIndirect : weights.missing) *
      (indirect ? Math.min(words.missing, weights.mostMissingIndirect) : words.missing) *
      (words.sentence ? weights.missingBesideSentence : 1) -
    weights.extra * Math.min(words.extra, weights.mostExtra) +
    weights.run * Math.max(0, Math.min(words.run.length, 12) - 3) +
    weights.covered * Math.max(0, (2 * words.shared) / (words.shared + words.missing + 1e-9) - 1) +
    (words.fragment ? weights.fragment : 0) +
    (words.numbersDiffer && !words.onlyNumbersDiffer ? weights.numbersDiffer : 0) +
    (a.page === b.page ? weights.samePage : 0) +
    (indirect && who === 'open' && words.run.length < 6 ? weights.openIndirect : 0) +
    weights.story * sameStory(a, b) +
    weights.who[who] +
    weights.day[day];
  return { confidence: Math.round(1000 / (1 + Math.exp(-logOdds))) / 1000, who, day, words };
}
