import { page } from './pages.js';

/** A story on five invented pages: an agency, one who was there, one who credits, one who copies and changes, one a week later. */
const QUOTE = 'We will not open the lock on a promise. We will open it on a paper signed by the pilots,';

export const agency = page({
  outlet: 'Ostmar News Agency',
  published: '2025-03-04T09:00:00Z',
  dateline: { place: 'OSTMAR', country: null, agency: 'ONA', date: '2025-03-04' },
  text: `Lock stays shut\nOSTMAR (ONA) — “${QUOTE}” Harbour Master Ilse Brandvik told reporters on Tuesday.\nShe said 38 barges were waiting.`,
  says: [
    {
      who: 'Ilse Brandvik',
      words: `“${QUOTE}”`,
      source: 'Harbour Master Ilse Brandvik',
      role: 'Harbour Master',
      when: '2025-03-04',
    },
    { who: 'Ilse Brandvik', words: '38 barges were waiting', source: 'She' },
  ],
});
export const own = page({
  outlet: 'The Quay Courier',
  published: '2025-03-04T11:00:00Z',
  byline: 'Jon Feld',
  text: `A wet morning at the lock\nIlse Brandvik was soaked. “We will open it on a paper signed by the pilots,” she told this newspaper.`,
  says: [
    { who: 'Ilse Brandvik', words: '“We will open it on a paper signed by the pilots,”', source: 'she' },
  ],
});
export const credited = page({
  outlet: 'Delta Today',
  published: '2025-03-04T13:00:00Z',
  text: `Lock dispute grows\nThe lock will open only “on a paper signed by the pilots”, the harbour master said, according to the Ostmar News Agency.\nThe bargemen rejected the demand. “No bargeman needs a pilot’s paper,” Tor Ekdal told Delta Today.`,
  says: [
    {
      who: 'unnamed: harbour master',
      words: 'The lock will open only “on a paper signed by the pilots”',
      source: 'the harbour master',
    },
    { who: 'Tor Ekdal', words: '“No bargeman needs a pilot’s paper,”', source: 'Tor Ekdal' },
  ],
});
export const silent = page({
  outlet: 'Morning Splash',
  published: '2025-03-05T06:00:00Z',
  text: `Lock boss opens up\n“We will open the lock on a promise. We will open it on a paper signed by the pilots,” Ilse Brandvik said.\nShe said 83 barges were waiting.`,
  says: [
    {
      who: 'Ilse Brandvik',
      words: '“We will open the lock on a promise. We will open it on a paper signed by the pilots,”',
      source: 'Ilse Brandvik',
    },
    { who: 'Ilse Brandvik', words: '83 barges were waiting', source: 'She' },
  ],
});
export const weekLater = page({
  outlet: 'Radio Ostmar',
  published: '2025-03-12T18:00:00Z',
  text: `Brandvik in our studio\n“We will open it on a paper signed by the pilots,” Ilse Brandvik told Radio Ostmar on Wednesday.`,
  says: [
    {
      who: 'Ilse Brandvik',
      words: '“We will open it on a paper signed by the pilots,”',
      source: 'Ilse Brandvik',
      when: '2025-03-12',
    },
  ],
});
export const pages = [agency, own, credited, silent, weekLater];

/** Two quotations: together in one statement, each alone, and in one breath. */
export const WEIR = '“The weir will be dredged before the herring come,”';
export const EELS = '“My grandmother sold eels from that very step.”';

export const both = page({
  outlet: 'Sallow Weekly',
  published: '2024-03-04T08:00:00Z',
  text: `Weir to be dredged\n\n${WEIR} Berit Noll said in Sallow. ${EELS}`,
  says: [{ who: 'Berit Noll', source: 'Berit Noll', words: WEIR, then: EELS }],
});
export const onlyWeir = page({
  outlet: 'Harbour Post',
  published: '2024-03-04T12:00:00Z',
  text: `Dredging in Sallow\n\n${WEIR} said Berit Noll.`,
  says: [{ who: 'Berit Noll', source: 'Berit Noll', words: WEIR }],
});
export const onlyEels = page({
  outlet: 'Eel Lovers',
  published: '2024-03-05T12:00:00Z',
  text: `Sallow remembers\n\n“My grandmother sold eels from that very step,” Berit Noll said.`,
  says: [
    { who: 'Berit Noll', source: 'Berit Noll', words: '“My grandmother sold eels from that very step,”' },
  ],
});
export const joined = page({
  outlet: 'River Day',
  published: '2024-03-05T14:00:00Z',
  text: `Noll and the weir\n\n“The weir will be dredged before the herring come. My grandmother sold eels from that very step,” Berit Noll said.`,
  says: [
    {
      who: 'Berit Noll',
      source: 'Berit Noll',
      words:
        '“The weir will be dredged before the herring come. My grandmother sold eels from that very step,”',
    },
  ],
});
export const quotations = [both, onlyWeir, onlyEels, joined];
