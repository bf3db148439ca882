import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { buildProgram } from '../src/cli/program.js';
import { COLUMNS } from '../src/output/csv.js';
import { FORMATS } from '../src/output/formats.js';
import { ACTS } from '../src/record.js';

const file = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const cli = file('docs/cli.md');
const record = file('docs/record.md');
const library = file('docs/library.md');

const nothing = () => Promise.resolve();
const program = buildProgram({ read: nothing, run: nothing, print: nothing });

/** The names of the fields of a source file's interfaces, or of one of them. */
function fieldsOf(path: string, only?: string): string[] {
  const names: string[] = [];
  const visit = (node: ts.Node) => {
    if (only !== undefined && ts.isInterfaceDeclaration(node) && node.name.text !== only) return;
    if (ts.isPropertySignature(node) && ts.isIdentifier(node.name)) names.push(node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, file(path), ts.ScriptTarget.Latest));
  return [...new Set(names)];
}

/** The names that a source file exports from others. */
function exportsOf(path: string): string[] {
  const names: string[] = [];
  ts.forEachChild(ts.createSourceFile(path, file(path), ts.ScriptTarget.Latest), (node) => {
    if (!ts.isExportDeclaration(node) || !node.exportClause || !ts.isNamedExports(node.exportClause)) return;
    for (const { name } of node.exportClause.elements) names.push(name.text);
  });
  return names;
}

describe('docs/cli.md names', () => {
  it.each(program.commands.map((command) => command.name()))('the command %s', (name) => {
    expect(cli).toContain(`## onrecord ${name}\n`);
  });

  it.each(program.commands.flatMap(({ options }) => options.map(({ long }) => long ?? '')))('%s', (flag) => {
    expect(cli).toMatch(new RegExp(`\`${flag}[ \`]`));
  });

  it.each(program.commands.flatMap(({ options }) => options.flatMap(({ short }) => short ?? [])))(
    '%s',
    (flag) => {
      expect(cli).toContain(`\`${flag}\``);
    },
  );

  it.each(FORMATS.map(({ name }) => name))('the format %s', (name) => {
    expect(cli).toMatch(new RegExp(`^\\| \`${name}\` +\\|`, 'm'));
    expect(file('README.md')).toMatch(new RegExp(`^\\| \`${name}\` +\\|`, 'm'));
  });

  it.each(COLUMNS.map(({ name }) => name))('the column %s', (name) => {
    expect(cli).toContain(`\`${name}\``);
  });
});

describe('docs/record.md names', () => {
  it.each(fieldsOf('src/record.ts'))('the field %s', (name) => {
    expect(record).toMatch(new RegExp(`[\`"]${name}[\`"]`));
  });

  it.each(ACTS)('the act %s', (act) => {
    expect(record).toContain(`\`${act}\``);
  });
});

describe('docs/library.md names', () => {
  it.each([...fieldsOf('src/page.ts'), ...fieldsOf('src/reader.ts', 'ReadOptions')])('%s', (name) => {
    expect(library).toContain(`\`${name}\``);
  });

  it.each(exportsOf('src/index.ts'))('the export %s', (name) => {
    expect(library).toMatch(new RegExp(`\`${name}[\`(]`));
  });
});

describe('CONTRIBUTING.md names', () => {
  const { scripts } = JSON.parse(file('package.json')) as { scripts: Record<string, string> };
  it.each(Object.keys(scripts).filter((name) => !name.startsWith('bench:')))('the chore %s', (name) => {
    expect(file('CONTRIBUTING.md')).toMatch(new RegExp(`npm (run )?${name}\``));
  });
});
