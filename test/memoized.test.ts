import { expect, it, vi } from 'vitest';
import { memoized } from '../src/memoized.js';

it('works an answer out once, be it nothing', () => {
  const answer = vi.fn((key: string) => key.length);
  const known = memoized(10, answer);
  expect(['word', 'word', '', ''].map(known)).toEqual([4, 4, 0, 0]);
  expect(answer).toHaveBeenCalledTimes(2);
});

it('keeps no more answers than it is allowed to, and goes on answering', () => {
  const answer = vi.fn((key: string) => key.toUpperCase());
  const known = memoized(2, answer);
  const keys = ['a', 'b', 'c', 'a', 'c'];
  expect(keys.map(known)).toEqual(['A', 'B', 'C', 'A', 'C']);
  expect(answer.mock.calls.flat()).toEqual(['a', 'b', 'c', 'a']);
});

it('keeps nothing of an answer that failed', () => {
  let fails = true;
  const known = memoized(2, (key) => {
    if (fails) throw new Error('not yet');
    return key;
  });
  expect(() => known('a')).toThrow('not yet');
  fails = false;
  expect(known('a')).toBe('a');
});
