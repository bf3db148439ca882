import { entriesOf, perLanguage } from '../language/language.js';
import { regionsOf, type Regions } from './countries.js';
import type { Gender } from './mentions/mention.js';

/** The word lists of a language that tell who speaks, as sets. All words are in small letters. */
export interface Lexicon {
  regions: Regions;
  /** Words that are no names although capitals may begin them. */
  common: ReadonlySet<string>;
  /** Words before a month: "in", "last". */
  times: ReadonlySet<string>;
  /** Common words that may begin a name: "New York". */
  openers: ReadonlySet<string>;
  particles: ReadonlySet<string>;
  /** Things that bear the name of someone else: "Holt Tower". */
  namesakes: ReadonlySet<string>;
  /** Small words inside and before names (`names.json` says what each list is). */
  nameWords: Readonly<Record<NameList, ReadonlySet<string>>>;
  /** Finds words that begin a sentence and are seldom names. */
  unlikelyName: RegExp;
  /** Finds words that tell of the name behind them: "Embattled Holt". */
  telling: RegExp;
  /** Words, or endings of words, that begin a sentence before a name: "Given Holt's record". */
  sentenceOpeners: readonly string[];
  /** Titles that are no offices, and those that are none to be named with a speaker. */
  courtesy: ReadonlySet<string>;
  /** Titles that are part of the name of who reigns: "Pope Lucian". */
  regnal: ReadonlySet<string>;
  learned: ReadonlySet<string>;
  /** Nouns for members of parties. */
  partisans: ReadonlySet<string>;
  /** Nouns for people of a faith, singular. */
  faiths: ReadonlySet<string>;
  /** Finite verbs of saying. */
  sayingVerbs: ReadonlySet<string>;
  /** Verbs with which the one who spoke last goes on. */
  continuingVerbs: ReadonlySet<string>;
  /** Verbs with which one asks. */
  askingVerbs: ReadonlySet<string>;
  /** Letters and words that label the turns of an interview. */
  turns: { questions: ReadonlySet<string>; answers: ReadonlySet<string>; asker: string };
  clauses: Clauses;
  sources: Sources;
  /** Relative pronouns that only people have: "who". */
  personalRelatives: ReadonlySet<string>;
  suffixes: ReadonlySet<string>;
  maleNames: ReadonlySet<string>;
  femaleNames: ReadonlySet<string>;
  /** The gender of given names of the rest of the world, in the spelling of `foldedWord`: they tell a gender, not a name. */
  worldNames: ReadonlyMap<string, Gender>;
  nicknames: ReadonlyMap<string, string>;
  /** Family names that stand before given ones: "Kim Dae-su". */
  familyFirst: ReadonlySet<string>;
  /** Lists of names by which one organisation is known: "Islamic State", "Daesh", "ISIS". */
  otherNames: readonly (readonly string[])[];
  maleTitles: ReadonlySet<string>;
  femaleTitles: ReadonlySet<string>;
  titles: ReadonlySet<string>;
  /** Nouns for ranks and callings that say nothing of an office held beside them: "captain", "justice". */
  ranks: ReadonlySet<string>;
  titleNouns: ReadonlyMap<string, string>;
  /** Short titles with a point that ends no sentence: "Gov.". */
  pointedTitles: ReadonlySet<string>;
  /** Words that close the name of an office: "Director General". */
  titleEndings: ReadonlySet<string>;
  /** Person nouns, singular. */
  roles: ReadonlySet<string>;
  /** Person nouns, singular, that only a long list has: none of a name, and behind what the others tell. */
  personNouns: ReadonlySet<string>;
  maleRoles: ReadonlySet<string>;
  femaleRoles: ReadonlySet<string>;
  /** Person nouns that name the same office, by the one that stands for all: "justice" is "judge". */
  roleSynonyms: ReadonlyMap<string, string>;
  /** What follows "of" in the names of offices: "Secretary of State". */
  portfolios: ReadonlySet<string>;
  /** Nouns that fit the holder of any high office. */
  genericRoles: ReadonlySet<string>;
  /** Offices of which a country has one, as they stand behind "the": "prime minister". */
  soleOffices: ReadonlySet<string>;
  /** Nouns for offices that only countries, towns and bodies have: "mayor". */
  publicOffices: ReadonlySet<string>;
  /** Nouns for other people who head what stands behind "of". */
  headingRoles: ReadonlySet<string>;
  /** Nouns for those who work for outlets. */
  pressRoles: ReadonlySet<string>;
  /** Nouns that stand before the names of firms as before those of people: "developer". */
  firmRoles: ReadonlySet<string>;
  /** Person nouns whose plural does not end in "s", by their plural; endings ("men") stand for all that end so. */
  plurals: ReadonlyMap<string, string>;
  /** Nouns for one who holds the same office elsewhere. */
  counterparts: ReadonlySet<string>;
  /** Finds nouns for people by how they end: "projectionist". */
  personEndings: RegExp;
  /** Nouns for relatives. */
  kin: ReadonlySet<string>;
  /** Nouns that may stand for anyone who was only described: "the woman". */
  anyPerson: ReadonlySet<string>;
  epithets: ReadonlySet<string>;
  /** Nouns for people that are parts of the body behind "his" or "her": "head". */
  limbs: ReadonlySet<string>;
  spokespeople: ReadonlySet<string>;
  roleModifiers: ReadonlySet<string>;
  roleBoundaries: ReadonlySet<string>;
  /** Words before a noun that make it another office: "vice", "deputy". */
  deputies: ReadonlySet<string>;
  /** Words that say when or how one held an office and do not tell one holder from another. */
  roleShades: ReadonlySet<string>;
  /** What stands before and inside roles. */
  roleWords: { prepositions: ReadonlySet<string>; determiners: ReadonlySet<string> };
  organisationWords: ReadonlySet<string>;
  /** Words that begin the names of those who belong to someone: "Team Holt". */
  organisationLeads: ReadonlySet<string>;
  organisationHeads: ReadonlySet<string>;
  /** Heads that may stand for any organisation: "the company". */
  anyOrganisation: ReadonlySet<string>;
  /** Those of them that may stand for one that is called by another head: "the group". */
  looseOrganisations: ReadonlySet<string>;
  /** Words in the names of those whom a noun may stand for: "university" for a college or institute. */
  organisationKinds: ReadonlyMap<string, readonly string[]>;
  /** Words that stand for others in names: "the high court" is the Supreme Court. */
  sameModifiers: ReadonlyMap<string, readonly string[]>;
  /** Heads that go with the one whose they are: "the campaign" is the candidate's. */
  ownedOrganisations: ReadonlySet<string>;
  /** What speaks for the body that it is of: "a panel of the Court of Appeals". */
  organisationParts: ReadonlySet<string>;
  /** The offices of those whose such a one is: "the administration" is the president's. */
  organisationHolders: ReadonlyMap<string, readonly string[]>;
  documents: ReadonlySet<string>;
  /** Nouns for laws. */
  laws: ReadonlySet<string>;
  /** Documents that may stand for any other: "the findings". */
  anyDocument: ReadonlySet<string>;
  /** Documents that give the words of who wrote them. */
  ownWords: ReadonlySet<string>;
  /** Those of them that someone makes public at once: "statement", "letter". */
  writings: ReadonlySet<string>;
  metonyms: ReadonlySet<string>;
  parties: ReadonlySet<string>;
  partyLetters: ReadonlyMap<string, string>;
  /** The party that a word tells: "gop" is "republican". */
  partyWords: ReadonlyMap<string, string>;
  /** Which pronoun: `male`, `female`, `plural`, `first`, `second`, `thing`, `relative`, `indefinite`. */
  pronouns: ReadonlyMap<string, string>;
  /** Finds a pronoun of the third person. */
  thirdPersons: RegExp;
}

