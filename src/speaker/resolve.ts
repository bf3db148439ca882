import type { Language } from '../language/language.js';
import {
  spanOf,
  type Document,
  type Offsets,
  type Speaker,
  type SpeakerKind,
  type Statement,
} from '../record.js';
import type { Attribution } from '../statement/attribution.js';
import { actOf } from './act.js';
import { entitiesOf, type Entity } from './entities.js';
import { lexiconOf } from './lexicon.js';
import { mentionsIn, type Mention } from './mentions.js';
import { outletNamed, outletsOf } from './outlets.js';
import { roleFit } from './role.js';
import { Attention, fitsGender } from './salience.js';
import { readSource, type SourceForm } from './source.js';
import { tokenAt, tokensOf } from './tokens.js';

/** What `resolve` gives: the page's statements, each filed under its speaker. */
export interface Resolved {
  speakers: Speaker[];
  statements: Statement[];
}

/** Under whom a statement is filed, before speakers get their ids. */
interface Filing {
  name: string;
  kind: SpeakerKind;
  entity: Entity | null;
  role: string | null;
}

const lower = (text: string) => text.toLowerCase();

/**
 * Files each statement under its speaker, and says what the words do, through whom they came and on what occasion.
 * @param document the page as read
 * @param attributions its statements as found
 * @param language its word lists
 * @example resolve(document, attributions, english).speakers.map(({ name }) => name)
 */
