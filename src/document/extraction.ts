import { Readability } from '@mozilla/readability';
import type { Tree, TreeElement } from './tree.js';

/** Pages with more elements are read without Readability, whose cost grows faster than the page. */
const MOST_ELEMENTS = 30_000;

/**
 * The element that holds a page's article, as Mozilla's Readability finds it; null where it finds none.
 * The tree is changed: take what else is wanted of it before.
 * @param elements how many elements the tree has
 * @see https://github.com/mozilla/readability
 */
export function articleElement(tree: Tree, elements: number): TreeElement | null {
  if (elements > MOST_ELEMENTS) return null;
  let found: TreeElement | null = null;
  try {
    new Readability<string>(tree as unknown as ConstructorParameters<typeof Readability>[0], {
      keepClasses: true,
      disableJSONLD: true,
      serializer: (node) => {
        found = node as unknown as TreeElement;
        return '';
      },
    }).parse();
  } catch {
    // A page that Readability trips over is read without it.
    return null;
  }
  return found;
}
