import type { About } from './api.ts';

/** What the server is and allows; null until it has answered. */
class Server {
  about = $state.raw<About | null>(null);
  set(about: About) {
    this.about = about;
  }
  /** Whether things can be added and corrected here. */
  get canChange() {
    return this.about !== null && !this.about.readOnly;
  }
}

export const server = new Server();
