/** Places in the memory that both sides see. */
const INSIDE = 0;
const SHUT = 1;
/** Milliseconds between two looks at whether a thread is out. */
const LOOK = 10;

/**
 * Keeps a thread from being ended inside the model: its library would throw into a thread that is going, and take the
 * process with it. The thread goes in through {@link around}; whoever is to end it waits for {@link shut}.
 */
export class ModelGate {
  readonly #state: Int32Array;

  /** @param memory what the other side's gate has; new unless given */
  constructor(readonly memory: SharedArrayBuffer = new SharedArrayBuffer(8)) {
    this.#state = new Int32Array(memory);
  }

  /**
   * Does work inside the model. Once the gate is shut it never begins, and never settles: the thread is about to end.
   * @example await gate.around(() => session.run(feeds))
   */
  async around<T>(work: () => Promise<T>): Promise<T> {
    Atomics.add(this.#state, INSIDE, 1);
    try {
      // Looked at after going in, as the other side looks whether anyone is inside after shutting: one sees the other.
      if (Atomics.load(this.#state, SHUT) === 0) return await work();
    } finally {
      Atomics.sub(this.#state, INSIDE, 1);
    }
    return await new Promise<never>(() => undefined);
  }

  /** Lets nothing in any more. @returns when nothing is inside */
  async shut(): Promise<void> {
    Atomics.store(this.#state, SHUT, 1);
    while (Atomics.load(this.#state, INSIDE) > 0) await new Promise((go) => setTimeout(go, LOOK));
  }

  /** Nobody is inside any more: the thread is gone. */
  left(): void {
    Atomics.store(this.#state, INSIDE, 0);
  }
}
