/** What this browser remembers for its user. Nothing of it is sent but the name, with a correction. */

type Theme = 'system' | 'light' | 'dark';

const read = (name: string) => {
  try {
    return localStorage.getItem(`onrecord.${name}`);
  } catch {
    return null;
  }
};
const write = (name: string, value: string) => {
  try {
    localStorage.setItem(`onrecord.${name}`, value);
  } catch {
    // A browser that keeps nothing for this site: the setting holds until it is closed.
  }
};

/** Whether the system prefers dark colours. */
const systemDark = matchMedia('(prefers-color-scheme: dark)');

class Settings {
  #theme = $state<Theme>((read('theme') as Theme | null) ?? 'system');
  #author = $state(read('author') ?? '');
  #keys = $state(read('keys') !== 'off');

  constructor() {
    this.#show();
    systemDark.addEventListener('change', () => this.#show());
  }

  get theme() {
    return this.#theme;
  }
  set theme(theme: Theme) {
    this.#theme = theme;
    write('theme', theme);
    this.#show();
  }

  /** Who makes corrections here. */
  get author() {
    return this.#author;
  }
  set author(author: string) {
    this.#author = author;
    write('author', author);
  }

  /** Whether single letters are commands (WCAG 2.1.4: they can be turned off). */
  get keys() {
    return this.#keys;
  }
  set keys(on: boolean) {
    this.#keys = on;
    write('keys', on ? 'on' : 'off');
  }

  #show() {
    const system = systemDark.matches ? 'dark' : 'light';
    document.documentElement.setAttribute('data-theme', this.#theme === 'system' ? system : this.#theme);
  }
}

export const settings = new Settings();
