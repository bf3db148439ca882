import { describe, expect, it } from 'vitest';
import { filed, names } from './page.js';

describe('one name on a page is short for another', () => {
  it('of an organisation: its beginning, and what a known outlet is called', () => {
    const text =
      'Karst River Networks runs the server. A spokesman for Karst River denied it. The New York Daily News asked again. The Daily News wrote more.';
    expect(
      names(text, [
        ['A spokesman for Karst River', 'denied', 'it'],
        ['The Daily News', 'wrote', 'more'],
      ]),
    ).toEqual(['Karst River Networks', 'New York Daily News']);
  });

  it('of a person whose family name stands first', () => {
    const text = 'Gan Yulan teaches in Veldin. “It is dear,” Ms. Gan said.';
    expect(names(text, [['Ms. Gan', 'said', '“It is dear,”']])).toEqual(['Gan Yulan']);
  });

  it('of the first of two who share a surname', () => {
    const text = 'Ruud met Jens and Ana Holt. Mr. Holt said no. “Yes,” Ms. Holt said.';
    expect(
      names(text, [
        ['Mr. Holt', 'said', 'no'],
        ['Ms. Holt', 'said', '“Yes,”'],
      ]),
    ).toEqual(['Jens Holt', 'Ana Holt']);
  });

  it('but not where a surname is joined to a full name', () => {
    const text = 'Mark Holt spoke first. Holt and Ana Ruiz left. Holt said no.';
    expect(names(text, [['Holt', 'said', 'no']])).toEqual(['Mark Holt']);
  });

  it('and not of what nothing shows to be a person, where it stands before it', () => {
    const text =
      'Karstly grew. Karstly hired many. Then Karstly shrank. A page named Wilayat Karstly appeared. Karstly closed the page.';
    expect(names(text, [['Karstly', 'closed', 'the page']])).toEqual(['Karstly']);
  });
});

describe('a full name', () => {
  it.each([
    [
      'goes on behind the comma with “Jr.”',
      'Edmund Halver, Jr., sold it. “Yes,” Halver said.',
      'Halver',
      'Edmund Halver, Jr.',
    ],
    [
      'holds the short name between its words',
      'Theodore “Ted” Brask left. “Yes,” Brask said.',
      'Brask',
      'Theodore “Ted” Brask',
    ],
    [
      'is that of who bears two surnames',
      'President Enrique Vela Montes came. “Yes,” Mr. Vela Montes said.',
      'Mr. Vela Montes',
      'Enrique Vela Montes',
    ],
    [
      'has its particle, though not always',
      'Ahmed al-Torvi came. “Yes,” Mr. Torvi said.',
      'Mr. Torvi',
      'Ahmed al-Torvi',
    ],
    [
      'is an office and a name of who reigns',
      'Pope Lucian came. “Yes,” Lucian said.',
      'Lucian',
      'Pope Lucian',
    ],
    [
      'is that of a prince called by the first of his names',
      'Prince Turan bin Hadid came. “Yes,” Prince Turan said.',
      'Prince Turan',
      'Turan bin Hadid',
    ],
    [
      'is no office that what it is for follows',
      'The Kuwaiti Assistant Foreign Minister for Consular Affairs, Sami al-Hadid, sat. “Yes,” Hadid said.',
      'Hadid',
      'Sami al-Hadid',
    ],
    [
      'begins with a common word where the page has it so elsewhere',
      'White Doves Matter met. They like white. Of White Doves Matter much is known. “Yes,” White Doves Matter said.',
      'White Doves Matter',
      'White Doves Matter',
    ],
  ])('%s', (_, text, source, name) => {
    expect(names(text, [[source, 'said', '“Yes,”']])).toEqual([name]);
  });
});

