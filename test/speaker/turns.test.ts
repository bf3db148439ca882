import { describe, expect, it } from 'vitest';
import { resolve } from '../../src/speaker/resolve.js';
import { attributionsOf, english, names, pageOf, type Said } from './page.js';

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

describe('in turns that the layout tells', () => {
  function spoken(text: string, said: readonly Said[]): (string | null)[] {
    const turns = attributionsOf(text, said).map((one) => ({ ...one, layout: 'turn' as const }));
    const { speakers, statements } = resolve(pageOf(text), turns, english);
    return statements.map(({ speaker }) => speakers.find(({ id }) => id === speaker)?.name ?? null);
  }

  it('an office is the one who was named with it', () => {
    const text =
      'The Chair (Tor Vesk): The sitting is open.\n\nIlse Marrow (Harbour List): Who pays?\n\nThe Chair: Thank you.';
    expect(
      spoken(text, [
        ['The Chair (Tor Vesk)', ':', 'The sitting is open.'],
        ['Ilse Marrow (Harbour List)', ':', 'Who pays?'],
        ['The Chair', ':', 'Thank you.'],
      ]),
    ).toEqual(['Tor Vesk', 'Ilse Marrow', 'Tor Vesk']);
  });

  it('who asks without a name is unnamed, and whom the page is about answers', () => {
    const text =
      'Jens Holt keeps the lighthouse.\n\nQ: Why did you stay?\n\nA: Nobody else applied.\n\nQuestion (Orsk Post): Will you leave?\n\nHolt: No.';
    expect(
      spoken(text, [
        ['Q', ':', 'Why did you stay?'],
        ['A', ':', 'Nobody else applied.'],
        ['Question (Orsk Post)', ':', 'Will you leave?'],
        ['Holt', ':', 'No.'],
      ]),
    ).toEqual(['unnamed: interviewer', 'Jens Holt', 'unnamed: Orsk Post interviewer', 'Jens Holt']);
  });

  it('letters that stand for nobody whom the page names are nobody', () => {
    expect(
      spoken('Q: What is a loan?\n\nA: Money that is lent.', [
        ['Q', ':', 'What is a loan?'],
        ['A', ':', 'Money that is lent.'],
      ]),
    ).toEqual(['unnamed: interviewer', null]);
  });
});
