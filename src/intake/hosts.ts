import { OnrecordError } from '../errors.js';

/** An address that may be asked again, but not yet. */
export class Later extends OnrecordError {
  /** When it may be asked again. */
  readonly until: Date;

  constructor(code: 'url-busy' | 'url-resting', host: string, until: Date) {
    super(code, host, until.toISOString().slice(0, 19).replace('T', ' '));
    this.until = until;
  }
}

/** How hosts are spared. */
export interface HostOptions {
  /** Milliseconds between two requests to one host. */
  gap: number;
  /** The longest wait for one's turn, in milliseconds; what would take longer is given up at once ({@link Later}). */
  patience: number;
  now: () => Date;
  /** Waits, and gives up when the signal says so. */
  wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

interface Host {
  /** Settles when the last one in the line is done. */
  line: Promise<void>;
  waiting: number;
  /** The time in milliseconds at which the next request may go. */
  next: number;
  gap: number;
  /** Failures in a row. */
  failures: number;
  /** The host itself asked to wait. */
  asked: boolean;
}

const MAX_REST = 5 * 60_000;
/** A site's wish for slowness is followed so far. */
const MAX_DELAY = 30_000;
const MAX_KNOWN = 10_000;

/**
 * Takes turns at hosts: one request at a time to each, with a gap between two. A host that fails is left alone twice as
 * long each time, up to five minutes; one that says how long it wants to be left alone is.
 * @example
 * const done = await hosts.turn('kpa.example');
 * try { … hosts.answered('kpa.example') } finally { done() }
 */
export class Hosts {
  readonly #options: HostOptions;
  readonly #known = new Map<string, Host>();

  constructor(options: HostOptions) {
    this.#options = options;
  }

  /**
   * Waits for one's turn at a host.
   * @param follows the host itself sent this request there (a redirect): it need not wait for the gap
   * @returns gives the turn on; to be called whatever happens
   * @throws Later where the host must be left alone for longer than `patience`
   */
  async turn(name: string, signal?: AbortSignal, follows = false): Promise<() => void> {
    const host = this.#host(name);
    const before = host.line;
    let release = (): void => undefined;
    host.line = new Promise((done) => (release = done));
    host.waiting++;
    const done = () => {
      host.waiting--;
      release();
    };
    try {
      await before;
      const rest = host.next - this.#options.now().getTime();
      if (rest > this.#options.patience)
        throw new Later(host.asked ? 'url-busy' : 'url-resting', name, new Date(host.next));
      const free = follows && host.failures === 0 && !host.asked;
      if (rest > 0 && !free) await this.#options.wait(rest, signal);
      return done;
    } catch (error) {
      done();
      throw error;
    }
  }

  /** The host answered. */
  answered(name: string): void {
    const host = this.#host(name);
    host.failures = 0;
    this.#rest(host, host.gap, false);
  }

  /** The host failed: no answer, or one that says that it is broken. */
  failed(name: string): void {
    const host = this.#host(name);
    host.failures++;
    const gap = Math.max(host.gap, 1000);
    this.#rest(host, Math.min(gap * 2 ** Math.min(host.failures, 20), MAX_REST), false);
  }

  /** The host asks to be left alone. @param milliseconds how long; null where it does not say */
  asked(name: string, milliseconds: number | null): void {
    if (milliseconds === null) this.failed(name);
    else this.#rest(this.#host(name), Math.max(milliseconds, this.#host(name).gap), true);
  }

  /** The host's own wish for the time between two requests, in seconds. */
  slow(name: string, seconds: number): void {
    const host = this.#host(name);
    host.gap = Math.max(this.#options.gap, Math.min(seconds * 1000, MAX_DELAY));
  }

  #rest(host: Host, milliseconds: number, asked: boolean): void {
    host.next = this.#options.now().getTime() + milliseconds;
    host.asked = asked;
  }

  #host(name: string): Host {
    let host = this.#known.get(name);
    if (!host) {
      if (this.#known.size >= MAX_KNOWN) this.#forget();
      host = {
        line: Promise.resolve(),
        waiting: 0,
        next: 0,
        gap: this.#options.gap,
        failures: 0,
        asked: false,
      };
      this.#known.set(name, host);
    }
    return host;
  }

  /** Lets hosts go that nobody waits for and that may be asked again. */
  #forget(): void {
    const now = this.#options.now().getTime();
    for (const [name, host] of this.#known)
      if (host.waiting === 0 && host.next <= now) this.#known.delete(name);
  }
}
