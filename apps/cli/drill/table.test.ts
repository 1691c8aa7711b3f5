import { expect, test } from 'vitest';
import type { Outcome } from './campaign.js';
import { renderCampaign, tableOf } from './table.js';

const outcome = (name: string, given: Partial<Outcome> = {}): Outcome => ({
  number: 1, name, kills: 1, notPossible: undefined, awayMs: 1_000, recovery: { tookMs: 2_000, backlog: 0, drained: undefined }, findings: [], ...given,
});

test('a line of the table has the worst of what came of its fault, and counts what was lost, doubled and wrong', () => {
  const outcomes = [
    outcome('kill -9 api'),
    outcome('kill -9 api', { awayMs: 5_000, recovery: { tookMs: 9_000, backlog: 80, drained: 40 } }),
    outcome('kill -9 api', { recovery: { tookMs: 100, backlog: 30, drained: 15 }, findings: [{ kind: 'lost', what: 'a' }, { kind: 'doubled', what: 'b' }, { kind: 'lost', what: 'c' }] }),
    outcome('a fault'),
  ];
  expect(tableOf(outcomes)).toEqual([
    { fault: 'a fault', times: 1, notPossible: undefined, worstAwayMs: 1_000, worstRecoveryMs: 2_000, backlog: 0, slowestDrain: undefined, lost: 0, doubled: 0, wrong: 0 },
    { fault: 'kill -9 api', times: 3, notPossible: undefined, worstAwayMs: 5_000, worstRecoveryMs: 9_000, backlog: 80, slowestDrain: 15, lost: 2, doubled: 1, wrong: 0 },
  ]);
});

test('what did not recover, and what could not be inflicted, is said and never left out', () => {
  const outcomes = [outcome('full disk', { kills: 0, notPossible: 'no right to mount', awayMs: 0, recovery: undefined }), outcome('kill -9 postgres', { recovery: undefined, findings: [{ kind: 'lost', what: 'everything' }] })];
  const wakes = { undisturbed: 3, worstMs: 1_500, disturbed: 2, worstDisturbedMs: 70_000, findings: [] };
  const text = renderCampaign({ outcomes, proof: { events: 5, histories: 2, findings: [{ kind: 'wrong', what: 'a figure differs' }] }, wakes, accepted: 9, dossiers: 4, questions: { mails: 2, steps: 1 }, isBrokenOff: true });
  expect(text).toContain('| full disk | not possible here: no right to mount |');
  expect(text).toContain('| kill -9 postgres | 1 | 1.0 s | never | 0 |  | 1 | 0 | 0 |');
  expect(text).toContain('wrong: a figure differs');
  expect(text).toContain('1 processes were killed, 9 commands accepted');
  expect(text).toContain('2 questions about mails answered by a person, and 1 about steps the portal had heard before a restore.');
});
