import { describe, expect, it } from 'vitest';
import { allowed, robotsFor } from '../../src/intake/robots.js';

const may = (file: string, path: string) => allowed(robotsFor(file, 'onrecord'), path);

describe('robots.txt (RFC 9309)', () => {
  it.each([
    ['nothing forbids nothing', '', '/a', true],
    ['rules for everybody hold', 'User-agent: *\nDisallow: /a', '/a/b', false],
    ['rules for others do not', 'User-agent: other\nDisallow: /', '/a', true],
    [
      'a group of one’s own comes before the one for everybody',
      'User-agent: *\nDisallow: /\n\nUser-agent: Onrecord\nDisallow: /b',
      '/a',
      true,
    ],
    [
      'also when it forbids nothing',
      'User-agent: *\nDisallow: /\n\nUser-agent: onrecord\nDisallow:',
      '/a',
      true,
    ],
    ['several names share a group', 'User-agent: other\nUser-agent: onrecord\nDisallow: /a', '/a', false],
    [
      'groups of one name are joined',
      'User-agent: onrecord\nDisallow: /a\n\nUser-agent: x\nDisallow: /b\n\nUser-agent: onrecord\nDisallow: /c',
      '/c',
      false,
    ],
    ['a version after the name counts for nothing', 'User-agent: onrecord/0.1\nDisallow: /', '/a', false],
    ['a longer name is another’s', 'User-agent: onrecorder\nDisallow: /', '/a', true],
    ['the longest rule decides', 'User-agent: *\nDisallow: /a\nAllow: /a/b', '/a/b/c', true],
    ['and of two as long the one that allows', 'User-agent: *\nDisallow: /a\nAllow: /a', '/a', true],
    ['stars stand for anything', 'User-agent: *\nDisallow: /*/print', '/2026/03/print.html', false],
    ['a dollar is the end', 'User-agent: *\nDisallow: /*.pdf$', '/a.pdf?x', true],
    ['and nothing before it', 'User-agent: *\nDisallow: /*.pdf$', '/a.pdf', false],
    ['a star and the end do not share letters', 'User-agent: *\nDisallow: /ab*ba$', '/aba', true],
    ['the query counts', 'User-agent: *\nDisallow: /*?page=', '/list?page=2', false],
    [
      'letters encoded or not are the same',
      'User-agent: *\nDisallow: /~joe/café',
      '/%7Ejoe/caf%c3%a9',
      false,
    ],
    ['an encoded slash is none', 'User-agent: *\nDisallow: /a/b', '/a%2Fb', true],
    [
      'comments, spaces and capitals are passed over',
      '\ufeff # x\r\nUSER-AGENT : *# all\rDisallow :/a # x',
      '/a',
      false,
    ],
    ['other lines end no group', 'User-agent: *\nSitemap: https://n.example/s\nDisallow: /a', '/a', false],
    ['rules of nobody bind nobody', 'Disallow: /', '/a', true],
    ['a slash left out is meant', 'User-agent: *\nDisallow: a', '/a', false],
    ['the file itself may always be read', 'User-agent: *\nDisallow: /', '/robots.txt', true],
    ['a page in its place forbids nothing', '<!doctype html><title>Hello</title>', '/a', true],
  ])('%s', (_, file, path, answer) => {
    expect(may(file, path)).toBe(answer);
  });

  it('says how slow a site wants to be read', () => {
    expect(robotsFor('User-agent: *\nCrawl-delay: 2.5', 'onrecord').delay).toBe(2.5);
    expect(robotsFor('User-agent: *\nCrawl-delay: soon', 'onrecord').delay).toBe(null);
  });

  it('is quick with rules made to be slow', () => {
    const started = performance.now();
    may(`User-agent: *\n${`Disallow: /${'*a'.repeat(1000)}b\n`.repeat(200)}`, `/${'a'.repeat(5000)}`);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
