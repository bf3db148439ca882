/**
 * Does something with many things at once and gives what comes of each in their order, however long each takes. Things
 * are asked for no further ahead than they are worked on.
 * @param given the things; they may come slowly, what is done already is given meanwhile
 * @param most how many are worked on, or wait for their turn to be given, at the same time
 * @param work what is done with each; where it fails, the failure is thrown in its turn and ends all
 * @example for await (const record of inOrder(pages, 8, (page) => pool.read(page))) …
 */
export async function* inOrder<T, R>(
  given: AsyncIterable<T> | Iterable<T>,
  most: number,
  work: (one: T) => Promise<R>,
): AsyncGenerator<R> {
  const source = Symbol.asyncIterator in given ? given[Symbol.asyncIterator]() : given[Symbol.iterator]();
  const begun: Promise<R>[] = [];
  let asked: Promise<void> | null = null;
  let ended = false;
  const ask = async () => {
    try {
      const next = await source.next();
      if (next.done === true) ended = true;
      else push(work(next.value));
    } catch (error) {
      ended = true;
      push(Promise.reject(error as Error));
    }
  };
  const push = (one: Promise<R>) => {
    // It is thrown in its turn; till then nobody listens.
    one.catch(() => undefined);
    begun.push(one);
  };
  try {
    for (;;) {
      if (!ended && begun.length < most)
        asked ??= ask().then(() => {
          asked = null;
        });
      const [first] = begun;
      if (first === undefined && asked === null) return;
      const done = first?.then(
        () => true,
        () => true,
      );
      if ((await Promise.race([asked, done].filter((one) => one != null))) !== true) continue;
      void begun.shift();
      yield await (first as Promise<R>);
    }
  } finally {
    // A source that is being asked may never answer (standard input at rest): it is not waited for.
    const closing = Promise.resolve(source.return?.()).catch(() => undefined);
    if (asked === null) await closing;
  }
}
