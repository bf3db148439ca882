/** Everything that Onrecord says when something is wrong, in one place: what was read, what is wrong, what to do. */
const MESSAGES = {
  'page-empty': () => 'the page is empty: give a file or URL that holds an article',
  'page-binary': () =>
    'this is not a text or HTML page (it holds binary data): give the article as HTML or plain text',
  'page-too-large': (size: string, limit: string) =>
    `the page is ${size}, more than the limit of ${limit}: cut it or raise --max-bytes`,
  'page-no-article': () =>
    'no article found in the page: give the address of one article, not a list or a login page',
  'language-missing': (code: string, known: string) => `no language folder for "${code}": there are ${known}`,
  'input-missing': () => 'no such file or folder: check the path',
  'input-dangling': () => 'the link points to nothing: remove it, or restore the file it points to',
  'input-loop': () => 'this folder has been read already, a link leads back to it: left out',
  'input-special': () =>
    'this is a device, pipe or socket: give a file, a folder, a URL, or - for standard input',
  'input-unreadable': (reason: string) => `cannot be read (${reason}): check its permissions`,
  'input-no-pages': (kinds: string) => `the folder holds no pages: they are files named ${kinds}`,
  'input-gzip': () => 'the compressed data are damaged or cut short: get the file again',
  'line-not-json': () => 'this line is no JSON object: give one page a line, {"id": …, "html" or "text": …}',
  'line-no-page': () => 'the page has neither "html" nor "text" (a string): add one',
  'line-field': (name: string) => `"${name}" is no string: put it in quotation marks or leave it out`,
  'url-invalid': () =>
    'this is no address that can be fetched: give one that starts with https:// or http://',
  'url-scheme': (scheme: string) =>
    `${scheme} addresses are not fetched: give one that starts with https:// or http://`,
  'url-credentials': () =>
    'addresses with a user name or password are not fetched: save the page and read the file',
  'url-private': (host: string) =>
    `${host} is no public address, and only public ones are fetched: save the page and read the file`,
  'url-unresolved': (host: string) =>
    `no server is known by the name ${host}: check the address and the network`,
  'url-unreachable': (host: string, reason: string) =>
    `${host} cannot be reached (${reason}): try again later`,
  'url-timeout': (seconds: string) =>
    `no whole answer within ${seconds} s: try again later or raise --timeout`,
  'url-redirects': (limit: string) =>
    `more than ${limit} redirects: give the address where the article is in the end`,
  'url-status': (status: string) => `the server answered ${status}: open the address in a browser to see why`,
  'url-type': (type: string) =>
    `the address holds ${type}, not HTML or plain text: give the address of an article`,
  'out-folder': (path: string) => `${path} is a folder: give --out the name of a file`,
  'out-terminal': (format: string) =>
    `a terminal cannot show ${format}: give --out a file name, or send it on to another program`,
  'out-failed': (path: string, reason: string) =>
    `${path} cannot be written (${reason}): give --out another name`,
  unexpected: (reason: string) =>
    `unexpected error (${reason}): run again with ONRECORD_DEBUG=1 and report what it prints`,
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
