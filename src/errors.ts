/** Everything that Onrecord says when something is wrong, in one place: what was read, what is wrong, what to do. */
const MESSAGES = {
  'page-empty': () => 'the page is empty: give a file or URL that holds an article',
  'page-binary': () => 'this is not a text or HTML page (it holds binary data): give the article as HTML or plain text',
  'page-too-large': (size: string, limit: string) =>
    `the page is ${size}, more than the limit of ${limit}: cut it or raise --max-bytes`,
  'page-no-article': () => 'no article found in the page: give the address of one article, not a list or a login page',
  'language-missing': (code: string, known: string) => `no language folder for "${code}": there are ${known}`,
  'model-missing': (path: string) => `the model file ${path} is missing: reinstall the package (npm ci)`,
} as const;

export type ErrorCode = keyof typeof MESSAGES;

/**
 * An error that a user can act on. `code` is stable; `message` is one line.
 * @example throw new OnrecordError('page-empty')
 */
export class OnrecordError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, ...detail: string[]) {
    super((MESSAGES[code] as (...detail: string[]) => string)(...detail));
    this.name = 'OnrecordError';
    this.code = code;
  }
}
