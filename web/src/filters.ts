import type { Params } from './api.ts';

/** What a search may be narrowed by, as it stands in the address and as the API takes it. */
const SINGLE = ['words', 'from', 'to', 'minConfidence', 'maxConfidence', 'corrected', 'order'] as const;
const SEVERAL = ['speaker', 'about', 'act', 'kind', 'outlet', 'byline', 'document', 'language'] as const;

/** The filter of an address. */
export function filterOf(query: URLSearchParams): Params {
  const params: Params = {};
  for (const name of SINGLE) if (query.get(name)) params[name] = query.get(name);
  for (const name of SEVERAL) if (query.has(name)) params[name] = query.getAll(name);
  return params;
}

/** An address with one value of a filter put in, or taken out where it is there. */
export function toggled(query: URLSearchParams, name: string, value: string): string {
  const values = query.getAll(name);
  const next = new URLSearchParams(query);
  next.delete(name);
  for (const one of values.filter((one) => one !== value)) next.append(name, one);
  if (!values.includes(value)) next.append(name, value);
  return asked(next);
}

/** An address with a filter set to one value, or without it. */
export function changed(query: URLSearchParams, changes: Readonly<Record<string, string | null>>): string {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    next.delete(name);
    if (value !== null && value !== '') next.set(name, value);
  }
  return asked(next);
}

const asked = (query: URLSearchParams) => {
  const text = query.toString();
  return text === '' ? '?' : `?${text}`;
};
