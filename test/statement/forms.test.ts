import { describe, expect, it } from 'vitest';
import { fileQuotations } from '../../src/statement/direct.js';
import { withForms } from '../../src/statement/form.js';
import { insertionsIn } from '../../src/statement/insertion.js';
import { quotationsOf } from '../../src/statement/quotation.js';
import type { Candidate, Run } from '../../src/statement/decode.js';
import { paragraphBreaks, wordsOf } from '../../src/statement/words.js';
import { english, statementsOf } from './english.js';

const wordsIn = (text: string) => wordsOf(text, [{ start: 0, end: text.length }], paragraphBreaks(text));

function say(text: string, runs: readonly Run[]): string {
  const words = wordsIn(text);
  return runs.map(({ from, to }) => text.slice(words[from]!.start, words[to - 1]!.end)).join(' … ');
}

/** The statements that layout alone tells, as "source: content". */
function formsOf(text: string): string[] {
  const words = wordsIn(text);
  return withForms(words, 0, quotationsOf(words), [], english).candidates.map(
    (c) => `${say(text, c.source)}: ${say(text, c.content)}`,
  );
}

/** The statements and the reasons that the rules for quotation marks give without any tagger. */
function filed(text: string, candidates: Candidate[] = []) {
  const words = wordsIn(text);
  const out = fileQuotations(words, quotationsOf(words), candidates, english);
  return {
    statements: out.candidates.map(
      (c) => `${say(text, c.source)}|${say(text, c.cue)}|${say(text, c.content)}`,
    ),
    reasons: out.unattributed.map(({ reason }) => reason),
  };
}

describe('transcripts', () => {
  const talk =
    'MARROW: Is the lock safe?\nRUUD: It was checked in March.\nIt will be checked again.\nMARROW: By whom?\nRUUD: By us.\nThe programme goes out on Sundays.';

  it('give each turn to the name before it, also over paragraphs, but not what follows the last', () => {
    expect(formsOf(talk)).toEqual([
      'MARROW: Is the lock safe?',
      'RUUD: It was checked in March. … It will be checked again.',
      'MARROW: By whom?',
      'RUUD: By us.',
    ]);
  });

  it('are spoken word for word', async () => {
    const all = await statementsOf(talk);
    expect(all.find(({ source }) => source === 'RUUD')).toMatchObject({ kind: 'direct' });
  });

  it('hold what others are quoted with', async () => {
    const all = await statementsOf(
      talk.replace(
        'By whom?',
        'The mayor, Ana Torvik, says that the lock “has not been seen by anyone.” Your answer?',
      ),
    );
    expect(all.some(({ source }) => source.includes('Ana Torvik'))).toBe(true);
  });

  it('may be quoted whole, turn by turn', () => {
    const quoted = talk.replaceAll(/^(?=[A-Z]+:)/gmu, '"');
    expect(formsOf(quoted)).toEqual(formsOf(talk));
  });

  it('are named by their headline, which says nothing', async () => {
    expect(
      await statementsOf('Transcript: Ana Torvik on the lock\nThe council met on Monday.', true),
    ).toEqual([]);
  });

  it('have offices, parties and callings in their labels, which are no part of what is said', () => {
    const debate =
      'The Chair (Tor Vesk): The sitting is open.\n\n[00:12:04] Mara Eklund (Harbour List, Orsk North): Who pays for the crane?\n\nDana Holt, harbour master: The port does.\n\nThe Chair: Thank you.';
    expect(formsOf(debate)).toEqual([
      'The Chair (Tor Vesk): The sitting is open.',
      'Mara Eklund (Harbour List, Orsk North): Who pays for the crane?',
      'Dana Holt, harbour master: The port does.',
      'The Chair: Thank you.',
    ]);
  });

  it('are labelled with letters, points and lines of their own too', () => {
    expect(formsOf('Q. Why did you stay?\n\nA. Nobody else applied.\n\nI had a dog.')).toEqual([
      'Q: Why did you stay?',
      'A: Nobody else applied. … I had a dog.',
    ]);
    expect(
      formsOf('Mr. BRANDT. Will the member give way?\n\nMs. EKLUND. I will not.\n\nMr. BRANDT. Then I wait.'),
    ).toEqual([
      'Mr. BRANDT: Will the member give way?',
      'Ms. EKLUND: I will not.',
      'Mr. BRANDT: Then I wait.',
    ]);
    expect(formsOf('Presenter:\n\nDid you read it?\n\nIlse Marrow:\n\nTwice.\n\nPresenter:\n\nAnd?')).toEqual(
      ['Presenter: Did you read it?', 'Ilse Marrow: Twice.', 'Presenter: And?'],
    );
  });

  it('go on over an interruption, not over what happened or a heading', () => {
    expect(
      formsOf(
        'RUUD: It is safe.\n\n(Laughter.)\n\nIt was checked.\n\nMARROW: By whom?\n\n(Members of the council left the hall.)\n\nThe windows were opened.\n\nOn the budget\n\nRUUD: By us.',
      ),
    ).toEqual(['RUUD: It is safe. … It was checked.', 'MARROW: By whom?', 'RUUD: By us.']);
  });

  it('are no recipes, notes and sentences that lead up to a quotation', () => {
    expect(
      formsOf(
        'Ingredients: Two leeks.\n\nNote: Wash them well.\n\nTime: 9 pm\n\nNote: Serve hot.\n\nPhoto: Ana Torvik',
      ),
    ).toEqual([]);
    expect(
      formsOf(
        'Torvik, who runs the port, said on Monday: No.\n\nRuud, asked by reporters, replied: Yes.\n\nTorvik, who runs the port, added: Never.',
      ),
    ).toEqual([]);
    expect(formsOf('Orsk: 2\n\nVeldin: 0\n\nOrsk: 1\n\nVeldin: 3')).toEqual([]);
  });

  it('hold what is told of others’ words, beside the turn', async () => {
    const all = await statementsOf(
      'Governor Mara Eklund: Prices will fall by the end of the year.\n\nQuestion (Orsk Post): The harbour master told this newspaper that rents were left out. Were they?\n\nEklund: They were not.',
    );
    expect(all.map(({ source, content }) => `${source}: ${content.join(' ')}`)).toEqual([
      'Governor Mara Eklund: Prices will fall by the end of the year.',
      'Question (Orsk Post): The harbour master told this newspaper that rents were left out. Were they?',
      'The harbour master: that rents were left out',
      'Eklund: They were not.',
    ]);
  });

  it('are no lists of labels', () => {
    expect(formsOf('Capital: Veldin\nPeople: Two million\nRiver: The Ost\nMayor: Ana Torvik')).toEqual([]);
  });
});

