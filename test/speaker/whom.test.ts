import { describe, expect, it } from 'vitest';
import { filed, names } from './page.js';

describe('“who” tells of', () => {
  it('the noun phrase right before it, not of who does something to that one', () => {
    const text =
      'Ana Torvik spoke on Monday. She brushed aside a local economist, who says that the figures are old. “We count twice,” she said.';
    expect(
      names(text, [
        ['who', 'says', 'that the figures are old'],
        ['she', 'said', '“We count twice,”'],
      ]),
    ).toEqual(['unnamed: local economist', 'Ana Torvik']);
  });

  it('the same one again behind “and”', () => {
    const text = 'Mayor Jens Holt, who closed the mine and who hoped to reopen it, left on Friday.';
    expect(
      names(text, [
        ['who', 'closed', 'the mine'],
        ['who', 'hoped', 'to reopen it'],
      ]),
    ).toEqual(['Jens Holt', 'Jens Holt']);
  });
});

describe('“who” behind a place or an apposition tells of', () => {
  it('the one before', () => {
    const text =
      'It was said by Jens Holt, a dentist from Velm, Norway, who is old, and by Ana Ruiz, the leader of the party in North Vale, who is not.';
    expect(
      names(text, [
        ['who', 'is', 'old'],
        ['who', 'is', 'not'],
      ]),
    ).toEqual(['Jens Holt', 'Ana Ruiz']);
  });

  it('a spokeswoman, who is “she”', () => {
    const text = 'Anna Lund left. Holt spokeswoman Merete Brask said no. “We feel good,” she said.';
    expect(
      names(text, [
        ['Holt spokeswoman Merete Brask', 'said', 'no'],
        ['she', 'said', '“We feel good,”'],
      ]),
    ).toEqual(['Merete Brask', 'Merete Brask']);
  });
});

describe('an organisation is meant', () => {
  it('by what only tells of the name right before it', () => {
    const text =
      'Harbour Forward, the pressure group behind the march, backed it. The plan was drawn up by the Foundation for Defence of Ostmar, a policy institute focused on the sea. In Ulvania, a company wanted more.';
    expect(
      names(text, [
        ['the pressure group behind the march', 'backed', 'it'],
        ['a policy institute', 'focused on', 'the sea'],
        ['a company', 'wanted', 'more'],
      ]),
    ).toEqual(['Harbour Forward', 'Foundation for Defence of Ostmar', 'unnamed: company']);
  });

  it('by a noun with more words, where it is named later', () => {
    const text =
      'The police union pushed for a ban. “We are few,” said Jens Holt, president of the Ostmar Police Officers’ Association.';
    expect(names(text, [['The police union', 'pushed for', 'a ban']])).toEqual([
      'Ostmar Police Officers’ Association',
    ]);
  });

  it('by a part of its name that is written as one with another', () => {
    const text =
      'The pilot had flown for OstAir for years. His picture is on Facebook. The airline said he was fit.';
    expect(names(text, [['The airline', 'said', 'he was fit']])).toEqual(['OstAir']);
  });

  it('where the text introduces it without a name', () => {
    const text =
      'The Ostmar Board of Ports was plain. But a Northmark harbour commission was not. The commission said it would wait.';
    expect(names(text, [['The commission', 'said', 'it would wait']])).toEqual([
      'Northmark harbour commission',
    ]);
  });

  it('by “its” before a spokesman, and by the name that stands right before one', () => {
    const text =
      'The Ostmar Bank closed on Friday. Its spokesman said it would open. Kezhal’s Foreign Ministry spokesman denied it.';
    expect(
      names(text, [
        ['Its spokesman', 'said', 'it would open'],
        ['Kezhal’s Foreign Ministry spokesman', 'denied', 'it'],
      ]),
    ).toEqual(['Ostmar Bank', 'Foreign Ministry']);
  });

  it('as the noun before its name between commas says, not for a person whose office is of one', () => {
    const text =
      'She studied at the city’s only academy, Velm North, for a year. A school spokesman confirmed it. The secretary of the club, Ana Torvik, did not.';
    expect(
      names(text, [
        ['A school spokesman', 'confirmed', 'it'],
        ['The secretary of the club, Ana Torvik,', 'did not', 'it'],
      ]),
    ).toEqual(['Velm North', 'Ana Torvik']);
  });

  it('by its letter, which it was told to have written as “its letter”', () => {
    const text =
      'Harrow & Vance contended in its letter that the study was wrong. The letter accuses one author of haste.';
    expect(
      names(text, [
        ['Harrow & Vance', 'contended', 'that the study was wrong'],
        ['The letter', 'accuses', 'one author of haste'],
      ]),
    ).toEqual(['Harrow & Vance', 'Harrow & Vance']);
  });

  it('by the bare noun of a headline', () => {
    const text =
      'Future unsure at Fox News after exit; network has offered path\nThe network has offered a path, people say.';
    expect(names(text, [['network', 'has offered', 'path']], { headline: 'Future unsure' })).toEqual([
      'Fox News',
    ]);
  });

  it('not where only the place of it is told, or another head is its own', () => {
    const text =
      'The Ruiz campaign is busy. The Ostmar-based campaign team hopes for rain. The agency TAVA was there. The club said no.';
    expect(
      names(text, [
        ['The Ostmar-based campaign team', 'hopes', 'for rain'],
        ['The club', 'said', 'no'],
      ]),
    ).toEqual(['Ruiz campaign', 'unnamed: club']);
  });
});

