import type { DocumentRecord } from '../../src/record.js';
import { chanceOf, type Chance } from './chance.js';
import { PageWriter, type Voice } from './page-writer.js';
import * as words from './words.js';

/** A page of a story, with the truth about it. */
export interface SimulatedPage {
  record: DocumentRecord;
  /** For each statement of the record, in its order, the utterance that it reports. */
  truth: string[];
}

/** A story: its pages in order of publication, and the truth about its utterances. */
export interface Story {
  pages: SimulatedPage[];
  /** Addresses of the first-hand pages of each utterance. */
  origins: Map<string, Set<string>>;
  /** Pages that have the words from others: address, whose, whether they say so. */
  copies: { url: string; of: string[]; credited: boolean }[];
  /** Addresses of pages that changed the words, or carry changed ones. */
  altered: Set<string>;
}

interface Utterance {
  key: string;
  voice: Voice;
  said: string;
  close: string;
  free: string;
  /** Days from the story's first day. */
  day: number;
}

/** How an utterance stands on a page, so that others can copy it from there. */
interface Carried {
  utterance: Utterance;
  said: string;
  altered: boolean;
  /** Only reported there: who copies from it has no words to quote. */
  reported: boolean;
}

interface Published {
  url: string;
  outlet: { name: string; domain: string };
  agency: string | null;
  carried: Carried[];
  minute: number;
  /** The day of the words. */
  day: number;
}

const EPOCH = Date.UTC(2020, 0, 1) / 60_000;
const DAY = 1440;
const WEEKDAYS = ['Thursday', 'Friday', 'Saturday', 'Sunday', 'Monday', 'Tuesday', 'Wednesday'];
const isoOf = (minute: number) => new Date(minute * 60_000).toISOString();
const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1);

function nameOf(chance: Chance, syllables: number): string {
  return capital(Array.from({ length: syllables }, () => chance.one(words.SYLLABLES)).join(''));
}

function voiceOf(chance: Chance): Voice {
  return { name: `${chance.one(words.FIRST_NAMES)} ${nameOf(chance, 3)}`, role: chance.one(words.ROLES) };
}

function filled(
  chance: Chance,
  forms: { said: string; close: string; free: string },
): { said: string; close: string; free: string } {
  const slots: Record<string, string> = {
    THING: chance.one(words.THINGS),
    PEOPLE: chance.one(words.PEOPLE),
    PART: chance.one(words.PARTS),
    DONE: chance.one(words.DONE),
    MAT: chance.one(words.MATERIALS),
    PLACE: nameOf(chance, 2),
    N: String(chance.whole(3, 900)),
    M: String(chance.whole(901, 9000)),
    ADJ: chance.one(words.ADJECTIVES),
  };
  const fill = (form: string) =>
    form.replace(/\b(?:THING|PEOPLE|PART|DONE|MAT|PLACE|ADJ|N|M)\b/gu, (slot) => slots[slot]!);
  return { said: fill(forms.said), close: fill(forms.close), free: fill(forms.free) };
}

/** A copyist's error: a number changed, a negation lost, a word dropped, a hedge hardened. */
function spoiled(chance: Chance, said: string): string {
  const ways = [
    () =>
      said.replace(/\b\d+\b/u, (digits) =>
        String(Number(digits) + chance.whole(1, 9) * (digits.length > 2 ? 100 : 10)),
      ),
    () => said.replace(/ not | never /u, ' '),
    () => said.replace(new RegExp(` (?:${words.ADJECTIVES.join('|')}) `, 'u'), ' '),
    () => said.replace(/ (?:have|has|had) ever /u, ' '),
  ];
  for (let i = 0; i < 8; i++) {
    const now = chance.one(ways)();
    if (now !== said) return now;
  }
  return said.replace(/ (?:the|our|a) /u, ' this very ');
}

/**
 * Makes a story.
 * @param seed the same seed gives the same story
 * @param firstDay days since 2020-01-01 on which it begins
 */
