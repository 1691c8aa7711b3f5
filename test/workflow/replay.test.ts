import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DeterminismViolationError } from '@temporalio/workflow';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { afterAll, describe, expect, test } from 'vitest';
import { bundleWorkflows } from '../../apps/worker/bundle.js';
import { testWorkflowBundle } from '../support/temporal.js';

/** The part of a recorded history these tests look into. */
interface RecordedHistory {
  readonly events: readonly {
    readonly markerRecordedEventAttributes?: { readonly details: { result?: { payloads: { data: string }[] } } };
  }[];
}

Runtime.install({ logger: new DefaultLogger('ERROR') });
const folder = new URL('histories/', import.meta.url);
const names = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));

function recorded(name: string): RecordedHistory {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as RecordedHistory;
}

function replay(history: RecordedHistory, workflowBundle: { readonly code: string } | { readonly codePath: string } = testWorkflowBundle()): Promise<void> {
  return Worker.runReplayHistory({ workflowBundle }, history, 'recorded');
}

test.each(names)('the recorded history %s replays on the workflows of this source tree', async (name) => {
  await expect(replay(recorded(name))).resolves.toBeUndefined();
});

test('every kind of history is recorded', () => {
  expect(names.toSorted()).toEqual(['case-done', 'case-late', 'dossier-database-outage', 'dossier-standard', 'letter', 'letter-reopened', 'letter-waited', 'report']);
});

test('a history in which the ledger answered otherwise than the workflow then acted does not replay', async () => {
  const history = recorded('dossier-standard');
  const first = history.events.find((event) => event.markerRecordedEventAttributes !== undefined);
  const payload = first?.markerRecordedEventAttributes?.details.result?.payloads[0];
  if (payload === undefined) throw new Error('The recorded history has no transition');
  const view = JSON.parse(Buffer.from(payload.data, 'base64').toString()) as { closed: boolean };
  payload.data = Buffer.from(JSON.stringify({ ...view, closed: true })).toString('base64');
  await expect(replay(history)).rejects.toBeInstanceOf(DeterminismViolationError);
});

describe('workflows changed without a patch', () => {
  const project = fileURLToPath(new URL('../../', import.meta.url));
  mkdirSync(join(project, '.cache'), { recursive: true });
  // Within the project, whose packages the bundler looks for from there.
  const altered = mkdtempSync(join(project, '.cache', 'altered-'));
  afterAll(() => rmSync(altered, { recursive: true, force: true }));

  async function bundleAltered(file: string, from: string, to: string): Promise<{ readonly code: string }> {
    const sources = join(altered, file);
    cpSync(join(project, 'workflows'), sources, { recursive: true });
    const source = readFileSync(join(sources, file), 'utf8');
    if (!source.includes(from)) throw new Error(`${file} has no "${from}" to alter: choose another alteration`);
    writeFileSync(join(sources, file), source.replace(from, to));
    return { code: await bundleWorkflows(join(sources, 'index.ts')) };
  }

  test('replay as they are when nothing of what they do has changed', async () => {
    const bundle = await bundleAltered('names.ts', 'export function findDossierId', 'export function findDossierId');
    await expect(replay(recorded('dossier-standard'), bundle)).resolves.toBeUndefined();
  });

  test('of cases do not replay their history when they look by a regular activity', async () => {
    const bundle = await bundleAltered('proxies.ts', 'return await quicklyOfCases.', 'return await patientlyOfCases.');
    await expect(replay(recorded('case-late'), bundle)).rejects.toBeInstanceOf(DeterminismViolationError);
  });

  test.each([
    ['apply transitions by a regular activity', 'proxies.ts', 'return await quickly.', 'return await patiently.'],
    ['leave every timer that is too early', 'deadline-timer.ts', ' && !this.#isLeftEarly', ''],
    ['apply a transition for each item of the mailbox', 'mailbox.ts', 'this.#waiting = [];\n    await', 'this.#waiting = served.splice(1);\n    await'],
  ])('do not replay the recorded history when they %s', async (_what, file, from, to) => {
    const bundle = await bundleAltered(file, from, to);
    await expect(replay(recorded('dossier-standard'), bundle)).rejects.toBeInstanceOf(DeterminismViolationError);
  });
});