describe('a document is named', () => {
  it('by the full name of who made it, and the new one is told from others', () => {
    const text =
      'Holt leads in the latest New Ostmar Times/Fox News poll. He trailed in a Fox News survey last month and in a CBS News poll before. The new poll shows a tie. The Fox poll had shown none.';
    expect(
      names(text, [
        ['The new poll', 'shows', 'a tie'],
        ['The Fox poll', 'had shown', 'none'],
      ]),
    ).toEqual(['New Ostmar Times/Fox News poll', 'Fox News poll']);
  });

  it('by the longer of two names, ahead of it where it is new', () => {
    const text =
      'A new national poll suggests a tie. An Ostmar Post/Velm University poll has it so. The Ostmar Post/Velm poll was made in May.';
    expect(names(text, [['A new national poll', 'suggests', 'a tie']])).toEqual([
      'Ostmar Post/Velm University poll',
    ]);
  });

  it('by its number, where the page tells that it is a law', () => {
    const text =
      'The case is about HB-7, state legislation that closed the docks. The law requires a licence.';
    expect(names(text, [['The law', 'requires', 'a licence']])).toEqual(['HB-7']);
  });

  it('as its maker’s, where the page says who gave it', () => {
    const text =
      'Matthis Lindqvo does not believe it. According to an interview he gave to Radio Ost, inflation is higher.';
    expect(
      names(text, [['an interview he gave to Radio Ost', 'According to', 'inflation is higher']]),
    ).toEqual(['Matthis Lindqvo']);
  });
});

describe('several are', () => {
  it('a couple, two with what stands between them, and the campaigns of two', () => {
    const text =
      'Jens Holt, 25, and his wife, Ana Holt, 27, want to leave. The couple said so. The Ruiz and Torvik campaigns declined.';
    expect(
      names(text, [
        ['Jens Holt, 25, and his wife, Ana Holt, 27,', 'want', 'to leave'],
        ['The couple', 'said', 'so'],
        ['The Ruiz and Torvik campaigns', 'declined', ''],
      ]),
    ).toEqual(['Jens and Ana Holt', 'Jens and Ana Holt', 'Ruiz and Torvik campaigns']);
  });

  it('a name with its party in brackets and many more', () => {
    const text = 'Her view is shared by Sen. Ana Ruiz (D-Iowa) and a clutch of other liberal lawmakers.';
    expect(
      names(text, [
        ['Sen. Ana Ruiz (D-Iowa) and a clutch of other liberal lawmakers', 'is shared', 'Her view'],
      ]),
    ).toEqual(['Ana Ruiz and a clutch of other liberal lawmakers']);
  });

  it('the two who are told of behind a group, and no one else', () => {
    const text =
      'The top Democrats in Congress, Jens Holt, the speaker of the House, and Ana Ruiz, the Senate leader, oppose it, but neither man has spoken out.';
    expect(
      names(text, [
        [
          'The top Democrats in Congress, Jens Holt, the speaker of the House, and Ana Ruiz, the Senate leader,',
          'oppose',
          'it',
        ],
        ['neither man', 'has spoken', 'out'],
      ]),
    ).toEqual(['Jens Holt and Ana Ruiz', 'Jens Holt and Ana Ruiz']);
  });
});

describe('someone described is', () => {
  it('no hall, company or paper that stands behind “at”', () => {
    const text =
      'A projectionist at the Sala Grande told us he sat through it. “It was clean,” he said over coffee.';
    expect(
      names(text, [
        ['A projectionist at the Sala Grande', 'told', 'he sat through it'],
        ['he', 'said', '“It was clean,”'],
      ]),
    ).toEqual(['unnamed: projectionist', 'unnamed: projectionist']);
  });

  it('whoever is named at the start of the next paragraph', () => {
    const text =
      'Hacker who broke in gets two years\nThe Norwegian hacker who first broke in was sentenced on Thursday.\n\nMarek Lehel Lund, 44, pleaded guilty in May.';
    expect(
      names(
        text,
        [
          ['who', 'broke in', 'gets'],
          ['who', 'first broke in', 'was sentenced'],
        ],
        { headline: 'Hacker' },
      ),
    ).toEqual(['Marek Lehel Lund', 'Marek Lehel Lund']);
  });

  it('one of a party, in a headline, who is named by surname below it', () => {
    const text =
      'Democrat seeks new inquiry\nRuiz asks for records.\n\nHouse Committee Chairwoman Ana Ruiz wrote a letter on Tuesday.';
    expect(names(text, [['Democrat', 'seeks', 'new inquiry']], { headline: 'Democrat' })).toEqual([
      'Ana Ruiz',
    ]);
  });

  it('the one just told of, by age; the relative of that name, and not the one whose relative it is', () => {
    const text =
      'Jens Holt parked his bike on Broad Street.\n\nThe 68-year-old Oregon native wants peace. His brother Marek Holt called him kind. Jens Holt and his wife had a girl, his brother added.';
    expect(
      names(text, [
        ['The 68-year-old Oregon native', 'wants', 'peace'],
        ['his brother', 'added', 'Jens Holt and his wife had a girl'],
      ]),
    ).toEqual(['Jens Holt', 'Marek Holt']);
  });

  it('nobody whom the page gives no role, where it tells of what body he is the head', () => {
    const text =
      '“Eleven are too few,” says Maarja Tiisler of the union. The director of Haldevere Hospital said she had nineteen.';
    expect(
      names(text, [
        ['Maarja Tiisler of the union', 'says', '“Eleven are too few,”'],
        ['The director of Haldevere Hospital', 'said', 'she had nineteen'],
      ]),
    ).toEqual(['Maarja Tiisler', 'unnamed: director of Haldevere Hospital']);
  });
});

