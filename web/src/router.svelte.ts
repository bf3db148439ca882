import { tick } from 'svelte';

/** The address of the view that is shown. Every view has one; sending it to somebody shows them the same. */
class Router {
  path = $state(location.pathname);
  query = $state.raw(new URLSearchParams(location.search));
  /** Counts moves to another view, so that the focus can follow. */
  moves = $state(0);

  constructor() {
    addEventListener('popstate', () => this.#take(true));
    document.addEventListener('click', (event) => this.#click(event));
  }

  #take(moved: boolean) {
    this.path = location.pathname;
    this.query = new URLSearchParams(location.search);
    if (moved) this.moves++;
  }

  /** Goes to another view. */
  go(to: string) {
    history.pushState(null, '', to);
    this.#take(true);
    void tick().then(() => scrollTo(0, 0));
  }

  /** Changes the query of this view, without a step back for each letter typed. */
  set(query: string, { step = false }: { step?: boolean } = {}) {
    const to = location.pathname + query;
    if (step) history.pushState(null, '', to);
    else history.replaceState(null, '', to);
    this.#take(false);
  }

  /** Links within the screens change the view without loading everything anew. */
  #click(event: MouseEvent) {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!(link instanceof HTMLAnchorElement) || link.origin !== location.origin) return;
    if (link.hasAttribute('download') || link.target !== '' || link.pathname.startsWith('/api/')) return;
    event.preventDefault();
    if (link.pathname === location.pathname && link.search === location.search && link.hash !== '') {
      document.getElementById(link.hash.slice(1))?.focus();
      return;
    }
    this.go(link.pathname + link.search);
  }
}

export const router = new Router();
