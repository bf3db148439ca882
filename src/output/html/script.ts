/**
 * The script of the HTML sheet, allowed by its hash. Pointing at any piece of a statement, or reaching it with the Tab key,
 * lights its source, cue, words and entry; a click keeps it lit, Escape lets go. Without it the links still lead there.
 */
export const SCRIPT = `
(() => {
  let kept = '';
  const light = (names) => {
    for (const el of document.querySelectorAll('.on')) el.classList.remove('on');
    for (const name of names.split(' ')) if (name)
      for (const el of document.querySelectorAll('[data-s~="' + name + '"]')) el.classList.add('on');
  };
  const of = (event) => (event.target.closest && event.target.closest('[data-s]') || { dataset: {} }).dataset.s || '';
  for (const kind of ['pointerover', 'focusin']) document.addEventListener(kind, (event) => light(of(event) || kept));
  document.addEventListener('click', (event) => { kept = of(event); light(kept); });
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape') { kept = ''; light(''); } });
})();
`;
