/**
 * What other systems, and people, reach at telling who said what: measured once by the definitions of
 * `score-statements.ts` on the test part of PolNeAR (this bench is for the dev part: the two are of one kind and size),
 * each with its documented settings, on one machine. Words per CPU second are of that machine under load.
 */

/** One system's F1 figures in per cent; `wordsPerSecond` is null for people. */
export interface Peer {
  name: string;
  statement: number;
  directStatement: number;
  exact: number;
  tokens: number;
  wordsPerSecond: number | null;
}

export const PEERS: readonly Peer[] = [
  {
    name: 'BBC Citron, trained anew on the same documents',
    statement: 48.2,
    directStatement: 61.4,
    exact: 38.7,
    tokens: 67.1,
    wordsPerSecond: 2110,
  },
  {
    name: 'SFU Gender Gap Tracker, rules on spaCy small',
    statement: 40.8,
    directStatement: 49.2,
    exact: 34.8,
    tokens: 69.8,
    wordsPerSecond: 4230,
  },
  {
    name: 'Stanford CoreNLP 4.5.8, quote annotator',
    statement: 19.2,
    directStatement: 40.9,
    exact: 17.7,
    tokens: 59.9,
    wordsPerSecond: 400,
  },
  {
    name: 'textacy direct_quotations on spaCy small',
    statement: 16.4,
    directStatement: 39.2,
    exact: 11.5,
    tokens: 40.8,
    wordsPerSecond: 4560,
  },
  {
    name: 'trained people among themselves',
    statement: 73.5,
    directStatement: 92.7,
    exact: 69.1,
    tokens: 91.3,
    wordsPerSecond: null,
  },
];
