/** Everything that Onrecord says when something is wrong, in one place: what was read, what is wrong, what to do. */
const MESSAGES = {
  'page-empty': () => 'the page is empty: give a file or URL that holds an article',
  'page-binary': () =>
    'this is not a text or HTML page (it holds binary data): give the article as HTML or plain text',
  'page-too-large': (size: string, limit: string) =>
    `the page is ${size}, more than the limit of ${limit}: cut it or raise --max-bytes`,
  'page-no-article': () =>
    'no article found in the page: give the address of one article, not a list or a login page',
  'page-killed': (reason: string) =>
    `the page ended what read it (${reason}): left out, report the page if it is an article`,
  'language-missing': (code: string, known: string) => `no language folder for "${code}": there are ${known}`,
  'input-missing': () => 'no such file or folder: check the path',
  'input-dangling': () => 'the link points to nothing: remove it, or restore the file it points to',
  'input-loop': () => 'this folder has been read already, a link leads back to it: left out',
  'input-special': () =>
    'this is a device, pipe or socket: give a file, a folder, a URL, or - for standard input',
  'input-unreadable': (reason: string) => `cannot be read (${reason}): check its permissions`,
  'input-no-pages': (kinds: string) => `the folder holds no pages: they are files named ${kinds}`,
  'input-gzip': () => 'the compressed data are damaged or cut short: get the file again',
  'archive-gzip': () => 'the compressed data here are damaged or cut short: left out, get the archive again',
  'archive-record': () => 'no WARC record starts here: left out up to the next one, get the archive again',
  'archive-length': (size: string) =>
    `the record says that it has ${size}, and it has not: left out, get the archive again`,
  'archive-cut': (size: string) =>
    `the archive ends inside this record of ${size}: left out, get the archive again`,
  'archive-http': () => 'the record holds no HTTP answer: left out, nothing to be done',
  'archive-body': (encoding: string) =>
    `the page is said to be ${encoding} data and cannot be undone: left out, capture it again`,
  'archive-no-pages': () =>
    'the archive holds no pages: they are answers of status 2xx with HTML or plain text',
  'archive-zip': (reason: string) => `the archive is no zip file that can be read (${reason}): get it again`,
  'archive-seek': () => 'a WACZ archive cannot be read from a pipe: give the file',
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
  'url-busy': (host: string, until: string) =>
    `${host} asks to be left alone until ${until} UTC: try again then`,
  'url-resting': (host: string, until: string) =>
    `${host} failed several times and is not asked again before ${until} UTC: try again then`,
  'url-robots': (host: string) =>
    `${host} asks programs not to read this address (robots.txt): save the page from a browser and read the file`,
  'url-robots-unknown': (host: string) =>
    `${host} cannot say what may be read (its robots.txt fails): try again later`,
  'url-proxy': (scheme: string) =>
    `proxies of the kind ${scheme} are not supported: give HTTP_PROXY and HTTPS_PROXY an http:// address`,
  'url-type': (type: string) =>
    `the address holds ${type}, not HTML or plain text: give the address of an article`,
  'feed-folder': () => 'this is a folder: give the files in it, onrecord feed FOLDER/*',
  'feed-empty': () => 'there is nothing in it: give the address or file of a feed',
  'feed-none': () =>
    'this is no feed: give RSS, Atom, JSON Feed, a sitemap, OPML or a list of addresses, one a line',
  'feed-page': (named: string) =>
    named === ''
      ? 'this is a web page, not a feed, and it names none: look for the address of its RSS or Atom feed'
      : `this is a web page, not a feed: it names the feed ${named}`,
  'feed-damaged': (reason: string) => `the feed cannot be read (${reason}): tell whoever publishes it`,
  'feed-cut': () => 'the feed is cut short: get it again',
  'watch-nothing': () =>
    'the ledger follows no feed yet: give the address of one, or a list of them (OPML, or one address a line)',
  'watch-file': () =>
    'this file is a feed, and a file never changes by itself: give the address that it came from, or a list of addresses',
  'queue-no-server': (where: string) =>
    `the queue needs a ledger on PostgreSQL, and ${where} is a folder: give --ledger postgres://…`,
  'file-unreadable': (path: string) =>
    `${path} cannot be read: check that there is such a file, and its permissions`,
  'out-folder': (path: string) => `${path} is a folder: give the name of a file`,
  'out-terminal': (format: string) =>
    `a terminal cannot show ${format}: give --out a file name, or send it on to another program`,
  'out-failed': (path: string, reason: string) => `${path} cannot be written (${reason}): give another name`,
  'ledger-locked': (folder: string, pid: string) =>
    `the ledger ${folder} is open in another program (process ${pid}): end that first, or use PostgreSQL for several at once; if no such program runs, delete the file "lock" in the folder`,
  'ledger-missing': (where: string) =>
    `there is no ledger at ${where}: make one with onrecord add, or check --ledger`,
  'ledger-not-ours': (folder: string) =>
    `${folder} holds something else than a ledger: give --ledger an empty or new folder`,
  'ledger-folder': (folder: string, reason: string) =>
    `the ledger ${folder} cannot be opened for writing (${reason}): check the folder's permissions`,
  'ledger-full': (where: string) =>
    `the disk of the ledger ${where} is full: make room and run again, what was added is kept`,
  'ledger-damaged': (where: string, reason: string) =>
    `the ledger ${where} cannot be opened (${reason}): restore it from a backup`,
  'ledger-newer': (where: string, step: string, version: string) =>
    `the ledger ${where} was made by a newer version (it has "${step}", this is onrecord ${version}): update onrecord`,
  'ledger-address': () => 'this is no address of a database: give postgres://user@host/database',
  'ledger-unreachable': (where: string, reason: string) =>
    `the database ${where} cannot be reached (${reason}): check the address and that it runs`,
  'ledger-lost': (where: string, reason: string) =>
    `the connection to ${where} was lost (${reason}): run again, what was added is kept`,
  'ledger-old-server': (version: string) => `the database is PostgreSQL ${version}: 15 or later is needed`,
  'ledger-read-only': (where: string) =>
    `the database ${where} only lets read: give an address that can write`,
  'ledger-not-allowed': (where: string, reason: string) =>
    `the database ${where} does not let this user do that (${reason}): ask who runs it`,
  'ledger-no-id': (id: string) => `nothing in the ledger has the id ${id}: onrecord search shows ids`,
  'ledger-many-ids': (id: string, found: string) =>
    `${id} may be short for several ids (${found}): give more of it`,
  'ledger-wrong-id': (id: string, wanted: string) =>
    `${id} is no id of a ${wanted}: onrecord search shows ids`,
  'ledger-no-version': (document: string, version: string, last: string) =>
    `${document} has no version ${version}: it has 1 to ${last}`,
  'ledger-not-empty': (where: string) => `the ledger ${where} is not empty: give a new one`,
  'ledger-cursor': () => 'this cursor is none that a list gave: start without one',
  'ledger-undone': (id: string) => `the correction ${id} is undone already`,
  'search-days': (from: string, to: string) =>
    `the first day (${from}) is after the last (${to}): nothing can be said then, give the earlier one first`,
  'correction-author': () => 'nobody is named as author: give --author, or set ONRECORD_AUTHOR',
  'correction-speaker': () =>
    'the speaker has no name: give one, or say that the page does not tell (--no-speaker)',
  'correction-empty': () => 'the correction changes nothing: say what is so, for instance --act deny',
  'correction-span': (length: string) =>
    `the content's offsets are not in the text: start < end, at most ${length}, in order`,
  'evidence-mismatch': () => 'the bytes are not those that the record was read from: their SHA-256 differs',
  'backup-damaged': (reason: string) => `the backup is damaged (${reason}): use another copy`,
  'backup-newer': (version: string) =>
    `the backup was made by a newer onrecord (${version}): update onrecord`,
  'rules-invalid': (path: string, line: string, reason: string) => `line ${line} of ${path}: ${reason}`,
  'port-taken': (port: string) =>
    `port ${port} is taken by another program: stop it, or give another with --port`,
  'port-refused': (what: string) =>
    `the system does not let this program listen on ${what}: give another with --host or --port`,
  'host-open': (host: string) =>
    `${host} can be reached from other machines: give --token or --password, or --read-only with --public`,
  'public-writable': () =>
    '--public lets anyone in: give --read-only with it, so that nobody can change anything',
  'secret-short': () => 'the token or password is too easy to guess: give at least 8 characters',
  'screens-missing': (path: string) => `the built screens are missing from ${path}: run npm run build`,
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
  /** What the message names, as it was given. */
  readonly detail: readonly string[];

  constructor(code: ErrorCode, ...detail: string[]) {
    super((MESSAGES[code] as (...detail: string[]) => string)(...detail));
    this.name = 'OnrecordError';
    this.code = code;
    this.detail = detail;
  }
}
