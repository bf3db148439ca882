import type * as StatementsModule from '../src/statement/statements.js';
import type { Links } from '../src/statement/links.js';
import type * as TaggerModule from '../src/statement/tagger.js';
import type { Document } from '../src/record.js';
import { loadEnglish, part } from './library.js';

/**
 * What tells how well the names of a text fit its pronouns, as the shipped tagger sees it: for those who file statements that
 * were not found by it.
 * @example const fittingOf = await loadFittings(); resolve(page, attributions, english, await fittingOf(page))
 */
export async function loadFittings(): Promise<
  (document: Pick<Document, 'text' | 'parts'>) => Promise<Links>
> {
  const { find } = await part<typeof StatementsModule>('statement/statements');
  const { loadTagger } = await part<typeof TaggerModule>('statement/tagger');
  const language = await loadEnglish();
  const tagger = await loadTagger('models/en', 1);
  const blank = { outlet: { name: null, domain: null }, bylines: [] };
  return async (document) =>
    (await find({ ...blank, ...document } as unknown as Document, tagger, language)).links;
}
