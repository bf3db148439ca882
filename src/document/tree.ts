import { parseHTML } from 'linkedom';

/** What the modules here need of a DOM node; linkedom gives it without a browser. */
export interface TreeNode {
  /** 1 element, 3 text. */
  readonly nodeType: number;
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly firstChild: TreeNode | null;
  readonly nextSibling: TreeNode | null;
  readonly parentNode: TreeNode | null;
}

/** An element of the tree. */
export interface TreeElement extends TreeNode {
  readonly localName: string;
  readonly textContent: string;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  setAttribute(name: string, value: string): void;
  remove(): void;
}

/** A page's tree. No script in it runs and nothing is fetched. */
export interface Tree {
  readonly body: TreeElement;
}

/**
 * Builds the tree of HTML that {@link readMarkup} has laid out.
 * @example treeOf('<!doctype html><html><body><p>Hello</p></body></html>').body.textContent // 'Hello'
 */
export function treeOf(html: string): Tree {
  return (parseHTML(html) as unknown as { document: Tree }).document;
}

/** The element that a node is, or null. */
export function elementOf(node: TreeNode): TreeElement | null {
  return node.nodeType === 1 ? (node as TreeElement) : null;
}

/**
 * Visits a subtree in the order of the text, without recursion.
 * @param enter called for every node; false leaves its children out
 * @param leave called for every element after its children
 */
export function walk(
  root: TreeNode,
  enter: (node: TreeNode) => boolean,
  leave: (element: TreeElement) => void = () => undefined,
): void {
  let node: TreeNode = root;
  for (;;) {
    const inside = enter(node);
    const child = inside ? node.firstChild : null;
    if (child) {
      node = child;
      continue;
    }
    for (;;) {
      const element = elementOf(node);
      if (element) leave(element);
      if (node === root) return;
      const next = node.nextSibling;
      if (next) {
        node = next;
        break;
      }
      const parent = node.parentNode;
      if (!parent) return;
      node = parent;
    }
  }
}
