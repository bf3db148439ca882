import { describe, expect, it } from 'vitest';
import { Hosts, Later } from '../../src/intake/hosts.js';
import { proxyFor } from '../../src/intake/proxy.js';
import { retryAfter } from '../../src/intake/retry-after.js';

/** Hosts in a time that passes only by waiting. */
function hostsAt() {
  let time = 0;
  const hosts = new Hosts({
    gap: 1000,
    patience: 30_000,
    now: () => new Date(time),
    wait: (milliseconds) => {
      time += milliseconds;
      return Promise.resolve();
    },
  });
  return {
    hosts,
    /** Takes a turn, and gives the time at which it came. */
    async turn(after: 'answered' | 'failed' | (() => void), name = 'a.example') {
      const done = await hosts.turn(name);
      if (typeof after === 'function') after();
      else hosts[after](name);
      done();
      return time;
    },
    pass: (milliseconds: number) => (time += milliseconds),
  };
}

describe('a host', () => {
  it('is asked once a second', async () => {
    const { turn } = hostsAt();
    expect([await turn('answered'), await turn('answered'), await turn('answered')]).toEqual([0, 1000, 2000]);
  });

  it('waits for no other host', async () => {
    const { turn } = hostsAt();
    expect([await turn('answered'), await turn('answered', 'b.example')]).toEqual([0, 0]);
  });

  it('is left alone twice as long each time it fails, and forgiven when it answers', async () => {
    const { turn } = hostsAt();
    const times = [];
    for (const after of ['failed', 'failed', 'failed', 'answered', 'answered'] as const)
      times.push(await turn(after));
    expect(times).toEqual([0, 2000, 6000, 14_000, 15_000]);
  });

  it('that goes on failing is given up at once until its rest is over', async () => {
    const { turn, pass } = hostsAt();
    for (let at = 0; at < 5; at++) await turn('failed');
    await expect(turn('answered')).rejects.toThrow('failed several times and is not asked again before');
    pass(10 * 60_000);
    await turn('answered');
  });

  it('is left alone as long as it asks', async () => {
    const { hosts, turn } = hostsAt();
    await turn(() => hosts.asked('a.example', 5000));
    expect(await turn(() => hosts.asked('a.example', 3_600_000))).toBe(5000);
    const refused = await turn('answered').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Later);
    expect((refused as Later).until).toEqual(new Date(3_605_000));
  });

  it('takes one at a time', async () => {
    const { hosts } = hostsAt();
    const first = await hosts.turn('a.example');
    let second = false;
    const later = hosts.turn('a.example').then((done) => {
      second = true;
      done();
    });
    await Promise.resolve();
    expect(second).toBe(false);
    first();
    await later;
    expect(second).toBe(true);
  });

  it('may ask for more time between two requests, up to half a minute', async () => {
    const { hosts, turn } = hostsAt();
    hosts.slow('a.example', 7);
    expect([await turn('answered'), await turn('answered')]).toEqual([0, 7000]);
    hosts.slow('a.example', 86_400);
    await turn('answered');
    expect(await turn('answered')).toBe(44_000);
  });
});

describe('retryAfter', () => {
  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['Thu, 01 Jan 1970 00:01:00 GMT', 60_000],
    ['Wed, 31 Dec 1969 23:00:00 GMT', 0],
    ['soon', null],
    ['-5', null],
    ['', null],
    [null, null],
  ])('%s', (header, milliseconds) => {
    expect(retryAfter(header, new Date(0))).toBe(milliseconds);
  });
});

describe('proxyFor', () => {
  const proxies = {
    HTTP_PROXY: 'http://one.example:3128',
    https_proxy: 'two.example:8080',
    NO_PROXY: 'quiet.example, .inside.example:443 [::1]',
  };
  it.each([
    ['http://n.example/', 'one.example:3128'],
    ['https://n.example/', 'two.example:8080'],
    ['https://quiet.example/', undefined],
    ['https://very.quiet.example/', undefined],
    ['https://unquiet.example/', 'two.example:8080'],
    ['https://a.inside.example/', undefined],
    ['https://a.inside.example:8443/', 'two.example:8080'],
    ['http://[::1]/', undefined],
  ])('%s goes through %s', (url, proxy) => {
    expect(proxyFor(new URL(url), proxies)?.host).toBe(proxy);
  });

  it('knows ALL_PROXY and NO_PROXY=*', () => {
    expect(proxyFor(new URL('https://n.example/'), { ALL_PROXY: 'http://p.example' })?.host).toBe(
      'p.example',
    );
    expect(proxyFor(new URL('https://n.example/'), { ALL_PROXY: 'http://p.example', no_proxy: '*' })).toBe(
      null,
    );
    expect(proxyFor(new URL('https://n.example/'), {})).toBe(null);
  });

  it('takes no proxy from a visitor of a web server', () => {
    expect(
      proxyFor(new URL('http://n.example/'), { HTTP_PROXY: 'http://evil.example', REQUEST_METHOD: 'GET' }),
    ).toBe(null);
  });
});