describe('a surname alone', () => {
  it('is the father’s, not the son’s who goes by “Jr.”', () => {
    const text = 'Donald Fenn came. His son, Donald Fenn Jr., sang. Fenn said no. “Yes,” Fenn Jr. said.';
    expect(
      names(text, [
        ['Fenn', 'said', 'no'],
        ['Fenn Jr.', 'said', '“Yes,”'],
      ])[1],
    ).toBe('Donald Fenn Jr.');
    const other = 'Donald Fenn came. His son, Donald Fenn Jr., sang. “No,” Mr. Fenn said.';
    expect(names(other, [['Mr. Fenn', 'said', '“No,”']])).toEqual(['Donald Fenn']);
  });

  it('is that of a family name that stands first, though it may be a given one', () => {
    const text = 'Kim Dae-su came. “No,” Mr. Kim said.';
    expect(names(text, [['Mr. Kim', 'said', '“No,”']])).toEqual(['Kim Dae-su']);
  });
});

describe('who gives a thing its name is not the thing', () => {
  it('an airline and its flight', () => {
    const text = 'Nordfly said it was sad. Nordfly Flight NF80 fell on Monday. The airline said no more.';
    expect(
      names(text, [
        ['Nordfly', 'said', 'it was sad'],
        ['The airline', 'said', 'no more'],
      ]),
    ).toEqual(['Nordfly', 'Nordfly']);
  });
});

describe('no part of a name is', () => {
  it('a word that begins the sentence', () => {
    const text = 'Holt won. Given Holt’s lead, Holt said he would rest. Outside Holt’s house, people sang.';
    expect(names(text, [['Holt', 'said', 'he would rest']])).toEqual(['Holt']);
  });

  it('a verb that begins a command', () => {
    const text = '“Give Ostmar two summers,” a diplomat said. Ostmar warned that it would not wait.';
    expect(names(text, [['Ostmar', 'warned', 'that it would not wait']])).toEqual(['Ostmar']);
  });

  it('what people of a party are called', () => {
    const text = 'David Holt ran. Republicans Holt and Ruiz agreed to it. Holt said so.';
    expect(names(text, [['Holt', 'said', 'so']])).toEqual(['David Holt']);
    const other = '“No,” said a New Hampshire Democrat.';
    expect(names(other, [['a New Hampshire Democrat', 'said', '“No,”']])[0]).toMatch(/^unnamed: /u);
  });

  it('what someone’s people are called', () => {
    const text = 'Ana Holt leads. Team Holt sang a song. “Yes,” Ms. Holt said.';
    expect(
      names(text, [
        ['Team Holt', 'sang', 'a song'],
        ['Ms. Holt', 'said', '“Yes,”'],
      ]),
    ).toEqual(['Team Holt', 'Ana Holt']);
  });
});

describe('whom an office means', () => {
  it('not the one who holds another that is called alike', () => {
    const text =
      'Vice President Ana Holt spoke long. President Jens Ruud listened. The president said nothing.';
    expect(names(text, [['The president', 'said', 'nothing']])).toEqual(['Jens Ruud']);
  });

  it('nobody named before, where it is “the second” or “the other”', () => {
    const text = 'Adviser Jens Holt spoke. “Yes,” an adviser said. “No,” the second adviser said.';
    expect(names(text, [['the second adviser', 'said', '“No,”']])[0]).toMatch(/^unnamed: /u);
  });

  it('“the two” only people, where two people were named', () => {
    const text = 'Jens Holt and Ana Ruud met. The two agreed. The two countries said so.';
    expect(
      names(text, [
        ['The two', 'agreed', ''],
        ['The two countries', 'said', 'so'],
      ]),
    ).toEqual(['Jens Holt and Ana Ruud', 'unnamed: two countries']);
  });
});

describe('“who” tells of', () => {
  it('the person that what stands before it hangs on', () => {
    const text =
      '“It works,” said Jens Holt, a pollster with the Harbour Party who knows it. Most of the voters who saw it agreed.';
    expect(
      names(text, [
        ['who', 'knows', 'it'],
        ['who', 'saw', 'it'],
      ]),
    ).toEqual(['Jens Holt', 'unnamed: voters']);
  });
});

