import { describe, expect, it } from 'vitest';
import { filed, hands, names } from './page.js';

describe('the words of a source are read for the name in them', () => {
  it('behind a noun, between commas', () => {
    const text = 'Two objectors, Jens Holt and Ana Ruiz, said the count was wrong.';
    expect(names(text, [['Two objectors, Jens Holt and Ana Ruiz,', 'said', 'the count was wrong']])).toEqual([
      'Jens Holt and Ana Ruiz',
    ]);
  });

  it('before “himself”, and behind “called”', () => {
    const text = 'Jens Holt came late. Holt himself denied it. A website called Harbour Watch said he ran.';
    expect(
      names(text, [
        ['Holt himself', 'denied', 'it'],
        ['A website called Harbour Watch', 'said', 'he ran'],
      ]),
    ).toEqual(['Jens Holt', 'Harbour Watch']);
  });

  it('where a surname is also an occupation', () => {
    const text = 'Maria Baker owns the mill. “It is dry,” Baker said.';
    expect(names(text, [['Baker', 'said', '“It is dry,”']])).toEqual(['Maria Baker']);
  });

  it('behind an office that holds a preposition', () => {
    const text = 'Ulvania’s Secretary of State Jens Holt said no.';
    expect(names(text, [['Ulvania’s Secretary of State Jens Holt', 'said', 'no']])).toEqual(['Jens Holt']);
  });

  it('not in a group that stands behind a name', () => {
    const text = 'The Ostmar Bank lends. Many Ostmar Bank watchers expect a loss.';
    expect(names(text, [['Many Ostmar Bank watchers', 'expect', 'a loss']])[0]).toMatch(/^unnamed: /u);
  });

  it('of a site, and of a group that is called by more than its party', () => {
    const text = 'GridWatch.com removed the page. House Republicans opposed it.';
    expect(
      names(text, [
        ['GridWatch.com', 'removed', 'the page'],
        ['House Republicans', 'opposed', 'it'],
      ]),
    ).toEqual(['GridWatch.com', 'House Republicans']);
  });
});

describe('“who” means', () => {
  it('the person before the place, and the one whom an apposition tells of', () => {
    const text =
      'The bill was backed by Senator Ana Ruiz of Iowa, who called it fair, and by Jens Holt, a deputy on the Ostmar Council, who liked it.';
    expect(
      names(text, [
        ['who', 'called', 'it fair'],
        ['who', 'liked', 'it'],
      ]),
    ).toEqual(['Ana Ruiz', 'Jens Holt']);
  });

  it('the one of whom the sentence says what he is', () => {
    const text = 'Ana Ruiz is the prosecutor who charged him.';
    expect(names(text, [['who', 'charged', 'him']])).toEqual(['Ana Ruiz']);
  });
});

describe('a relative clause beside another', () => {
  it('tells of the same one, where what it closes with is nobody', () => {
    const text =
      'Jens Hanvik met the mayor, Ana Torvik, who closed the mine for his profit, who left Orsk in May.';
    expect(
      names(text, [
        ['who', 'closed', 'the mine for his profit'],
        ['who', 'left', 'Orsk in May'],
      ]),
    ).toEqual(['Ana Torvik', 'Ana Torvik']);
    const other = 'Ana Torvik, who met the miller Jens Hanvik, who left Orsk in May, said no.';
    expect(
      names(other, [
        ['who', 'met', 'the miller Jens Hanvik'],
        ['who', 'left', 'Orsk in May'],
      ]),
    ).toEqual(['Ana Torvik', 'Jens Hanvik']);
  });
});

describe('a list of papers', () => {
  it('is read to its last name, which an article and a comma put behind the others', () => {
    const papers = 'papers such as The Harbour Times, the Lisvarra Post and the Ostmar Enquirer';
    const text = `The plan was opposed by ${papers}.`;
    expect(names(text, [[papers, 'opposed', 'The plan']])).toHaveLength(1);
  });
});

