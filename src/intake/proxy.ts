/** Environment variables, as a process has them. */
export type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that an address goes through by the usual variables: `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`,
 * lower case first, as curl reads them.
 * @param url the address
 * @param env the variables
 * @returns the proxy's address, or null for a direct connection
 * @example proxyFor(new URL('https://kpa.example/'), { HTTPS_PROXY: 'http://proxy.example:3128' })?.host
 */
export function proxyFor(url: URL, env: Variables): URL | null {
  if (exempt(url, variable(env, 'no_proxy') ?? '')) return null;
  const scheme = url.protocol.slice(0, -1);
  // On a web server HTTP_PROXY is a visitor's Proxy header (httpoxy): only the lower-case name is safe there.
  const own =
    scheme === 'http' && env.REQUEST_METHOD !== undefined ? env.http_proxy : variable(env, `${scheme}_proxy`);
  const given = (own ?? variable(env, 'all_proxy'))?.trim();
  if (given === undefined || given === '') return null;
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : `http://${given}`;
  return URL.canParse(address) ? new URL(address) : null;
}

function variable(env: Variables, name: string): string | undefined {
  return env[name] ?? env[name.toUpperCase()];
}

/** Whether NO_PROXY names the host: `*`, a name with everything under it, or one with its port. */
function exempt(url: URL, list: string): boolean {
  const host = url.hostname.toLowerCase().replace(/^\[|\]$/g, '');
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return list.split(/[\s,]+/).some((given) => {
    if (given === '*') return true;
    const [, name = '', at] = /^(.+?)(?::(\d+))?$/.exec(given.toLowerCase()) ?? [];
    if (name === '' || (at !== undefined && at !== port)) return false;
    const plain = name.replace(/^\*?\./, '').replace(/^\[|\]$/g, '');
    return host === plain || host.endsWith(`.${plain}`);
  });
}