export function resolve(
  document: Document,
  attributions: readonly Attribution[],
  language: Language,
): Resolved {
  const { text } = document;
  const lexicon = lexiconOf(language);
  const outlets = outletsOf(language);
  const tokens = tokensOf(document, lexicon);
  const mentions = mentionsIn(text, tokens, lexicon);
  const entities = entitiesOf(mentions, lexicon);
  const startsOfMentions = mentions.map(({ start }) => start);
  const within = ({ start, end }: Offsets): Mention[] => {
    let low = 0;
    let high = startsOfMentions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (startsOfMentions[middle]! < start) low = middle + 1;
      else high = middle;
    }
    const out: Mention[] = [];
    for (let i = low; i < mentions.length && mentions[i]!.start < end; i++) out.push(mentions[i]!);
    return out;
  };

  // Sources by the word they begin with, so that the walk through the text knows who speaks.
  const forms = attributions.map((one) =>
    readSource(one.source, { text, tokens, lexicon, mentionsIn: within }),
  );
  const sourceAt = new Map<number, number[]>();
  attributions.forEach(({ source }, i) => {
    const first = source[0];
    if (!first) return;
    const at = tokenAt(tokens, first.start);
    sourceAt.set(at, [...(sourceAt.get(at) ?? []), i]);
  });
  const resolvedPronouns = new Map<number, Entity>();
  const filed = new Map<number, Entity>();
  const attention = new Attention();
  const mentionFrom = new Map(mentions.map((mention) => [mention.from, mention]));
  tokens.forEach((token, i) => {
    const mention = mentionFrom.get(i);
    const speaking = sourceAt.get(i);
    if (mention) {
      const entity = entities.of.get(mention)!;
      attention.note(entity, token.sentence, {
        subject: token.first,
        speaker: speaking !== undefined,
        possessive: tokens[mention.to - 1]!.possessive,
        quoted: token.quoted,
        headline: token.headline,
      });
      return;
    }
    const pronoun = lexicon.pronouns.get(token.lower);
    if (pronoun === 'male' || pronoun === 'female') {
      const found = attention.candidates(token.sentence, (entity) => fitsGender(entity, pronoun))[0];
      if (!found) return;
      resolvedPronouns.set(i, found.entity);
      attention.note(found.entity, token.sentence, {
        subject: token.lower === 'he' || token.lower === 'she',
        speaker: speaking !== undefined,
        possessive: token.lower === 'his' || token.lower === 'her',
        quoted: token.quoted,
        headline: token.headline,
      });
    } else if (speaking) {
      const form = forms[speaking[0]!]!;
      if (form.form !== 'role' || form.plural || !form.definite) return;
      let best: Entity | null = null;
      let most = 0;
      for (const { entity, salience } of attention.candidates(token.sentence, (one) =>
        one.kind === 'person' || one.kind === 'name' ? 1 : 0,
      )) {
        const fit = Math.max(0, ...entity.roles.map((role) => roleFit(form.role, role, entity.regions)));
        const score = fit * (1 + 0.2 * salience);
        if (score > most) {
          most = score;
          best = entity;
        }
      }
      if (!best) return;
      for (const n of speaking) filed.set(n, best);
      attention.note(best, token.sentence, {
        subject: token.first,
        speaker: true,
        possessive: false,
        quoted: token.quoted,
        headline: token.headline,
      });
    }
  });

  const kindOf = (entity: Entity): SpeakerKind => {
    if (entity.kind === 'person') return 'person';
    if (outletNamed(entity.name, outlets)) return 'outlet';
    return entity.kind === 'organisation' || entity.kind === 'place' ? 'organisation' : 'person';
  };
  const ofEntity = (entity: Entity): Filing => ({
    name: entity.name,
    kind: kindOf(entity),
    entity,
    role: entity.roles[0]?.text ?? null,
  });
  const phraseOf = (form: Extract<SourceForm, { tokens: unknown }>) =>
    text
      .slice(form.tokens[0]!.start, form.tokens.at(-1)!.end)
      .replace(/^(?:the|a|an)\s+/iu, '')
      .replace(/\s+/gu, ' ');
  const unnamed = (words: string): Filing => ({
    name: `unnamed: ${lower(words)}`,
    kind: 'group',
    entity: null,
    role: null,
  });
  const fileOf = (form: SourceForm, i: number): Filing | null => {
    switch (form.form) {
      case 'names': {
        const entity = entities.of.get(form.mentions[0]!);
        return entity ? ofEntity(entity) : null;
      }
      case 'pronoun': {
        const entity = resolvedPronouns.get(tokenAt(tokens, form.token.start));
        return entity ? ofEntity(entity) : null;
      }
      case 'role': {
        const entity = filed.get(i);
        return entity ? ofEntity(entity) : unnamed(phraseOf(form));
      }
      case 'thing':
        return { name: phraseOf(form), kind: form.kind, entity: null, role: null };
      case 'other':
        return unnamed(phraseOf(form));
      case 'none':
        return null;
    }
  };

  const speakers: Speaker[] = [];
  const ids = new Map<Entity | string, Speaker>();
  const speakerOf = (filing: Filing): Speaker => {
    const key = filing.entity ?? filing.name.toLowerCase();
    let speaker = ids.get(key);
    if (!speaker) {
      speaker = {
        id: `sp${String(speakers.length + 1)}`,
        name: filing.name,
        kind: filing.kind,
        roles: filing.entity?.roles.map((role) => role.text) ?? [],
        aliases: [...(filing.entity?.aliases ?? [])],
        mentions: filing.entity?.mentions.map(({ start, end }) => spanOf(text, start, end)) ?? [],
      };
      ids.set(key, speaker);
      speakers.push(speaker);
    }
    return speaker;
  };

  let previous: Filing | null = null;
  const spans = (list: readonly Offsets[]) => list.map(({ start, end }) => spanOf(text, start, end));
  const words = (list: readonly Offsets[]) => list.map(({ start, end }) => text.slice(start, end)).join(' ');
  const statements = attributions.map((one, i): Statement => {
    const filing = fileOf(forms[i]!, i) ?? (forms[i]!.form === 'none' ? previous : null);
    if (filing) previous = filing;
    return {
      id: `st${String(i + 1)}`,
      kind: one.kind,
      source: spans(one.source),
      cue: spans(one.cue),
      content: spans(one.content),
      quoted: spans(one.quoted),
      insertions: spans(one.insertions),
      speaker: filing ? speakerOf(filing).id : null,
      role: filing?.role ?? null,
      act: actOf(words(one.cue), words(one.content), language),
      about: [],
      via: [],
      occasion: { when: null, where: null, event: null },
      evidence: [],
      confidence: one.confidence,
    };
  });
  return { speakers, statements };
}
