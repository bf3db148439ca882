import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const programs = readdirSync('bench')
  .filter((name) => name.endsWith('.ts') && name !== 'arguments.ts')
  .filter((name) => readFileSync(`bench/${name}`, 'utf8').includes('argumentsOf('));

describe('a bench', () => {
  it.each(programs)('%s says at the head of its file how it is used', (name) => {
    const [head = ''] = readFileSync(`bench/${name}`, 'utf8').split('\n */\n');
    const command = `bench[:/]${name.replace(/\.ts$/u, '')}\\b`;
    expect(head).toMatch(new RegExp(`^ \\* {5}(?:npm run|node out/)\\S* ?${command}`, 'mu'));
  });
});