describe('a pronoun means', () => {
  it.each(['she’ll', 'she’d', "she'll"])('the same with a verb contracted to it: %s', (pronoun) => {
    const text = `Ana Torvik came to Orsk. “I will sell it,” ${pronoun} say.`;
    expect(names(text, [[pronoun, 'say', '“I will sell it,”']])).toEqual(['Ana Torvik']);
  });

  it('neither whom it speaks to, nor who asks, but who was asked', () => {
    const text =
      'Jens Holt met Mark Ruud on stage.\n\nRuud asked Holt how high the dam would be.\n\n“Forty feet,” he told Ruud.';
    expect(
      names(text, [
        ['Ruud', 'asked', 'how high the dam would be'],
        ['he', 'told', '“Forty feet,”'],
      ]),
    ).toEqual(['Mark Ruud', 'Jens Holt']);
  });

  it('the man or the woman by a given name of anywhere', () => {
    const text = 'Aino Velm met Henrik Torvik at the lock. “It is deep,” she said. “It is old,” he said.';
    expect(
      names(text, [
        ['she', 'said', '“It is deep,”'],
        ['he', 'said', '“It is old,”'],
      ]),
    ).toEqual(['Aino Velm', 'Henrik Torvik']);
  });

  it('a woman whose second name is her father’s', () => {
    const text = 'Zuwena Bakari Moyo met Jens Holt at the lock. “It is deep,” she said.';
    expect(names(text, [['she', 'said', '“It is deep,”']])).toEqual(['Zuwena Bakari Moyo']);
  });

  it('not who was “she” a paragraph ago, where it is “he”', () => {
    const text =
      'Zoreka Ruud opened the lock. “It is deep,” she said.\n\nTanvir Velm came. Ruud left. “It is old,” he said.';
    expect(
      names(text, [
        ['she', 'said', '“It is deep,”'],
        ['he', 'said', '“It is old,”'],
      ]),
    ).toEqual(['Zoreka Ruud', 'Tanvir Velm']);
  });

  it('no outlet whose page it is, though no list has it', () => {
    const text = 'Clean\nGoli! found Mika Brask at the car wash. “I wash it myself,” he grinned.';
    const outlet = { name: 'Goli!', domain: null };
    expect(names(text, [['he', 'grinned', '“I wash it myself,”']], { outlet, headline: 'Clean' })).toEqual([
      'Mika Brask',
    ]);
  });

  it('one whom the page describes and never names', () => {
    const text =
      'Mayor Ana Torvik opened the lock. A young man in the crowd held up a sign. He said the gate was new.';
    expect(names(text, [['He', 'said', 'the gate was new']])[0]).toBe('unnamed: young man');
  });

  it('the same with straight quotation marks as with curly ones', () => {
    const text =
      'Jens Holt spoke first. "The dam is safe.\n\n"It is new," said Mark Ruud, an engineer. "It holds," he said.';
    expect(
      names(text, [
        ['Mark Ruud, an engineer', 'said', '"It is new,"'],
        ['he', 'said', '"It holds,"'],
      ]).at(-1),
    ).toBe('Mark Ruud');
  });
});

describe('a description means', () => {
  it('a court by its panel and by its kind, and a circuit by its number', () => {
    const court = 'Ostmar Court of Appeals for the 4th Circuit';
    const text = `An appeals court struck the law. The Supreme Court of Ostmar was silent. A three-judge panel of the ${court} said it was void. The panel found more. The Supreme Court of Ostmar waited.`;
    expect(
      names(text, [
        ['An appeals court', 'struck', 'the law'],
        [`A three-judge panel of the ${court}`, 'said', 'it was void'],
        ['The panel', 'found', 'more'],
      ]),
    ).toEqual([court, court, court]);
  });

  it('not a nurse where it is “the minister”, nor a listener where the page has a mayor', () => {
    const nurse =
      'Head nurse Mira Torvik rang the station on Monday after reading that the lock, according to the minister, was sound. “It leaks,” Torvik said.';
    expect(names(nurse, [['the minister', 'according to', 'the lock']])[0]).not.toBe('Mira Torvik');
    const mayor =
      'Listener Zoreka Velm wanted to know what Mayor Jens Ruud made of the lock. It rained.\n\n“Let them drink the pipes,” said the mayor.';
    expect(
      names(mayor, [
        ['Listener Zoreka Velm', 'wanted to know', 'what Mayor Jens Ruud made of the lock'],
        ['the mayor', 'said', '“Let them drink the pipes,”'],
      ])[1],
    ).toBe('Jens Ruud');
  });

  it('who is of that state and party', () => {
    const text =
      'Sen. Jens Holt (R-Ky.) met Sen. Ana Ruiz (D-Iowa) on Monday. Ruiz left first. The Kentucky Republican said the vote was near.';
    expect(names(text, [['The Kentucky Republican', 'said', 'the vote was near']])).toEqual(['Jens Holt']);
  });

  it('the campaign or board of the one whose it is', () => {
    const text =
      'Jens Holt’s campaign paid. The campaign said it was late.\n\nThe Ostmar Bank lends. The bank’s board said no.';
    expect(
      names(text, [
        ['The campaign', 'said', 'it was late'],
        ['The bank’s board', 'said', 'no'],
      ]),
    ).toEqual(['Holt campaign', 'Ostmar Bank board']);
  });

  it('nobody new where another is meant', () => {
    const text = 'Minister Jens Holt said no. “We wait,” said another minister.';
    expect(
      names(text, [
        ['Minister Jens Holt', 'said', 'no'],
        ['another minister', 'said', '“We wait,”'],
      ])[1],
    ).toMatch(/^unnamed: /u);
  });
});