export function storyOf(seed: number, firstDay: number): Story {
  const chance = chanceOf(seed);
  const id = `s${seed.toString(36)}`;
  const story: Story = { pages: [], origins: new Map(), copies: [], altered: new Set() };
  const place = nameOf(chance, 3);
  const voices = [voiceOf(chance), voiceOf(chance)];
  let made = 0;
  const utter = (voice: Voice, day: number, forms = words.SENTENCES): Utterance => ({
    key: `${id}-u${++made}`,
    voice,
    day,
    ...filled(chance, chance.one(forms)),
  });
  const main = [
    utter(voices[0]!, 0),
    utter(voices[0]!, 0),
    utter(voices[0]!, 0),
    utter(chance.one(voices), 0),
  ];
  const published: Published[] = [];
  const topic = chance.one(words.THINGS);
  const outletOf = (): { name: string; domain: string } => {
    const name = `${chance.happens(0.3) ? 'The ' : ''}${nameOf(chance, 2)} ${chance.one(words.OUTLET_ENDS)}`;
    return { name, domain: `${name.toLowerCase().replace(/[^a-z]/gu, '')}.example` };
  };
  const heard = (utterance: Utterance, url: string) =>
    story.origins.set(utterance.key, (story.origins.get(utterance.key) ?? new Set()).add(url));

  /** Writes a page. */
  function page(given: {
    minute: number;
    day: number;
    outlet: { name: string; domain: string };
    carried: readonly Carried[];
    /** What follows "said". */
    rest: (i: number) => string;
    lead?: string;
    dateline?: string | null;
    byline?: string;
    closing?: string;
    /** How free the reports are: 0 all quoted. */
    freedom: number;
    unnamed?: boolean;
  }): Published {
    const url = `https://${given.outlet.domain}/${id}/${published.length + 1}`;
    const writer = new PageWriter(given.outlet, isoOf(given.minute), url);
    const truth: string[] = [];
    writer.headline(
      `${capital(topic)} of ${place}: ${chance.one(['row goes on', 'new words', 'what was said', 'questions remain', 'another day'])} ${chance.whole(1, 99)}`,
    );
    if (given.byline !== undefined) writer.write(`By ${given.byline}`).paragraph();
    if (given.dateline != null) writer.write(`${given.dateline} — `);
    if (given.lead !== undefined) writer.write(given.lead).paragraph();
    const weekday = WEEKDAYS[(((firstDay + given.day) % 7) + 6) % 7]!;
    const date = isoOf(EPOCH + (firstDay + given.day) * DAY).slice(0, 10);
    const shownAs = given.carried.map((one, i): Carried => {
      const { utterance, said } = one;
      const { voice } = utterance;
      const dated = i === 0 && chance.happens(0.6);
      const shown =
        given.unnamed === true
          ? `the ${voice.role}`
          : i === 0
            ? `${voice.role} ${voice.name}`
            : voice.name.split(' ').at(-1)!;
      const when = dated ? date : null;
      const on = dated ? ` on ${weekday}` : '';
      const reported = one.reported || chance.happens(given.freedom);
      if (reported) {
        const free = chance.happens(0.4);
        writer.report(
          `that ${free ? utterance.free : utterance.close}`,
          voice,
          capital(shown),
          'said',
          on,
          when,
        );
      } else writer.quote(said, voice, shown, `${given.rest(i)}${on}`, when);
      writer.paragraph();
      truth.push(utterance.key);
      return { ...one, reported, altered: one.altered && !reported };
    });
    if (given.closing !== undefined) writer.write(given.closing).paragraph();
    const agency = given.dateline == null ? null : (/\(([^)]+)\)/u.exec(given.dateline)?.[1] ?? null);
    const record = writer.done({
      dateline:
        given.dateline == null ? null : { place: place.toUpperCase(), country: null, agency, date: null },
      bylines: given.byline === undefined ? [] : [{ name: given.byline, agency: null }],
    });
    story.pages.push({ record, truth });
    const one = {
      url,
      outlet: given.outlet,
      agency: null,
      carried: shownAs,
      minute: given.minute,
      day: given.day,
    };
    published.push(one);
    for (const { utterance, altered } of shownAs) if (altered) story.altered.add(`${url} ${utterance.key}`);
    return one;
  }
  const carry = (utterance: Utterance): Carried => ({
    utterance,
    said: utterance.said,
    altered: false,
    reported: false,
  });
  const start = EPOCH + firstDay * DAY + chance.whole(360, 720);

  // First-hand: an agency or the speaker's own release.
  const released = chance.happens(0.2);
  const agencyName = `${nameOf(chance, 2)} Press Agency`;
  const initials = agencyName
    .split(' ')
    .map((word) => word[0])
    .join('');
  const source = released
    ? page({
        minute: start,
        day: 0,
        outlet: { name: `${place} Council`, domain: `${place.toLowerCase()}council.example` },
        carried: main.slice(0, 3).map(carry),
        rest: () => 'said',
        lead: `Statement of the ${place} Council on the ${topic}.`,
        closing: `Media contact: press@${place.toLowerCase()}council.example`,
        freedom: 0,
      })
    : page({
        minute: start,
        day: 0,
        outlet: {
          name: agencyName,
          domain: `${initials.toLowerCase()}${nameOf(chance, 2).toLowerCase()}.example`,
        },
        carried: main.slice(0, 3).map(carry),
        rest: (i) => (i === 0 ? 'told reporters' : 'said'),
        dateline: `${place.toUpperCase()}, (${initials})`.replace(', (', ' ('),
        freedom: 0.15,
      });
  for (const { utterance } of source.carried) heard(utterance, source.url);

  // A second witness with words of its own.
  if (chance.happens(0.45)) {
    const both = chance.some(main.slice(0, 3), chance.whole(1, 2));
    const witness = page({
      minute: start + chance.whole(60, 300),
      day: 0,
      outlet: outletOf(),
      carried: [...both, main[3]!].map(carry),
      rest: (i) => (i === 0 ? 'told this newspaper' : 'said'),
      byline: `${chance.one(words.FIRST_NAMES)} ${nameOf(chance, 2)}`,
      dateline: place.toUpperCase(),
      freedom: 0.1,
    });
    for (const { utterance } of witness.carried) heard(utterance, witness.url);
  }

  const credit = (of: Published): string =>
    chance.one([
      `, according to ${of.outlet.name}`,
      `, ${of.outlet.name} reported`,
      `, quoted by ${of.outlet.name}`,
    ]);
  /** Who has these words on the page that is copied, and the page's own sources where they are as good. */
  const copied = (from: Published, carried: readonly Carried[], url: string, credited: boolean) => {
    const as = published.filter(
      (other) =>
        other.url !== url &&
        other.minute <= from.minute + 0 &&
        carried.every(({ utterance, said }) =>
          other.carried.some((one) => one.utterance === utterance && one.said === said),
        ),
    );
    story.copies.push({
      url,
      of: credited ? [from.url] : [...new Set([from.url, ...as.map((one) => one.url)])],
      credited,
    });
  };

  // Credited rewrites, of the source or of one another.
  for (let i = chance.whole(1, 4); i > 0; i--) {
    const from = chance.happens(0.7) ? source : chance.one(published);
    const carried = chance.some(from.carried, chance.whole(1, Math.min(2, from.carried.length)));
    const wire = from === source && !released && chance.happens(0.3);
    const told = released && from === source;
    const one = page({
      minute: Math.max(from.minute, start) + chance.whole(60, 1200),
      day: 0,
      outlet: outletOf(),
      carried,
      rest: () => (wire || told ? 'said' : 'said'),
      ...(wire
        ? { dateline: `${place.toUpperCase()} (${initials})` }
        : {
            lead: `The ${topic} of ${place} is in the news again${told ? `, according to a statement of the ${place} Council` : credit(from)}.`,
          }),
      freedom: 0.4,
      unnamed: chance.happens(0.08),
    });
    copied(from, carried, one.url, true);
  }

  // Silent copies, some with an error, and copies of these.
  for (let i = chance.whole(1, 3); i > 0; i--) {
    const from = chance.one(published);
    const carried = chance
      .some(from.carried, chance.whole(1, Math.min(2, from.carried.length)))
      .map((one) => {
        const error = !one.reported && chance.happens(0.3);
        return error ? { ...one, said: spoiled(chance, one.said), altered: true } : one;
      });
    const one = page({
      minute: from.minute + chance.whole(60, 1400),
      day: 0,
      outlet: outletOf(),
      carried,
      rest: () => 'said',
      lead: chance.one([
        `People in ${place} talk of nothing else.`,
        `More from ${place}.`,
        `It is the question of the week in ${place}.`,
      ]),
      freedom: 0.25,
      unnamed: chance.happens(0.08),
    });
    copied(
      from,
      carried.filter(({ altered }) => !altered),
      one.url,
      false,
    );
  }

  // The other side answers.
  if (chance.happens(0.5)) {
    const answer = utter(voices[1]!, 1, words.ANSWERS);
    const own = outletOf();
    const one = page({
      minute: start + DAY + chance.whole(0, 400),
      day: 1,
      outlet: own,
      carried: [carry(answer)],
      rest: () => `told ${own.name}`,
      lead: `${voices[1]!.name} has rejected what ${voices[0]!.name} said of the ${topic}.`,
      freedom: 0,
    });
    heard(answer, one.url);
  }

  // The same sentence again, a week and more later, in another place.
  if (chance.happens(0.15)) {
    const before = chance.one(source.carried).utterance;
    const later = chance.whole(7, 20);
    const again: Utterance = { ...before, key: `${id}-u${++made}`, day: later };
    const own = outletOf();
    const one = page({
      minute: start + later * DAY,
      day: later,
      outlet: own,
      carried: [carry(again)],
      rest: () => `told ${own.name}`,
      lead: `${before.voice.name} was the guest in our studio.`,
      freedom: 0,
    });
    heard(again, one.url);
    if (chance.happens(0.6)) {
      const copy = page({
        minute: one.minute + chance.whole(60, 900),
        day: later,
        outlet: outletOf(),
        carried: one.carried,
        rest: () => `told ${own.name}`,
        freedom: 0,
      });
      copied(one, one.carried, copy.url, true);
    }
  }
  story.pages.sort((a, b) => ((a.record.published ?? '') < (b.record.published ?? '') ? -1 : 1));
  return story;
}

/**
 * Stories until there are so many pages, a few new ones each day.
 * @param pages how many pages at least
 * @param seed where chance begins
 * @param perDay stories that begin on one day
 */
export function* stories(pages: number, seed = 1, perDay = 20): Generator<Story> {
  let count = 0;
  for (let n = 0; count < pages; n++) {
    const story = storyOf(seed * 1_000_003 + n, Math.floor(n / perDay));
    count += story.pages.length;
    yield story;
  }
}
