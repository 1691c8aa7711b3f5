import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, inject, test } from 'vitest';
import { buildOnce } from '../support/e2e-stack.js';

await buildOnce();
const MAIN = fileURLToPath(new URL('../../dist/apps/cli/main.js', import.meta.url));

interface Ran {
  readonly code: number;
  readonly said: string;
  readonly told: string;
}

/** Runs `npm run simulate -- …` as the script does. */
async function simulate(...args: readonly string[]): Promise<Ran> {
  const child = spawn('env', [`TEMPORAL_TEST_SERVER=${inject('temporal').testServer}`, process.execPath, MAIN, 'simulate', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [said, told, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close') as Promise<[number]>]);
  return { code, said, told };
}

interface Month {
  readonly received: number;
  readonly finishedLate: number;
  readonly openOverdue: number;
  readonly apologiesOwed: number;
  readonly apologiesProduced: number;
  readonly happened: Readonly<Record<string, number>>;
  readonly casesHappened: Readonly<Record<string, number>>;
  readonly caseCommands: { readonly given: number; readonly refused: number };
  readonly ledger: { readonly ok: boolean; readonly cases: number; readonly events: number };
  readonly historyEvents: { readonly of: number };
  readonly invariants: readonly { readonly name: string; readonly broken: readonly string[] }[];
}

test('a month of a counter goes by in virtual time, holds every invariant, and is the same month for the same seed', { timeout: 240_000 }, async () => {
  const args = ['--dossiers', '16', '--seed', '7', '--late-share', '0.4', '--cases', '24', '--json'];
  const first = await simulate(...args);
  expect([first.code, first.code === 0 ? '' : first.told]).toEqual([0, '']);
  expect(first.told).toContain('day 30 of 30, 16 dossiers taken in');
  const month = JSON.parse(first.said) as Month;
  expect(month.invariants).toHaveLength(11);
  expect(month.invariants.filter(({ broken }) => broken.length > 0)).toEqual([]);
  const { DossierBecameLate: late = 0, PromiseBroken: later = 0 } = month.happened;
  expect([month.received, month.ledger.ok, month.historyEvents.of]).toEqual([16, true, 16]);
  // What the other clocks' people do: decisions posted and corrected, feedback answered and published, urgings and tasks.
  for (const type of ['AnnouncementCorrected', 'PostingRecorded', 'FeedbackForwarded', 'FeedbackAnswered', 'PublicationApproved', 'AnswerPublished', 'CaseReopened', 'UrgingReceived', 'TaskExtensionDecided', 'TaskFindingRaised', 'TaskDone', 'ClockBecameLate']) {
    expect([type, (month.casesHappened[type] ?? 0) > 0]).toEqual([type, true]);
  }
  expect(month.caseCommands.refused).toBeGreaterThan(0);
  expect(month.finishedLate + month.openOverdue).toBe(late);
  expect(late).toBeGreaterThan(0);
  expect([month.apologiesOwed, month.apologiesProduced]).toEqual([late + later, late + later]);
  const second = JSON.parse((await simulate(...args)).said) as Month;
  expect([second.happened, second.casesHappened]).toEqual([month.happened, month.casesHappened]);
});

test('sizes and shares that make no sense are refused with what is expected', async () => {
  const { code, said, told } = await simulate('--dossiers', 'many');
  expect([code, said]).toEqual([2, '']);
  expect(told).toContain('--dossiers and --seed are whole numbers');
});