describe('words came through', () => {
  it('a podcast by its title, for whoever speaks in the interview', () => {
    const text =
      'In an interview with Mark Ruud on his podcast “Harbour Lines,” Ana Torvik said the lock leaks.\n\n“Since when?” Ruud asked.\n\n“Since May,” Torvik said.';
    expect(
      hands(text, [
        ['Ana Torvik', 'said', 'the lock leaks'],
        ['Ruud', 'asked', '“Since when?”'],
        ['Torvik', 'said', '“Since May,”'],
      ]),
    ).toEqual([['Harbour Lines aired'], ['Harbour Lines aired'], ['Harbour Lines aired']]);
  });

  it('a paper that no list knows, when one wrote for it; the editors whom one met; the programme of a network', () => {
    const text =
      'Ana Torvik wrote for the Veldin Informer that the lock leaks.\n\nIn a meeting with the Ostmar Post’s editorial board, Jens Holt said it holds.\n\n“It leaks,” Mark Ruud argued on NBC’s Meet the Press.';
    expect(
      hands(text, [
        ['Ana Torvik', 'wrote', 'that the lock leaks'],
        ['Jens Holt', 'said', 'it holds'],
        ['Mark Ruud', 'argued', '“It leaks,”'],
      ]),
    ).toEqual([['Veldin Informer published'], ['Ostmar Post told'], ['Meet the Press aired']]);
  });

  it('no hand of before, when it was said at another time', () => {
    const text =
      'Jens Holt told CNN that the dam is safe.\n\nHolt later said he had been tired.\n\nHolt wrote in a letter that he was sorry.';
    expect(
      hands(text, [
        ['Jens Holt', 'told', 'that the dam is safe'],
        ['Holt', 'later said', 'he had been tired'],
        ['Holt', 'wrote in a letter', 'that he was sorry'],
      ]),
    ).toEqual([['CNN told'], [], []]);
  });
});

describe('a name is that of whom it stands for', () => {
  it('not of a thing that begins with it', () => {
    const text =
      'The Torvik Train rolls on. Torvik spoke of walls. Critics called Torvik vain. Torvik denied it.';
    expect(
      names(text, [
        ['Critics', 'called', 'Torvik vain'],
        ['Torvik', 'denied', 'it'],
      ])[1],
    ).toBe('Torvik');
  });

  it('in a line set like a headline, without the words around it', () => {
    const text = 'The bridge is closed.\n\nAna Ruud Says Ostmar Bridge Looks Like An Old Wreck';
    expect(names(text, [['Ana Ruud', 'Says', 'Ostmar Bridge Looks Like An Old Wreck']])).toEqual([
      'Ana Ruud',
    ]);
  });

  it('behind two offices, and with a small particle', () => {
    const text =
      'Deputy Secretary of State Jens Holt said no. The cleric Anwar al-Torvik said yes. “Yes,” al-Torvik said.';
    expect(
      names(text, [
        ['Deputy Secretary of State Jens Holt', 'said', 'no'],
        ['The cleric Anwar al-Torvik', 'said', 'yes'],
        ['al-Torvik', 'said', '“Yes,”'],
      ]),
    ).toEqual(['Jens Holt', 'Anwar al-Torvik', 'Anwar al-Torvik']);
  });

  it('of both where an apposition stands between', () => {
    const text = 'Jens Holt, the speaker of the council, and Ana Ruud, the mayor, oppose it.';
    expect(
      names(text, [['Jens Holt, the speaker of the council, and Ana Ruud, the mayor,', 'oppose', 'it']]),
    ).toEqual(['Jens Holt and Ana Ruud']);
  });

  it('of the one who supports, not of whom is supported', () => {
    const text = 'Jens Holt ran. A delegate supporting Holt, Ana Ruud, called it fair.';
    expect(names(text, [['A delegate supporting Holt, Ana Ruud,', 'called', 'it fair']])).toEqual([
      'Ana Ruud',
    ]);
  });
});