/** What tells the parts of a clause (`clauses.json`). */
export interface Clauses {
  /** Pronouns that are subjects, and those that say whose something is. */
  subjects: ReadonlySet<string>;
  possessives: ReadonlySet<string>;
  /** Words behind which no subject stands. */
  obliques: ReadonlySet<string>;
  /** Words that begin what stands before the subject of a sentence. */
  adjuncts: ReadonlySet<string>;
  /** Words behind which places and things stand, not people. */
  locating: ReadonlySet<string>;
  /** Forms of verbs that stand behind a subject, and endings of others. */
  verbs: ReadonlySet<string>;
  endings: readonly string[];
  /** Words that begin no apposition, and endings of others. */
  noAppositions: ReadonlySet<string>;
  /** Words that set before a clause whom it tells of: "as for". */
  fronting: ReadonlySet<string>;
  participles: readonly string[];
  /** Endings of adverbs. */
  adverbs: readonly string[];
  /** Endings of those that tell what someone is doing: "supporting". */
  doing: readonly string[];
  /** Endings of those that tell what was done with something: "taken". */
  done: readonly string[];
}

/** What tells how a source is named (`sources.json`, which says what each list is). */
export type Sources = Readonly<Record<SourceList, ReadonlySet<string>>>;
type SourceList =
  | 'prepositions'
  | 'definite'
  | 'possessives'
  | 'articles'
  | 'leading'
  | 'complements'
  | 'authors'
  | 'naming'
  | 'emphatic'
  | 'examples'
  | 'pairs'
  | 'shades'
  | 'fresh'
  | 'others'
  | 'joiners'
  | 'copulas'
  | 'nameless'
  | 'nobody'
  | 'relativeStops'
  | 'contractions'
  | 'equatives';

