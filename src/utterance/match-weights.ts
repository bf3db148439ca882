/**
 * What each sign is worth in log-odds when two reports are compared (`match.ts` says what the signs are). Learned
 * from pairs of reports of invented families, pulled towards weights chosen by hand (`npm run bench:learn-matching`).
 * `short`, `missing`, `numbersDiffer`, `samePageBack`, `whoUnsure` and `dayMisread` are set by hand: families hold few
 * sentences of one pattern about other things.
 */
export const MATCH_WEIGHTS = {
  start: -1.09,
  shared: 0.97,
  topical: -0.72,
  missing: -0.7,
  missingIndirect: -0.19,
  extra: -0.31,
  run: 0.27,
  covered: 1.4,
  fragment: 0.87,
  numbersDiffer: -1.5,
  naming: -0.58,
  short: -0.8,
  samePage: 0.32,
  samePageIndirect: -0.16,
  samePageBack: -6,
  openIndirect: 0.47,
  story: 0.15,
  otherStory: -1.78,
  whoSame: 1.06,
  whoLikely: 0.93,
  whoOpen: -0.64,
  whoFar: -1.15,
  whoOther: -4.74,
  whoUnsure: -3,
  daySame: 0.87,
  dayNear: -1.73,
  dayOpen: 0.65,
  dayWeek: 0.42,
  dayBack: -0.97,
  dayMisread: -1.5,
  dayLate: -8,
  dayOther: -7.37,
};
