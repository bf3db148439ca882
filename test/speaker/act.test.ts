import { describe, expect, it } from 'vitest';
import type { Act } from '../../src/record.js';
import { actOf } from '../../src/speaker/act.js';
import { english } from './page.js';

const act = (cue: string, content: string, aimed = true) => actOf(cue, content, aimed, english);

describe('the act is told by the cue', () => {
  it.each<[string, Act]>([
    ['said', 'state'],
    ['insisted', 'claim'],
    ['has announced', 'announce'],
    ['acknowledged', 'confirm'],
    ['denied', 'deny'],
    ['accused', 'accuse'],
    ['lashed out', 'criticize'],
    ['warned', 'warn'],
    ['threatened', 'threaten'],
    ['vowed', 'promise'],
    ['called for', 'urge'],
    ['praised', 'support'],
    ['refused', 'reject'],
    ['wondered', 'ask'],
    ['predicted', 'predict'],
    ['believes', 'believe'],
    ['hopes', 'want'],
    ['apologized', 'apologize'],
  ])('%s: %s', (cue, expected) => {
    expect(act(cue, 'something about the bridge')).toBe(expected);
  });

  it('turns round when the cue is negated', () => {
    expect(act('did not confirm', 'the date')).toBe('deny');
  });

  it('asks for an action where “to” follows', () => {
    expect(act('asked', 'to leave the hall')).toBe('urge');
    expect(act('asked', 'whether the hall was open')).toBe('ask');
  });
});

describe('a plain “said” does what its words do', () => {
  it.each<[string, Act]>([
    ['“The bridge was built in 1950.”', 'state'],
    ['“Why was the bridge closed?”', 'ask'],
    ['“The mayor lied about the bridge.”', 'accuse'],
    ['“The mayor is a disgrace.”', 'criticize'],
    ['“We are alarmed by the cracks.”', 'warn'],
    ['“We reject the plan.”', 'reject'],
    ['“The council must close the bridge.”', 'urge'],
    ['“We will rebuild the bridge.”', 'promise'],
    ['“We welcome the plan.”', 'support'],
    ['“I am sorry.”', 'apologize'],
    ['“That is simply not true.”', 'deny'],
    ['he opposes the plan', 'reject'],
    ['that she hopes the bridge will hold', 'want'],
  ])('%s: %s', (content, expected) => {
    expect(act('said', content)).toBe(expected);
  });
});
