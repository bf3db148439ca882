import { describe, expect, it } from 'vitest';
import type { Fitting } from '../../src/speaker/attention.js';
import { resolve } from '../../src/speaker/resolve.js';
import { attributionsOf, english, pageOf, type Said } from './page.js';

/** The speakers' names where a tagger finds that one name fits every pronoun best. */
function namesBy(text: string, said: readonly Said[], best: string): (string | null)[] {
  const fitting: Fitting = {
    fit: (word, name) => (name > word ? null : text.slice(0, name).endsWith(best) ? 8 : 0),
  };
  const { speakers, statements } = resolve(pageOf(text), attributionsOf(text, said), english, fitting);
  return statements.map(({ speaker }) => speakers.find(({ id }) => id === speaker)?.name ?? null);
}

describe('whom a pronoun means', () => {
  const text =
    'Jens Holt came to the mill. Petar Torvik came to the mill. The wheel was broken. “It will turn,” he said.';
  const said: Said[] = [['he', 'said', '“It will turn,”']];

  it('is told by how well names fit it, as the tagger sees it', () => {
    expect(namesBy(text, said, 'Torvik')).toEqual(['Petar Torvik']);
    expect(namesBy(text, said, 'Holt')).toEqual(['Jens Holt']);
  });

  it('is never one of the other gender, however well the name fits', () => {
    const two =
      'Jens Holt came to the mill. Maria Torvik came to the mill. The wheel was broken. “It will turn,” he said.';
    expect(namesBy(two, said, 'Torvik')).toEqual(['Jens Holt']);
  });
});
