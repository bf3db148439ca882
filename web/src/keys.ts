import { settings } from './settings.svelte.ts';

/** Commands by single keys, as long as nobody is typing and they are not turned off. */
export function onKeys(commands: Readonly<Record<string, () => void>>): () => void {
  const listen = (event: KeyboardEvent) => {
    if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented) return;
    const at = event.target;
    if (at instanceof HTMLElement && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName)))
      return;
    if (document.querySelector('dialog[open]')) return;
    // Letters may be turned off; arrows and Escape are no letters.
    if (event.key.length === 1 && !settings.keys) return;
    const command = commands[event.key];
    if (!command) return;
    event.preventDefault();
    command();
  };
  addEventListener('keydown', listen);
  return () => removeEventListener('keydown', listen);
}