describe('what is taken up again', () => {
  it('a statement or letter is its writer’s', () => {
    const text =
      'The Holt campaign sent an email to donors on Monday.\n\n“We need you,” the email read.\n\n“I am tired,” Ana Ruiz said in a statement.\n\nThe statement added that she would rest.';
    expect(
      names(text, [
        ['the email', 'read', '“We need you,”'],
        ['Ana Ruiz', 'said in a statement', '“I am tired,”'],
        ['The statement', 'added', 'that she would rest'],
      ]).filter((_, n) => n !== 1),
    ).toEqual(['Holt campaign', 'Ana Ruiz']);
  });

  it('a company or group is that which the page calls so', () => {
    const text =
      'The lender Ostmarine grew. Tollgate Watch, a group that counts cars, met Jens Holt. The group said it was done.\n\nOstmarine shut a branch. The lender said no more.';
    expect(names(text, [['The group', 'said', 'it was done']])).toEqual(['Tollgate Watch']);
  });

  it('a poll is that which the page names, before it or in its story', () => {
    const text =
      'Poll: Holt leads by two\nIn the latest Gallard University poll, Holt leads. The poll found that he is liked.';
    expect(
      names(
        text,
        [
          ['Poll', ':', 'Holt leads by two'],
          ['The poll', 'found', 'that he is liked'],
        ],
        { headline: 'Poll: Holt leads by two' },
      ),
    ).toEqual(['Gallard University poll', 'Gallard University poll']);
  });

  it.each([
    [
      'Governor Jonah Lake is the nominee. Lake fell behind. The campaign said no.',
      'The campaign',
      'Lake campaign',
    ],
    [
      'President Jonah Lake fell behind. The administration said no.',
      'The administration',
      'Lake administration',
    ],
    ['Orban Foods closed a plant. The company said no.', 'The company', 'Orban Foods'],
    ['Teller Press runs a site. The outlet said no.', 'The outlet', 'Teller Press'],
    ['Brenmoor College closed. A school spokesman said no.', 'A school spokesman', 'Brenmoor College'],
    ['The Lake campaign fell behind. A campaign spokesman said no.', 'A campaign spokesman', 'Lake campaign'],
    [
      'A Gallard Poll came. A new Gallard Poll taken last week said no.',
      'A new Gallard Poll taken last week',
      'Gallard Poll',
    ],
  ])('“%s”', (text, source, name) => {
    expect(names(text, [[source, 'said', 'no']])).toEqual([name]);
  });

  it.each([
    ['Ana Holt came. She and her aides said no.', 'She and her aides', 'Ana Holt and her aides'],
    ['Ana Holt came. Holt and her campaign said no.', 'Holt and her campaign', 'Ana Holt and her campaign'],
    [
      'Orban Foods fell. The company and the mayor, Ana Holt, said no.',
      'The company and the mayor, Ana Holt,',
      'Orban Foods and Ana Holt',
    ],
    ['It is so. The Founding Mothers said no.', 'The Founding Mothers', 'Founding Mothers'],
  ])('several: “%s”', (text, source, name) => {
    expect(names(text, [[source, 'said', 'no']])).toEqual([name]);
  });

  it('one is not several, whatever joins the offices', () => {
    const text = 'Marek Osvald sang. The former mayor and current editor Jens Holt said no.';
    expect(names(text, [['The former mayor and current editor Jens Holt', 'said', 'no']])).toEqual([
      'Jens Holt',
    ]);
  });

  it('“he” and one who is named are two', () => {
    const text = 'Jens Holt came early. He and the miller Ana Ruud agreed to wait.';
    expect(names(text, [['He and the miller Ana Ruud', 'agreed', 'to wait']])).toEqual([
      'Jens Holt and Ana Ruud',
    ]);
  });
});

