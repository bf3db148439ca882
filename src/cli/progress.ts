import cliProgress from 'cli-progress';
import type { Writable } from 'node:stream';

/** Tells how far a run is. */
export interface Progress {
  /** @param sources files, addresses and streams begun @param pages pages read */
  at(sources: number, pages: number): void;
  stop(): void;
}

/** Says nothing. */
export const SILENT: Progress = { at: () => undefined, stop: () => undefined };

/**
 * A progress bar on a terminal.
 * @param stream the terminal
 * @param total files, addresses and streams to read
 * @example const progress = progressBar(process.stderr, 12)
 */
export function progressBar(stream: Writable, total: number): Progress {
  const bar = new cliProgress.SingleBar({
    format: 'reading {bar} {value}/{total} · {pages} pages',
    stream,
    clearOnComplete: true,
    hideCursor: true,
    stopOnComplete: false,
    etaBuffer: 10,
  });
  bar.start(total, 0, { pages: 0 });
  return {
    at: (sources, pages) => bar.update(sources, { pages }),
    stop: () => bar.stop(),
  };
}