describe('a name alone', () => {
  it('is not cut short of a given name that no list knows, but of what tells of its bearer', () => {
    const text =
      'Mihnea Velcea spoke first. Ruxandra Velcea believes neither story.\n\nEmbattled Velcea said no more.';
    const { names: found } = filed(text, [['Ruxandra Velcea', 'believes', 'neither story']]);
    expect(found).toEqual(['Ruxandra Velcea']);
  });

  it('is whom its paragraph has named in full', () => {
    const text =
      'Prisca Holt won. Prisca Holt smiled. Prisca Holt left.\n\nHer aunt Thandeka Holt stayed. It was late. It was cold. It rained. The mayor said so. “I am old,” Holt said.';
    expect(
      names(text, [
        ['The mayor', 'said', 'so'],
        ['Holt', 'said', '“I am old,”'],
      ])[1],
    ).toBe('Thandeka Holt');
  });

  it('is one where an apposition or “he” takes it up', () => {
    const text =
      'Solano, the agent, has told us of four people. Ana Torvik laughed.\n\nCarvalhal presented the shirts on Sunday. “Nobody leaves,” he told the members.';
    expect(
      names(text, [
        ['Solano, the agent,', 'has told', 'of four people'],
        ['Ana Torvik', 'laughed', ''],
        ['he', 'told', '“Nobody leaves,”'],
      ]),
    ).toEqual(['Solano', 'Ana Torvik', 'Carvalhal']);
  });

  it('is not hers whom “his” meant before', () => {
    const text =
      '“We leave with a date,” Bakyt Orunbaev boasted. His opposite number, Lidija Korvanec, was in no mood. “A folder is nothing,” she said.';
    expect(
      names(text, [
        ['Bakyt Orunbaev', 'boasted', '“We leave with a date,”'],
        ['she', 'said', '“A folder is nothing,”'],
      ]),
    ).toEqual(['Bakyt Orunbaev', 'Lidija Korvanec']);
  });

  it('is a domain in small letters', () => {
    const text = 'They sold cloth, according to ouest-velm.fr.';
    expect(names(text, [['ouest-velm.fr', 'according to', 'They sold cloth']])).toEqual(['ouest-velm.fr']);
  });

  it('is not hers where another is the subject before a colon', () => {
    const text =
      '“Eleven are too few,” says Maarja Tiisler of the union. The director of Haldevere Hospital counts differently: she has nineteen, she says.';
    expect(
      names(text, [
        ['Maarja Tiisler of the union', 'says', '“Eleven are too few,”'],
        ['she says', 'says', 'she has nineteen'],
      ])[1],
    ).toBe('unnamed: director of Haldevere Hospital');
  });

  it('goes on to its end behind “called”', () => {
    const text = 'The story goes back to a site called Real Storm Right Now, which posts fakes.';
    expect(names(text, [['which', 'posts', 'fakes']])).toEqual(['Real Storm Right Now']);
  });
});

describe('an office told of before its holder', () => {
  it('is that of whom a rank alone stands beside', () => {
    const text =
      'Storm halts search\n\nThe search for the ferry is over, the commander of the coastguard said.\n\n“There is no place left to look,” Captain Jonas Eklund told reporters.';
    expect(
      names(text, [
        ['the commander of the coastguard', 'said', 'The search for the ferry is over'],
        ['Captain Jonas Eklund', 'told', '“There is no place left to look,”'],
      ]),
    ).toEqual(['Jonas Eklund', 'Jonas Eklund']);
  });
});

describe('a name in capitals', () => {
  it('is written as a name', () => {
    const text =
      'Briefing\n\nJUDGE MARIAM O’BRIEN-ORDE: We have the forms.\n\nQUESTION: And the agents?\n\nJUDGE O’BRIEN-ORDE: They were there.';
    expect(names(text, [['JUDGE MARIAM O’BRIEN-ORDE', ':', 'We have the forms.']])).toEqual([
      'Mariam O’Brien-Orde',
    ]);
  });
});