describe('a name', () => {
  it.each<[text: string, source: string, expected: string]>([
    ['June Halden said the school would close.', 'June Halden', 'June Halden'],
    ['Per Lund, the mayor, said the road was safe.', 'Per Lund, the mayor,', 'Per Lund'],
    ['Promoter Lars Vik said the concert was off.', 'Promoter Lars Vik', 'Lars Vik'],
    [
      'The Director General, Ana Torvik, said no ship sank.',
      'The Director General, Ana Torvik,',
      'Ana Torvik',
    ],
    [
      'The head of the boat owners’ union, Ana Torvik, said no ship sank.',
      'The head of the boat owners’ union, Ana Torvik,',
      'Ana Torvik',
    ],
    ['Holm Foods plc said the recall was over.', 'Holm Foods plc', 'Holm Foods'],
    [
      'The commander of the Northern Fleet, Admiral Jens Stasov, said no ship was near.',
      'The commander of the Northern Fleet, Admiral Jens Stasov,',
      'Jens Stasov',
    ],
  ])('is read whole: %s', (text, source, expected) => {
    expect(names(text, [[source, 'said', text.slice(text.indexOf(' said ') + 6, -1)]])).toEqual([expected]);
  });

  it('is not a month, nor the verb of a question', () => {
    const text = 'In June Torvik said no. Will Torvik go? Holt said she might. Ana Torvik left.';
    expect(
      names(text, [
        ['Torvik', 'said', 'no'],
        ['Holt', 'said', 'she might'],
      ]),
    ).toEqual(['Ana Torvik', 'Holt']);
  });

  it('of a general is not that of a general staff', () => {
    const text = 'General Ada Munk left. Ulvania’s general staff said no gun was moved.';
    expect(names(text, [['Ulvania’s general staff', 'said', 'no gun was moved']])[0]).toMatch(
      /general staff$/u,
    );
  });
});

describe('a surname that is a word of every day', () => {
  it.each<[text: string, source: string, name: string]>([
    ['We met Jens From in Orsk. From said no.', 'From', 'Jens From'],
    ['The mayor, Mark Small, spoke. It is a small town. “No,” Small said.', 'Small', 'Mark Small'],
    ['The paper is led by Martin Baron. “No,” Baron said.', 'Baron', 'Martin Baron'],
  ])('is read as one behind the full name: %s', (text, source, name) => {
    expect(names(text, [[source, 'said', text.includes('“') ? '“No,”' : 'no']])).toEqual([name]);
  });

  it('ends a sentence though it is a title too', () => {
    const text = 'The paper is led by Martin Baron. Torvik said no. Ana Torvik reads it.';
    expect(names(text, [['Torvik', 'said', 'no']])).toEqual(['Ana Torvik']);
  });

  it('is none where nobody bears it', () => {
    const text = 'Jens Hanvik came from Velm. From there he wrote. Small boats said no.';
    expect(names(text, [['he', 'wrote', 'no']])).toEqual(['Jens Hanvik']);
  });

  it('stands before a given name of two syllables', () => {
    const text = 'The pilot, Oh Ji-won, came late. “No,” Oh Ji-won said.';
    expect(names(text, [['Oh Ji-won', 'said', '“No,”']])).toEqual(['Oh Ji-won']);
  });
});

describe('an office that says what it is over', () => {
  it.each<[text: string, source: string]>([
    ['Ana Torvik came. In Orsk secretary of State Torvik said no.', 'secretary of State Torvik'],
    ['The secretary of State Ana Torvik said no.', 'The secretary of State Ana Torvik'],
    [
      'Former secretary of state and nominee Ana Torvik said no.',
      'Former secretary of state and nominee Ana Torvik',
    ],
  ])('is of the one named behind it: %s', (text, source) => {
    expect(names(text, [[source, 'said', 'no']])).toEqual(['Ana Torvik']);
  });
});

describe('a title before a name', () => {
  it.each(['Regent', 'Grandmaster', 'Skipper', 'Chieftain', 'Warden'])('is no part of it: %s', (title) => {
    const { names: all, statements } = filed(`The talks went on. “It is late,” ${title} Torvik said.`, [
      [`${title} Torvik`, 'said', '“It is late,”'],
    ]);
    expect(all).toEqual(['Torvik']);
    expect(statements[0]?.role).toBe(title);
  });
});

describe('a name', () => {
  it.each([
    ['Zh. Torvik, chief doctor of Velm,', 'Zh. Torvik'],
    ['Torvik-san', 'Torvik'],
    ['Project Manager TORVIK Ana', 'Torvik Ana'],
    ['Mama Justa Velm', 'Justa Velm'],
    ['U Kaung Velm Latt', 'Kaung Velm Latt'],
  ])('is read whole and without what honours it: %s', (source, name) => {
    expect(
      names(`The talks went on. “It is late,” ${source} said.`, [[source, 'said', '“It is late,”']]),
    ).toEqual([name]);
  });

  it('is no office behind a title: “Deputy Minister”', () => {
    const text =
      'The talks went on. “It is late,” Deputy Minister said. Ana Torvik, the deputy minister, sat down.';
    expect(names(text, [['Deputy Minister', 'said', '“It is late,”']])).not.toContain('Minister');
  });
});

