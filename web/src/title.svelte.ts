/** The title of the window: what is shown, then whose it is. */
class Title {
  /** Called by a screen as it is made; follows what the text depends on. */
  use(text: () => string) {
    $effect(() => {
      const shown = text();
      document.title = shown === '' ? 'Onrecord' : `${shown} – Onrecord`;
    });
  }
}

export const title = new Title();
