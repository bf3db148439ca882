import type { DocumentRecord, Statement } from '../record.js';

/**
 * What else a statement tells, under its name: through whom it came, on what occasion, of whom it speaks, on what it
 * rests. What it does not tell is left out.
 * @example detailsOf(record, statement) // [['via', 'KPA (quoted)'], ['occasion', 'Veldin, 2025-03-04']]
 */
export function detailsOf(record: DocumentRecord, statement: Statement): [name: string, value: string][] {
  const { when, where, event } = statement.occasion;
  const nameOf = (speaker: string) => record.speakers.find(({ id }) => id === speaker)?.name ?? speaker;
  const details: [string, string][] = [
    ['via', statement.via.map(({ name, how }) => `${name} (${how})`).join(' → ')],
    ['occasion', [event, where, when].filter((part) => part !== null).join(', ')],
    ['about', statement.about.map(nameOf).join(', ')],
    ['evidence', statement.evidence.map(({ text }) => text).join('; ')],
  ];
  return details.filter(([, value]) => value !== '');
}