describe('no person is', () => {
  it('a firm behind what it does', () => {
    const text = 'Developer Steppe Lunden promises a park. The developer Ana Torvik promises a mill.';
    const { speakers, statements } = filed(text, [
      ['Developer Steppe Lunden', 'promises', 'a park'],
      ['The developer Ana Torvik', 'promises', 'a mill'],
    ]);
    const of = statements.map(({ speaker }) => speakers.find(({ id }) => id === speaker));
    expect(of.map((one) => [one?.name, one?.kind])).toEqual([
      ['Steppe Lunden', 'organisation'],
      ['Ana Torvik', 'person'],
    ]);
  });

  it('a road', () => {
    const text = 'Ana Torvik met the mayor in Quay Road. “Yes,” he said. The baker of Quay Road said no.';
    const { speakers } = filed(text, [
      ['he', 'said', '“Yes,”'],
      ['The baker of Quay Road', 'said', 'no'],
    ]);
    expect(speakers.map(({ name }) => name)).not.toContain('Quay Road');
  });
});

describe('another name of a person', () => {
  const HERON = '“There was no mutiny,”';

  it.each([
    [
      'in marks inside the full name',
      'Army chief Isak “Le Calme” Duvane has spoken.',
      'Le Calme',
      'Isak “Le Calme” Duvane',
    ],
    [
      'of one whom everybody calls so',
      'Isak Duvane, Boy to everybody on the quay, has spoken.',
      'Boy',
      'Isak Duvane',
    ],
    [
      'of one known to some by it',
      'Isak Duvane, better known to his fans as Heron, has spoken.',
      'Heron',
      'Isak Duvane',
    ],
    ['with an honorific behind a hyphen', 'Isak Duvane has spoken.', 'Isak-ajy', 'Isak Duvane'],
    ['with a courtesy before the given name', 'Verna Duvane has spoken.', 'Miss Verna', 'Verna Duvane'],
  ])('%s', (_, opening, short, full) => {
    expect(names(`${opening} ${HERON} said ${short}.`, [[short, 'said', HERON]])).toEqual([full]);
  });
});

describe('a name that shows no person', () => {
  it.each([
    [
      'of a street',
      'A neighbour in Rue des Tarves spoke to us. “I heard it,” she answered.',
      'she',
      'unnamed: neighbour',
    ],
    [
      'of what stands where places do',
      'Nothing has been heard since Velmas. “I heard it,” she answered.',
      'she',
      null,
    ],
  ])('%s is no "she"', (_, text, source, who) => {
    expect(names(text, [[source, 'answered', '“I heard it,”']])).toEqual([who]);
  });

  it('is that of a body, though a plural owner stands in it', () => {
    const text = '“We never did,” the Port Employers’ Forum said.';
    expect(names(text, [['the Port Employers’ Forum', 'said', '“We never did,”']])).toEqual([
      'Port Employers’ Forum',
    ]);
  });
});

describe('a description', () => {
  it('is not of the head that somebody shakes', () => {
    const text =
      'Colonel Gunnar Osk shakes his head. “The siren sounded,” the deputy chief of the Rescue Service said.';
    expect(
      names(text, [['the deputy chief of the Rescue Service', 'said', '“The siren sounded,”']]),
    ).not.toEqual(['unnamed: his head']);
  });

  it('that belongs to a body is not of one of whom the page says no such thing', () => {
    const text =
      'Davit Melk came down with a line ready. “They will be home,” he said.\n\nThe drive was long. “Not a word,” the visiting team’s driver said.';
    expect(
      names(text, [
        ['he', 'said', '“They will be home,”'],
        ['the visiting team’s driver', 'said', '“Not a word,”'],
      ])[1],
    ).toMatch(/^unnamed: /u);
  });
});
