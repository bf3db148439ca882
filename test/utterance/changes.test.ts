import { describe, expect, it } from 'vitest';
import type { StatementKind } from '../../src/record.js';
import { changesOf } from '../../src/utterance/changes.js';
import { reportsOf } from '../../src/utterance/report.js';
import { wordingOf } from '../../src/utterance/wording.js';
import { english, page } from './pages.js';

const wording = wordingOf(english);
let pages = 0;

/** A page with one statement of Berit Noll's. */
function report(words: string, kind: StatementKind) {
  const { record } = page({
    outlet: `Sallow ${String(pages++)}`,
    published: '2024-03-04T08:00:00Z',
    text: `Weir\n\n${words} Berit Noll said.`,
    says: [{ who: 'Berit Noll', source: 'Berit Noll', words, kind }],
  });
  return { page: record.id, reports: reportsOf(record, ({ id }) => `${record.id}-${id}`, english) };
}

const changes = (before: string, after: string, kinds: [StatementKind, StatementKind]) =>
  changesOf(report(before, kinds[0]), report(after, kinds[1]), wording).map(
    ({ before: was, after: is, danger }) => [was, is, danger],
  );

describe('a change of negation', () => {
  it('is a “not” that goes', () => {
    expect(
      changes('“We will not open the weir in spring,”', '“We will open the weir in spring,”', [
        'direct',
        'direct',
      ]),
    ).toEqual([['not', '', 'negation']]);
  });

  it('is none where it only moves, or where “nothing but” becomes “only”', () => {
    expect(
      changes('“Our neighbours will lose not one eel,”', 'the neighbours would not lose a single eel,', [
        'direct',
        'indirect',
      ]),
    ).toEqual([]);
    expect(
      changes('“The eels need nothing but mud and water,”', 'the eels need only mud and water,', [
        'direct',
        'indirect',
      ]),
    ).toEqual([]);
  });
});

describe('a change of number', () => {
  it('is found at the end of indirect speech, too', () => {
    expect(
      changes(
        '“Nobody here can have seen an eel before 1700,”',
        'no eel can have been seen by anybody here before 1800',
        ['direct', 'indirect'],
      ),
    ).toContainEqual(['1700', '1800', 'number']);
  });

  it('is none where the other number is in the source, at another place', () => {
    expect(
      changes(
        '“On 3 March he paid for a boat, and on 4 March he told the anglers that nothing was left,”',
        'he paid for the boat on 3 March and told the anglers a day later that nothing was left',
        ['direct', 'indirect'],
      ),
    ).toEqual([]);
  });
});

describe('quotation marks', () => {
  it('around the words of a paraphrase are a change', () => {
    expect(
      changes('the weir could not be opened before spring', '“The weir could not be opened before spring,”', [
        'indirect',
        'direct',
      ]).map(([, , danger]) => danger),
    ).toEqual(['quotation marks']);
  });

  it('around more than a paraphrase has are none: the page heard more', () => {
    expect(
      changes(
        'a long wait was inevitable',
        '“You must expect a very long wait, Mr Tarn. It’s now inevitable.”',
        ['indirect', 'direct'],
      ),
    ).toEqual([]);
  });
});

it('“would” in indirect speech, told as what is to be, is no change of certainty', () => {
  expect(
    changes('that boats would be turned away from Wednesday', 'Boats are to be turned away from Wednesday,', [
      'indirect',
      'indirect',
    ]),
  ).toEqual([]);
});

describe('a part of a sentence that is quoted in a reporter’s own', () => {
  it('may stop where it likes', () => {
    const whole = '“Not one of our eels was moved, sold or eaten last night,”';
    expect(
      changes(whole, 'that “not one of our eels was moved, sold or eaten”', ['direct', 'direct']),
    ).toEqual([]);
    expect(changes(whole, '“Not one of our eels was moved, sold or eaten,”', ['direct', 'direct'])).toEqual([
      ['last night', '', null],
    ]);
  });

  it('has lost what lay between its words', () => {
    expect(
      changes(
        '“Every eel in that report was counted by me at night,”',
        'that “every eel was counted by me”',
        ['direct', 'direct'],
      ),
    ).toEqual([['in that report', '', null]]);
  });
});
