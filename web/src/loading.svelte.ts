import { Problem } from './api.ts';

/** Something that is being loaded: the value, or what went wrong. The last value stays while a new one comes. */
export class Loading<T> {
  value = $state.raw<T | null>(null);
  problem = $state.raw<Problem | null>(null);
  busy = $state(true);
  #load: ((signal: AbortSignal) => Promise<T>) | null = null;
  #under: AbortController | null = null;

  /** Loads; what was under way is given up. */
  run(load: (signal: AbortSignal) => Promise<T>): () => void {
    this.#load = load;
    this.#under?.abort();
    const under = new AbortController();
    this.#under = under;
    this.busy = true;
    load(under.signal).then(
      (value) => {
        if (under.signal.aborted) return;
        this.value = value;
        this.problem = null;
        this.busy = false;
      },
      (error: unknown) => {
        if (under.signal.aborted) return;
        this.value = null;
        this.problem =
          error instanceof Problem ? error : new Problem(0, 'Something went wrong on this screen.');
        this.busy = false;
        if (!(error instanceof Problem)) console.error(error);
      },
    );
    return () => under.abort();
  }

  /** Loads the same again. */
  again() {
    if (this.#load) this.run(this.#load);
  }
}
