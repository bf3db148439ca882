import { describe, expect, it } from 'vitest';
import { names } from './page.js';

describe('in an interview', () => {
  const text =
    'Ana Ruud runs the harbour. Ruud sat down with us this week.\n\nQ: Do you like the bridge?\n\nA: I think it is too low. There is no doubt about it.\n\nI hope it goes.\n\nQ: Will you leave?\n\nA: We want a new one.';

  it('“I” in an answer is the one whom it is with, also in the next paragraph, and “you” in a question', () => {
    expect(
      names(text, [
        ['you', 'like', 'the bridge'],
        ['I', 'think', 'it is too low'],
        ['I', 'hope', 'it goes'],
        ['We', 'want', 'a new one'],
      ]),
    ).toEqual(['Ana Ruud', 'Ana Ruud', 'Ana Ruud', 'Ana Ruud']);
  });

  it('what has no source in an answer is theirs', () => {
    expect(names(text, [['', 'no doubt about', 'it']])).toEqual(['Ana Ruud']);
  });

  it('turns are also labelled by names', () => {
    const turns =
      'JENS HOLT: Why is it low?\n\nANA RUUD: I told them so.\n\nHOLT: Did you write?\n\nRUUD: I did say it.';
    expect(
      names(turns, [
        ['I', 'told', 'them so'],
        ['you', 'write', '?'],
        ['I', 'did say', 'it'],
      ]).map((name) => name?.toUpperCase()),
    ).toEqual(['ANA RUUD', 'ANA RUUD', 'ANA RUUD']);
  });

  it('a list of names with colons is none', () => {
    const list = 'Jens Holt: First.\n\nAna Ruud: Second.\n\nMaria Arn: Third.\n\nI think it was fair.';
    expect(names(list, [['I', 'think', 'it was fair']])).toEqual(['author']);
  });
});
