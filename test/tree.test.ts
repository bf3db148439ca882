import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** The folders of `src`; each may import what stands before it. */
const ORDER = [
  'language',
  'document',
  'statement',
  'speaker',
  'utterance',
  'intake',
  'ledger',
  'output',
  'watch',
  'queue',
  'server',
  'cli',
];
/** What reads and compares pages, without the world. */
const PURE = ORDER.slice(0, 5);
/** The lists and the model are files. */
const FILES = new Set(['src/language/language.ts', 'src/statement/tagger.ts']);

const sourcesOf = (folder: string) =>
  readdirSync(`src/${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `src/${folder}/${name}`);

/** What a file imports: modules, or paths from `src` on. */
const importsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import\() ?'([^']+)'/gu)].map(([, name = '']) =>
    name.startsWith('.') ? new URL(name, `file:///${file}`).pathname.slice(1) : name,
  );

describe('src', () => {
  it('has no folder that the order leaves out', () => {
    const folders = readdirSync('src', { withFileTypes: true }).filter((one) => one.isDirectory());
    expect(folders.map(({ name }) => name).sort()).toEqual([...ORDER].sort());
  });

  it.each(ORDER)('%s imports nothing that stands after it', (folder) => {
    const after = ORDER.slice(ORDER.indexOf(folder) + 1);
    const wrong = sourcesOf(folder).flatMap((file) =>
      importsOf(file)
        .filter((name) => after.some((one) => name.startsWith(`src/${one}/`)))
        .map((name) => `${file}: ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it.each(PURE)('%s touches no network and no clock, and no files but lists and model', (folder) => {
    const world = /^(?:node:(?:fs|net|http|https|dns|child_process|timers)|undici|pg)\b/u;
    for (const file of sourcesOf(folder)) {
      if (!FILES.has(file))
        expect(
          importsOf(file).filter((name) => world.test(name)),
          file,
        ).toEqual([]);
      expect(readFileSync(file, 'utf8'), file).not.toMatch(
        /Date\.now\(|new Date\(\)|performance\.|setTimeout/u,
      );
    }
  });
});
