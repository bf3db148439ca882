import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ModelGate } from '../src/model-gate.js';

/** The two sides of a gate. */
const sides = () => {
  const outside = new ModelGate();
  return { outside, thread: new ModelGate(outside.memory) };
};

describe('the gate of the model', () => {
  it('is shut once nobody is inside', async () => {
    const { outside, thread } = sides();
    let leave = () => {};
    const inside = thread.around(() => new Promise<void>((go) => (leave = go)));
    let shut = false;
    const shutting = outside.shut().then(() => (shut = true));
    await pause(50);
    expect(shut).toBe(false);
    leave();
    await Promise.all([inside, shutting]);
  });

  it('lets nobody in that comes after it was shut', async () => {
    const { outside, thread } = sides();
    await outside.shut();
    let began = false;
    void thread.around(async () => void (began = true));
    await pause(20);
    expect(began).toBe(false);
  });

  it('lets out who fails, and does not wait for a thread that is gone', async () => {
    const { outside, thread } = sides();
    await expect(thread.around(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    void thread.around(() => new Promise(() => undefined));
    outside.left();
    await outside.shut();
  });
});
