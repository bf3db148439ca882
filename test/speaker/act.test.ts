import { describe, expect, it } from 'vitest';
import type { Act } from '../../src/record.js';
import { actOf, ruledAct } from '../../src/speaker/act.js';
import { english } from './page.js';

const act = (cue: string, content: string, aimed = true) => actOf({ cue, content, aimed }, english);

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
    expect(act('told', 'that the town had to wait')).toBe('state');
    expect(act('challenged', 'him to read the plan')).toBe('urge');
  });

  it('takes the writing that was put out for no act', () => {
    expect(act('issued a statement saying', 'the bridge is open')).toBe('state');
    expect(act('released a letter accusing', 'the mayor of theft')).toBe('accuse');
    expect(act('released', 'the plan')).toBe('announce');
  });
});

describe('a plain “said” does what its words do', () => {
  it.each<[string, Act]>([
    ['“The bridge was built in 1950.”', 'state'],
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
    ['she would not vote for the plan', 'reject'],
    ['that the mayor is not fit for office', 'criticize'],
    ['the mayor is the best person for the bridge', 'support'],
    ['“It kind of scares me.”', 'warn'],
    ['“Be careful with the bridge,”', 'warn'],
    ['“Close the bridge? Stop asking.”', 'urge'],
    ['that the river will rise', 'predict'],
    ['he’ll close the bridge unless it is paid for', 'threaten'],
    ['“The mayor is a disgrace, and we must tell everyone.”', 'criticize'],
  ])('%s: %s', (content, expected) => {
    expect(act('said', content)).toBe(expected);
  });

  it('tells a question from blame that has the form of one', () => {
    expect(act('said', '“Why was the bridge closed?”', false)).toBe('ask');
    expect(act('said', '“And she calls that a plan?”')).toBe('criticize');
    expect(act('', '“And what did she call it?”')).toBe('ask');
  });
});

describe('what tells an act', () => {
  it('does not look at words that are only told again', () => {
    expect(act('noted', 'that the bridge will close')).toBe('state');
    expect(act('recalled', '“The mayor is a disgrace.”')).toBe('state');
  });

  it('takes silence for refusing', () => {
    expect(act('did not respond to', 'a request for comment')).toBe('reject');
    expect(act('made no mention of', 'the bridge')).toBe('reject');
  });

  it('is given with it', () => {
    expect(ruledAct({ cue: 'warned', content: 'of floods', aimed: false }, english)).toEqual({
      act: 'warn',
      by: 'cue',
      base: 'warn',
    });
    expect(ruledAct({ cue: 'said', content: '“We reject the plan.”', aimed: false }, english)).toMatchObject({
      act: 'reject',
      by: 'stance',
    });
  });
});
