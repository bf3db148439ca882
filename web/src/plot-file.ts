/** A drawing as a file of its own: the colours of the screen are written into it, on a plain ground. */
function svgText(drawn: SVGSVGElement): string {
  const copy = drawn.cloneNode(true) as SVGSVGElement;
  const style = getComputedStyle(drawn);
  const ground = getComputedStyle(document.body).backgroundColor;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('font-family', 'sans-serif');
  copy.setAttribute('font-size', '12');
  copy.setAttribute('color', style.color);
  const box = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  box.setAttribute('width', '100%');
  box.setAttribute('height', '100%');
  box.setAttribute('fill', ground);
  copy.prepend(box);
  return resolved(new XMLSerializer().serializeToString(copy));
}

/** `var(--name)` as the value that it has now: a file has no style sheet. */
function resolved(text: string): string {
  const root = getComputedStyle(document.documentElement);
  return text.replace(/var\((--[\w-]+)\)/g, (_, name: string) => root.getPropertyValue(name).trim());
}

/** A drawing as SVG or PNG, twice as fine as on screen, into the browser's downloads. */
export function saveDrawing(drawn: SVGSVGElement, name: string, kind: 'svg' | 'png'): void {
  const blob = new Blob([svgText(drawn)], { type: 'image/svg+xml' });
  if (kind === 'svg') {
    saveAs(`${name}.svg`, blob);
    return;
  }
  const { width, height } = drawn.getBoundingClientRect();
  const address = URL.createObjectURL(blob);
  const picture = new Image();
  picture.onload = () => {
    const canvas = document.createElement('canvas');
    canvas.width = width * 2;
    canvas.height = height * 2;
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((made) => {
      if (made) saveAs(`${name}.png`, made);
    });
    URL.revokeObjectURL(address);
  };
  picture.src = address;
}

/** Gives a file to the browser's downloads. */
function saveAs(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
