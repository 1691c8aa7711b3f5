import { describe, expect, test } from 'vitest';
import { parseSettings, settingsOf } from '../procedure/parse-settings.js';
import { DEFAULT_FEEDBACK } from './feedback-settings.js';

const LAW = { document: '12/2019/QĐ-BCT' };

describe('the clocks of feedback an installation chooses', () => {
  test('are the program\'s where it says nothing of them', () => {
    expect(settingsOf(parseSettings({ feedback: {} })).feedback).toEqual(DEFAULT_FEEDBACK);
  });

  test('fill what a rule of agencies leaves out from the installation\'s own rule', () => {
    const feedback = { rule: { handle: { unit: 'working-days', amount: 7 } }, rules: [{ agencies: ['H99.05'], law: LAW, forward: { unit: 'working-days', amount: 3 } }] };
    expect(settingsOf(parseSettings({ feedback })).feedback.rules).toEqual([
      { ...DEFAULT_FEEDBACK.rule, handle: { unit: 'working-days', amount: 7 }, forward: { unit: 'working-days', amount: 3 }, agencies: ['H99.05'], law: LAW },
    ]);
  });

  test('leave a rule of agencies to the general rule where it says nothing, however often they are published', () => {
    const first = parseSettings({ feedback: { rule: { handle: { unit: 'working-days', amount: 7 } }, rules: [{ agencies: ['H99.05'], law: LAW }] } });
    const again = parseSettings({ feedback: { ...first.feedback, rule: { handle: { unit: 'working-days', amount: 8 } } } });
    expect(again.feedback?.rules).toEqual([{ agencies: ['H99.05'], law: LAW }]);
    expect(settingsOf(again).feedback.rules).toEqual([{ ...DEFAULT_FEEDBACK.rule, handle: { unit: 'working-days', amount: 8 }, agencies: ['H99.05'], law: LAW }]);
  });

  test('stay as a version has them that was published with every rule filled in', () => {
    const own = { ...DEFAULT_FEEDBACK.rule, agencies: ['H99.05'], law: LAW };
    expect(settingsOf({ feedback: { ...DEFAULT_FEEDBACK, rule: { ...DEFAULT_FEEDBACK.rule, forwarded: 'continue' }, rules: [own] } }).feedback.rules).toEqual([own]);
  });

  test.each([
    [{ refuse: { unit: 'working-days', amount: 0 } }, 'feedback.refuse must be a limit above nought'],
    [{ warn: { unit: 'working-days', amount: -1 } }, 'feedback.warn must be a limit of nought or more'],
    [{ rules: [{ agencies: ['H99.05'] }] }, 'feedback.rules[0].law must be given'],
    [{ rules: [{ agencies: ['H99.05'], law: LAW }, { agencies: ['H99.05'], law: LAW }] }, 'feedback.rules must be one rule for each agency'],
    [{ rule: { forwarded: 'perhaps' } }, 'feedback.rule.forwarded must be one of restart, continue'],
    [{ reply: 1 }, 'feedback.reply must be absent'],
  ])('%j is refused: %s', (feedback, message) => {
    expect(() => parseSettings({ feedback })).toThrow(message);
  });
});