describe('press releases', () => {
  it('sign a quotation after a dash', () => {
    expect(formsOf('“The merger is bad for every village.” — Commissioner Ilse Marrow')).toEqual([
      'Commissioner Ilse Marrow: “The merger is bad for every village.”',
    ]);
  });

  it('sign the whole of a paragraph that begins with a quotation', () => {
    expect(formsOf('“Nobody asked us.” And that, I say, is “the whole of the trouble.” — Tor Ekdal')).toEqual(
      ['Tor Ekdal: “Nobody asked us.” And that, I say, is “the whole of the trouble.”'],
    );
  });

  it('sign with an office behind the name', () => {
    expect(formsOf('“We have handed over the log.” — Tor Ekdal, chief engineer, Ost Lines')).toEqual([
      'Tor Ekdal, chief engineer, Ost Lines: “We have handed over the log.”',
    ]);
  });

  it('sign many, each under its own name, whatever the dash', async () => {
    const text =
      'We asked readers what they make of the lock.\n“It is a gift to the valley and I am glad of it.” ― Ilse B. Marrow\n“Nobody needs it, and he knows that.”\u00a0― Tor Ekdal.';
    const all = await statementsOf(text);
    expect(all.filter(({ kind }) => kind === 'direct').map(({ source }) => source)).toEqual([
      'Ilse B. Marrow',
      'Tor Ekdal',
    ]);
  });

  it('name the speaker in the line above', () => {
    expect(formsOf('From Chairwoman Ilse Marrow:\n\n“We vote on Monday and then we go home.”')).toEqual([
      'Chairwoman Ilse Marrow: “We vote on Monday and then we go home.”',
    ]);
  });
});

describe('quotations that the tagger leaves', () => {
  it('go to the verb of saying beside them', () => {
    expect(filed('“The lock stays where it is,” said Ana Torvik.').statements).toEqual([
      'Ana Torvik|said|“The lock stays where it is,”',
    ]);
  });

  it('go to the speaker before them when they stand alone', () => {
    const text = '“The lock stays where it is,” said Ana Torvik. “It has always been there.”';
    expect(filed(text).statements).toEqual([
      'Ana Torvik|said|“The lock stays where it is,” … “It has always been there.”',
    ]);
  });

  it('are filed under nobody, with a reason, when they are titles or phrases of the writer’s own', () => {
    expect(filed('He once wrote “The Long Winter of Veldin” in a month.').reasons).toEqual(['title']);
    expect(filed('The council has a “wait and see” plan for it.').reasons).toEqual(['phrase']);
  });

  it('are none lost: every closed quotation of three words or more has a statement or a reason', () => {
    const text =
      'The “old salt road” is shut. “Nobody told us anything,” Dag Ruud said.\n\n“We read it in the Border Herald.”\n\nIn “Songs of the Ost Valley” it is open. The board called it “a matter of weeks” yesterday.';
    const words = wordsIn(text);
    const quotations = quotationsOf(words);
    const { candidates, unattributed } = fileQuotations(words, quotations, [], english);
    for (const q of quotations) {
      const held = candidates.some((c) => c.content.some(({ from, to }) => from <= q.from && q.to <= to));
      expect(held || unattributed.some(({ quotation }) => quotation === q)).toBe(true);
    }
  });
});

describe('editors’ insertions', () => {
  const all = (text: string) =>
    insertionsIn(text, [{ start: 0, end: text.length }]).map(({ start, end }) => text.slice(start, end));

  it('are square brackets, and short asides in round ones', () => {
    expect(all('They [the guards] saw an effort to (blame) us')).toEqual(['[the guards]', '(blame)']);
  });

  it('are no acronyms and no long asides', () => {
    expect(all('the Lower Chamber Union (LCU) met')).toEqual([]);
    expect(all('we met (and I say this with all due respect to everyone who was not there) twice')).toEqual(
      [],
    );
  });
});