type NameList =
  | 'initials'
  | 'honorifics'
  | 'links'
  | 'loose'
  | 'belonging'
  | 'causes'
  | 'compounds'
  | 'articles'
  | 'small'
  | 'sites'
  | 'siteOpeners'
  | 'knowing'
  | 'knownAs'
  | 'knownTo'
  | 'circles';

interface Names extends Record<NameList, string[]> {
  unlikelyEndings: string[];
  tellingEndings: string[];
  namesakes: string[];
  sentenceOpeners: string[];
  common: string[];
  times: string[];
  openers: string[];
  particles: string[];
  suffixes: string[];
}
interface GivenNames {
  male: string;
  female: string;
  /** Names that fewer bear, in the same form. */
  rarer?: { male: string; female: string };
  nicknames: Record<string, string>;
  familyFirst: string;
}
interface Titles {
  behind: string[];
  unnamed: string[];
  pointed: string[];
  ranks: string[];
  courtesy: string[];
  regnal: string[];
  learned: string[];
  male: string[];
  female: string[];
  either: string[];
  abbreviations: Record<string, string>;
}
interface Roles {
  male: string[];
  female: string[];
  either: string[];
  synonyms: Record<string, string[]>;
  portfolios: string[];
  counterparts: string[];
  generic: string[];
  sole: string[];
  public: string[];
  heading: string[];
  press: string[];
  firms: string[];
  plurals: Record<string, string>;
  endings: string[];
  kin: string[];
  anyPerson: string[];
  epithets: string[];
  limbs: string[];
  spokespeople: string[];
  modifiers: string[];
  boundaries: string[];
  deputies: string[];
  shades: string[];
  prepositions: string[];
  determiners: string[];
}
interface Organisations {
  words: string[];
  leads: string[];
  heads: string[];
  any: string[];
  loose: string[];
  kinds: Record<string, string[]>;
  owned: string[];
  parts: string[];
  sameModifiers: Record<string, string[]>;
  holders: Record<string, string[]>;
  documents: string[];
  laws: string[];
  anyDocument: string[];
  ownWords: string[];
  writings: string[];
  metonyms: string[];
}