describe('a description means', () => {
  it('the government by the name that the page gives it first', () => {
    const text = 'The German government said no. Germany’s government said it again.';
    expect(
      names(text, [
        ['The German government', 'said', 'no'],
        ['Germany’s government', 'said', 'it again'],
      ]),
    ).toEqual(['German government', 'German government']);
  });

  it('any one of them behind “a”', () => {
    const text = 'A German newspaper said it rained.';
    expect(names(text, [['A German newspaper', 'said', 'it rained']])[0]).toMatch(/^unnamed: /u);
  });

  it('the organisation that stands behind it between commas', () => {
    const text = 'One group, Harbour Watch, said it rained.';
    expect(names(text, [['One group, Harbour Watch,', 'said', 'it rained']])).toEqual(['Harbour Watch']);
  });

  it('whose the thing is, not the site that it stands on', () => {
    const text = 'Ostmar College closed early. The school’s Facebook post said it rained.';
    expect(names(text, [['The school’s Facebook post', 'said', 'it rained']])).toEqual(['Ostmar College']);
  });

  it('the relative of that surname', () => {
    const text =
      'Jens Holt and Maria Holt own the mill. Ana Ruud was late. Jens Holt called it dry. His wife agreed it was.';
    expect(names(text, [['His wife', 'agreed', 'it was']])).toEqual(['Maria Holt']);
  });

  it('the two named before, also where neither spoke', () => {
    const text = 'Jens Holt and Ana Ruud opposed the ban. Neither man would say why.';
    expect(names(text, [['Neither man', 'would say', 'why']])).toEqual(['Jens Holt and Ana Ruud']);
  });

  it('who puts out the statement, where that was not told before', () => {
    const text = 'The Ostmar Bank confirmed the loss online. The statement added that it was small.';
    expect(
      names(text, [
        ['The Ostmar Bank', 'confirmed', 'the loss online'],
        ['The statement', 'added', 'that it was small'],
      ]),
    ).toEqual(['Ostmar Bank', 'Ostmar Bank']);
  });

  it('nobody by name where it is a faith', () => {
    const text = 'Another Muslim at the rally said it rained.';
    expect(names(text, [['Another Muslim at the rally', 'said', 'it rained']])[0]).toMatch(/^unnamed: /u);
  });
});

describe('whom an office and a pronoun mean', () => {
  it('is not the holder of another office', () => {
    const text =
      'The ground is sold. “It is only a ground,” chairwoman Ana Torvik said. The mayor said the price was fair. “We paid the lowest,” Jens Holt, the mayor, said.';
    expect(
      names(text, [
        ['chairwoman Ana Torvik', 'said', '“It is only a ground,”'],
        ['The mayor', 'said', 'the price was fair'],
      ]),
    ).toEqual(['Ana Torvik', 'Jens Holt']);
  });

  it('is no paper that is called by its article', () => {
    const text =
      '“The chart was wrong,” Jens Holt said. Asked by the Courier whether he would go, he answered: “Not yet.”';
    const outlet = { name: 'Ostmar Courier', domain: null };
    const { names: all, speakers } = filed(
      text,
      [
        ['Jens Holt', 'said', '“The chart was wrong,”'],
        ['the Courier', 'Asked', 'whether he would go'],
        ['he', 'answered', '“Not yet.”'],
      ],
      { outlet },
    );
    expect(all).toEqual(['Jens Holt', 'Ostmar Courier', 'Jens Holt']);
    expect(speakers.map(({ kind }) => kind)).toEqual(['person', 'outlet']);
  });

  it('is said in the page’s letters, without what tells nothing of one who is unnamed', () => {
    const text =
      'One Western diplomat said no. An unnamed member of the board said yes. Senior officials in Ostmar left it open.';
    expect(
      names(text, [
        ['One Western diplomat', 'said', 'no'],
        ['An unnamed member of the board', 'said', 'yes'],
        ['Senior officials in Ostmar', 'left', 'it open'],
      ]),
    ).toEqual([
      'unnamed: Western diplomat',
      'unnamed: member of the board',
      'unnamed: senior officials in Ostmar',
    ]);
  });
});
