import { describe, expect, it } from 'vitest';
import { readPage } from './english.js';

const STORY = 'The mayor of Veldin said on Monday that the bridge would be rebuilt in the spring.';
const wire = (text: string, outlet: string | null = 'Ansel Courier', url?: string) =>
  readPage({ text, ...(outlet === null ? {} : { outlet }), ...(url === undefined ? {} : { url }) }).wire;

describe('the wire agency of a page', () => {
  it.each([
    [`Bridge gone\n\nVELDIN (AP) — ${STORY}`, 'AP'],
    [`Bridge gone\n\nVELDIN, March 4 (UPI) — ${STORY}`, 'UPI'],
    [`Bridge gone\n\nMarch 4 (Reuters) - ${STORY}`, 'Reuters'],
    [`Bridge gone\n\nBy AFP\n\n${STORY}`, 'AFP'],
    [`Bridge gone\n\nBy Ana Torvik, Associated Press\n\n${STORY}`, 'AP'],
    [`Bridge gone\n\nThe Associated Press\n\n${STORY}`, 'AP'],
    [`Bridge gone\n\n${STORY}\n\nAna Torvik / AFP`, 'AFP'],
    [`Bridge gone\n\n${STORY}\n\nSource: Xinhua`, 'Xinhua'],
    [`Bridge gone\n\n${STORY} (Reporting by Ana Torvik; Editing by Jon Feld)`, 'Reuters'],
    [`Bridge gone\n\nVELDIN (KPA) — ${STORY}`, 'KPA'],
  ])('is in %j', (text, agency) => {
    expect(wire(text)).toBe(agency);
  });

  it.each([
    [`Bridge gone\n\nBy Ana Torvik\n\nVELDIN — ${STORY}`],
    [`Bridge gone\n\n${STORY}\n\nThe Associated Press contributed to this report.`],
    [`Bridge gone\n\n${STORY}\n\nWith files from AP and Reuters`],
    [`Bridge gone\n\n${STORY}\n\nh/t: Reuters`],
    [`Bridge gone\n\n${STORY} The Associated Press first reported it.`],
    [`Bridge gone\n\nBy Ana Torvik, Courier correspondent\n\nVELDIN (AC) — ${STORY}`],
  ])('is not in %j', (text) => {
    expect(wire(text)).toBeNull();
  });

  it('is none where the outlet is the agency', () => {
    const text = `Bridge gone\n\nVELDIN (AP) — ${STORY}`;
    expect(wire(text, 'Associated Press')).toBeNull();
    expect(wire(text, 'AP News')).toBeNull();
    expect(wire(text, null, 'https://apnews.com/article/1')).toBeNull();
    expect(wire(text, 'Ansel Courier', 'https://courier.example/ap/1')).toBe('AP');
  });

  it('is none for an agency that no list has and an outlet that is not known', () => {
    expect(wire(`Bridge gone\n\nVELDIN (KPA) — ${STORY}`, null)).toBeNull();
  });

  it('may be named by structured data', () => {
    const html = `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Bridge gone","author":{"@type":"Organization","name":"Reuters"},"publisher":{"name":"Ansel Courier"}}</script><p>${STORY}</p>`;
    expect(readPage({ html }).wire).toBe('Reuters');
  });
});
