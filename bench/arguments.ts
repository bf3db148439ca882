import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';

/**
 * The arguments of the bench that runs. With `--help` the comment at the head of its file is printed; where they are
 * wrong, see {@link refuse}.
 * @param config as `parseArgs` of `node:util` takes it
 * @example const { values } = argumentsOf({ options: { pages: { type: 'string', default: '1000' } } })
 */
export function argumentsOf<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  if (process.argv.includes('--help')) {
    console.log(head().join('\n'));
    process.exit(0);
  }
  try {
    return parseArgs(config);
  } catch (error) {
    // What Node says after its first sentence is of no use here.
    return refuse((error as Error).message.split('. ')[0]!);
  }
}

/**
 * Ends the program: how it is used, by the comment at the head of its file, and what is wrong, in a line.
 * @param what such as `give the folder of pages`
 */
export function refuse(what: string): never {
  const usage = head().filter((line) => line.startsWith('    '));
  console.error([...usage, what].join('\n'));
  process.exit(2);
}

/** The lines of the comment at the head of the program's source; the compiler may drop it. */
function head(): string[] {
  const source = new URL(`../../bench/${basename(process.argv[1] ?? '', '.js')}.ts`, import.meta.url);
  const comment = /^\/\*\*\n([^]*?)\n \*\//u.exec(readFileSync(source, 'utf8'))?.[1] ?? '';
  return comment.split('\n').map((line) => line.replace(/^ \* ?/u, ''));
}