/**
 * The lists of a language, made into sets once.
 * @example lexiconOf(english).roles.has('minister') // true
 */
export const lexiconOf = perLanguage((language): Lexicon => {
  const names = entriesOf<Names>(language, 'names');
  const speech = entriesOf<
    Record<'verbs' | 'continuing' | 'asking' | 'questions' | 'answers', string[]> & { asker: string }
  >(language, 'speech');
  const given = entriesOf<GivenNames>(language, 'given-names');
  const world = entriesOf<Record<Gender, string>>(language, 'world-names');
  const titles = entriesOf<Titles>(language, 'titles');
  const roles = entriesOf<Roles>(language, 'roles');
  const people = entriesOf<Record<Gender | 'either', string>>(language, 'person-nouns');
  const organisations = entriesOf<Organisations>(language, 'organisations');
  const places = entriesOf<{
    parties: string[];
    partyLetters: Record<string, string>;
    partyWords: Record<string, string>;
    partisans: string[];
    faiths: string[];
  }>(language, 'places');
  const clauses = entriesOf<Record<keyof Clauses | 'relatives', string[]>>(language, 'clauses');
  const sources = entriesOf<Record<SourceList, string[]>>(language, 'sources');
  const pronouns = new Map<string, string>();
  for (const [kind, words] of Object.entries(entriesOf<Record<string, string[]>>(language, 'pronouns'))) {
    for (const word of words) pronouns.set(word, kind);
  }
  return {
    regions: regionsOf(language),
    common: new Set(names.common),
    times: new Set(names.times),
    openers: new Set(names.openers),
    particles: new Set(names.particles),
    namesakes: new Set(names.namesakes),
    nameWords: {
      initials: new Set(names.initials),
      honorifics: new Set(names.honorifics),
      links: new Set(names.links),
      loose: new Set(names.loose),
      belonging: new Set(names.belonging),
      causes: new Set(names.causes),
      compounds: new Set(names.compounds),
      articles: new Set(names.articles),
      small: new Set(names.small),
      sites: new Set(names.sites),
      siteOpeners: new Set(names.siteOpeners),
      knowing: new Set(names.knowing),
      knownAs: new Set(names.knownAs),
      knownTo: new Set(names.knownTo),
      circles: new Set(names.circles),
    },
    unlikelyName: new RegExp(`(?:${names.unlikelyEndings.join('|')})$`, 'u'),
    telling: new RegExp(`(?:${names.tellingEndings.join('|')})$`, 'u'),
    sentenceOpeners: names.sentenceOpeners,
    courtesy: new Set(titles.courtesy),
    regnal: new Set(titles.regnal),
    learned: new Set(titles.learned),
    partisans: new Set(places.partisans),
    faiths: new Set(places.faiths),
    sayingVerbs: new Set(speech.verbs),
    continuingVerbs: new Set(speech.continuing),
    askingVerbs: new Set(speech.asking),
    turns: { questions: new Set(speech.questions), answers: new Set(speech.answers), asker: speech.asker },
    clauses: {
      subjects: new Set(clauses.subjects),
      possessives: new Set(clauses.possessives),
      obliques: new Set(clauses.obliques),
      adjuncts: new Set(clauses.adjuncts),
      locating: new Set(clauses.locating),
      verbs: new Set(clauses.verbs),
      endings: clauses.endings,
      noAppositions: new Set(clauses.noAppositions),
      fronting: new Set(clauses.fronting),
      participles: clauses.participles,
      adverbs: clauses.adverbs,
      doing: clauses.doing,
      done: clauses.done,
    },
    sources: Object.fromEntries(
      Object.entries(sources).map(([name, words]) => [name, new Set(words)]),
    ) as unknown as Sources,
    personalRelatives: new Set(clauses.relatives),
    suffixes: new Set(names.suffixes),
    maleNames: new Set(`${given.male} ${given.rarer?.male ?? ''}`.split(' ')),
    femaleNames: new Set(`${given.female} ${given.rarer?.female ?? ''}`.split(' ')),
    worldNames: new Map(
      (['male', 'female'] as const).flatMap((gender) =>
        world[gender].split(' ').map((name): [string, Gender] => [name, gender]),
      ),
    ),
    familyFirst: new Set(given.familyFirst.split(' ')),
    nicknames: new Map(Object.entries(given.nicknames)),
    otherNames: [
      ...entriesOf<string[][]>(language, 'other-names'),
      ...entriesOf<string[][]>(language, 'agencies'),
    ],
    maleTitles: new Set(titles.male),
    femaleTitles: new Set(titles.female),
    titles: new Set([...titles.male, ...titles.female, ...titles.either]),
    ranks: new Set(titles.ranks),
    titleNouns: new Map(Object.entries(titles.abbreviations)),
    pointedTitles: new Set(titles.pointed),
    titleEndings: new Set([...titles.behind, ...titles.unnamed]),
    roles: new Set([...roles.male, ...roles.female, ...roles.either]),
    personNouns: new Set(Object.values(people).flatMap((words) => words.split(' ').filter(Boolean))),
    maleRoles: new Set([...roles.male, ...people.male.split(' ')]),
    femaleRoles: new Set([...roles.female, ...people.female.split(' ')]),
    roleSynonyms: new Map(
      Object.entries(roles.synonyms).flatMap(([one, others]) => others.map((word) => [word, one])),
    ),
    portfolios: new Set(roles.portfolios),
    personEndings: new RegExp(`^(?:${roles.endings.join('|')})$`, 'u'),
    counterparts: new Set(roles.counterparts),
    genericRoles: new Set(roles.generic),
    soleOffices: new Set(roles.sole),
    publicOffices: new Set(roles.public),
    headingRoles: new Set(roles.heading),
    pressRoles: new Set(roles.press),
    firmRoles: new Set(roles.firms),
    plurals: new Map(Object.entries(roles.plurals)),
    kin: new Set(roles.kin),
    anyPerson: new Set(roles.anyPerson),
    epithets: new Set(roles.epithets),
    limbs: new Set(roles.limbs),
    spokespeople: new Set(roles.spokespeople),
    roleModifiers: new Set(roles.modifiers),
    roleBoundaries: new Set(roles.boundaries),
    deputies: new Set(roles.deputies),
    roleShades: new Set(roles.shades),
    roleWords: { prepositions: new Set(roles.prepositions), determiners: new Set(roles.determiners) },
    organisationWords: new Set(organisations.words),
    organisationLeads: new Set(organisations.leads),
    organisationHeads: new Set(organisations.heads),
    anyOrganisation: new Set(organisations.any),
    looseOrganisations: new Set(organisations.loose),
    organisationKinds: new Map(Object.entries(organisations.kinds)),
    sameModifiers: new Map(Object.entries(organisations.sameModifiers)),
    ownedOrganisations: new Set(organisations.owned),
    organisationParts: new Set(organisations.parts),
    organisationHolders: new Map(Object.entries(organisations.holders)),
    documents: new Set(organisations.documents),
    laws: new Set(organisations.laws),
    anyDocument: new Set(organisations.anyDocument),
    ownWords: new Set(organisations.ownWords),
    writings: new Set(organisations.writings),
    metonyms: new Set(organisations.metonyms.map((name) => name.toLowerCase())),
    parties: new Set(places.parties),
    partyLetters: new Map(Object.entries(places.partyLetters)),
    partyWords: new Map(Object.entries(places.partyWords)),
    pronouns,
    thirdPersons: new RegExp(
      `\\b(?:${[...pronouns]
        .filter(([, kind]) => /^(?:male|female|plural)$/u.test(kind))
        .map(([word]) => word)
        .join('|')})\\b`,
      'iu',
    ),
  };
});
