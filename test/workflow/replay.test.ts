import { readdirSync, readFileSync } from 'node:fs';
import { DeterminismViolationError } from '@temporalio/workflow';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { expect, test } from 'vitest';
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

function replay(history: RecordedHistory): Promise<void> {
  return Worker.runReplayHistory({ workflowBundle: testWorkflowBundle() }, history, 'dossier:recorded');
}

test.each(names)('the recorded history %s replays on the workflows of this source tree', async (name) => {
  await expect(replay(recorded(name))).resolves.toBeUndefined();
});

test('every kind of history is recorded', () => {
  expect(names.toSorted()).toEqual(['dossier-database-outage', 'dossier-standard', 'letter']);
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
