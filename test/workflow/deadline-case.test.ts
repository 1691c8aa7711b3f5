import { Worker } from '@temporalio/worker';
import { beforeAll, expect, test } from 'vitest';
import { formatLocalTime, instant } from '#domain';
import { applyCase, giveCaseCommand, readCaseLedger } from '#service';
import { caseViewQuery, caseWorkflowId } from '#workflows';
import { reconcileCasesOnce } from '../../apps/relay/case-loops.js';
import { assignmentsWith, closureOf, publishNow } from '../support/calendar-changes.js';
import { openPlainCase, type PlainCase, PROOF } from '../support/cases.js';
import { person, testCounter } from '../support/engine.js';
import { testWorkflowBundle } from '../support/temporal.js';
import { startVirtualCases } from '../support/virtual-cases.js';

const BEGINS = '2026-02-09T09:00:00+07:00';
const SLACK_MS = 2_000;

const counter = await testCounter(BEGINS);
const { engine, clock } = counter;
const { gateway, looks, liveUntil, relay, client } = await startVirtualCases(counter, BEGINS);

interface Life {
  readonly id: string;
  readonly code: string;
}

const lives: Record<string, Life> = {};
/** More events than a run of a case may have. */
const MOST_EVENTS = 2_100;
let longRun = '';

async function open(name: string, given: Partial<PlainCase> = {}): Promise<void> {
  lives[name] = await openPlainCase(engine, { key: name, at: clock.now(), ...given });
  await relay();
}

function lifeOf(name: string): Life {
  const life = lives[name];
  if (life === undefined) throw new Error(`No case ${name} was opened`);
  return life;
}

async function complete(name: string): Promise<void> {
  const answer = await giveCaseCommand(engine, clock, { actor: person('officer'), idempotencyKey: counter.key(), code: lifeOf(name).code, type: 'CompleteTask', body: { evidence: [PROOF] } }, { mayGive: () => true });
  expect(answer).toMatchObject({ outcome: { kind: 'applied' } });
  await relay();
}

async function happenings(name: string): Promise<readonly string[]> {
  return (await readCaseLedger(engine.database.read, lifeOf(name).id)).slice(2).map(({ type, occurredAt }) => `${type} ${formatLocalTime(instant(occurredAt)).slice(0, 16)}`);
}

/** The whole of it is lived once: time moves in one direction. */
beforeAll(async () => {
  // Five working days before Tết 2026 (14 to 22 February off) and nobody acts.
  await open('over Tết');
  await open('done before Tết');
  await liveUntil('2026-02-13T08:00:00+07:00');
  await complete('done before Tết');
  await liveUntil('2026-03-02T09:00:00+07:00');

  // Before the make-up Saturday 22 August and the four days off after it.
  await liveUntil('2026-08-20T10:00:00+07:00');
  await open('over a swap', { kind: 'feedback' });
  await liveUntil('2026-09-14T09:00:00+07:00');

  // A closure is published in the middle, and taken back two days later.
  await liveUntil('2026-10-05T09:00:00+07:00');
  await open('over a calendar change', { kind: 'publication' });
  await liveUntil('2026-10-06T09:00:00+07:00');
  await publishNow(counter, assignmentsWith(closureOf('2026-10-08', '2026-10-09')), clock.now());
  await relay();
  await liveUntil('2026-10-07T09:00:00+07:00');
  await publishNow(counter, assignmentsWith(), clock.now());
  await relay();
  await liveUntil('2026-10-30T09:00:00+07:00');

  // Temporal is away over the end; what happened meanwhile is settled when it is back, at the moments of the law.
  lives['without Temporal'] = await openPlainCase(engine, { key: 'without Temporal', at: clock.now() });
  await liveUntil('2026-11-12T09:00:00+07:00');
  await relay();
  await liveUntil('2026-11-12T09:10:00+07:00');

  // A case that its workflow has heard of, and a Temporal that came back without it; reconciliation finds that nobody carries it.
  lives['forgotten'] = await openPlainCase(engine, { key: 'forgotten', at: clock.now() });
  await applyCase(engine, lifeOf('forgotten').id, clock.now());
  await relay();
  await liveUntil('2026-11-13T09:00:00+07:00');
  await reconcileCasesOnce({ engine, gateway });
  await liveUntil('2026-11-30T09:00:00+07:00');

  // Over Tết 2027, proposed so far.
  await liveUntil('2027-02-02T09:00:00+07:00');
  await open('over Tết 2027');
  await open('nudged without end');
  longRun = (await client.workflow.getHandle(caseWorkflowId(lifeOf('nudged without end').id)).describe()).runId;
  for (let sent = 0; sent < MOST_EVENTS; sent += 100) await Promise.all(Array.from({ length: 100 }, () => gateway.nudgeCase({ id: lifeOf('nudged without end').id, kind: 'task' })));
  await liveUntil('2027-02-26T09:00:00+07:00');
}, 60_000);

test.each([
  ['over Tết', ['ClockWarned 2026-02-13T09:00', 'ClockBecameLate 2026-02-23T09:00', 'ClockEscalated 2026-02-24T09:00', 'ClockEscalated 2026-02-26T09:00'], 'Saturday 14 to Sunday 22 February 2026 are off'],
  ['done before Tết', ['TaskDone 2026-02-13T08:00', 'ClockStopped 2026-02-13T08:00', 'CaseClosed 2026-02-13T08:00'], 'nothing follows a closed case'],
  ['over a swap', ['ClockWarned 2026-08-25T10:00', 'ClockBecameLate 2026-08-26T10:00', 'ClockEscalated 2026-08-27T10:00', 'ClockEscalated 2026-09-03T10:00'], 'Saturday 22 August works for Monday 31; 29 August to 2 September are off'],
  ['over a calendar change', ['ClockMoved 2026-10-06T09:00', 'ClockWarned 2026-10-13T09:00', 'ClockBecameLate 2026-10-14T09:00', 'ClockEscalated 2026-10-15T09:00', 'ClockEscalated 2026-10-19T09:00'], 'two days closed, and a date once told is not taken back with them'],
  ['without Temporal', ['ClockWarned 2026-11-05T09:00', 'ClockBecameLate 2026-11-06T09:00', 'ClockEscalated 2026-11-09T09:00', 'ClockEscalated 2026-11-11T09:00'], 'each at its own moment, though nobody looked'],
  ['forgotten', ['ClockWarned 2026-11-18T09:10', 'ClockBecameLate 2026-11-19T09:10', 'ClockEscalated 2026-11-20T09:10', 'ClockEscalated 2026-11-25T09:10'], 'reconciliation started its workflow again; 24 November is off'],
  ['over Tết 2027', ['ClockWarned 2027-02-15T09:00', 'ClockBecameLate 2027-02-16T09:00', 'ClockEscalated 2027-02-17T09:00', 'ClockEscalated 2027-02-19T09:00'], 'Thursday 4 to Wednesday 10 February 2027 are off'],
  ['nudged without end', ['ClockWarned 2027-02-15T09:00', 'ClockBecameLate 2027-02-16T09:00', 'ClockEscalated 2027-02-17T09:00', 'ClockEscalated 2027-02-19T09:00'], 'a run after the one that became too long met its points'],
])('a case %s: %o – %s', async (name, expected) => {
  expect(await happenings(name)).toEqual(expected);
});

test('every point is recorded by its workflow soon after it, and no workflow wakes for nothing', async () => {
  const events = await engine.database.read.rows<{ case_id: string; occurred_at: number; recorded_at: number }>(
    `SELECT case_id, occurred_at, recorded_at FROM case_event WHERE cause LIKE '%@%' AND case_id <> $1 ORDER BY recorded_at`,
    [lifeOf('without Temporal').id],
  );
  const delays = events.map(({ occurred_at: at, recorded_at: recorded }) => recorded - at);
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(engine.options.clockSkewMs);
  expect(Math.max(...delays)).toBeLessThanOrEqual(engine.options.clockSkewMs + SLACK_MS);
});

test('a workflow of a closed case has ended; a nudge starts one that ends after a look and changes nothing', async () => {
  const { id } = lifeOf('done before Tết');
  const handle = client.workflow.getHandle(caseWorkflowId(id));
  await handle.result();
  const [before, looksBefore] = [await happenings('done before Tết'), looks.length];
  await gateway.nudgeCase({ id, kind: 'task' });
  await handle.result();
  expect(looks.length).toBe(looksBefore + 1);
  expect(await happenings('done before Tết')).toEqual(before);
  expect(await gateway.isCaseRunning(id)).toBe(false);
});

test('each kind runs as a workflow of its own name, answers with its view, and costs what its points cost', async () => {
  for (const [name, type] of [['over Tết 2027', 'taskWorkflow'], ['over a swap', 'feedbackWorkflow'], ['over a calendar change', 'publicationWorkflow']] as const) {
    const handle = client.workflow.getHandle(caseWorkflowId(lifeOf(name).id));
    expect((await handle.describe()).type).toBe(type);
    expect(await handle.query(caseViewQuery)).toEqual({ kind: type.replace('Workflow', ''), clocks: ['completion'], points: [], closed: false });
  }
  const history = await client.workflow.getHandle(caseWorkflowId(lifeOf('over Tết 2027').id)).fetchHistory();
  // Seven for its start by a nudge, the first look and the first timer, six for each of its four points, and no timer after the last.
  expect(history.events).toHaveLength(30);
});

test('a run that became too long is carried on by another of its own type, and replays', async () => {
  const id = caseWorkflowId(lifeOf('nudged without end').id);
  const [first, last] = [client.workflow.getHandle(id, longRun), client.workflow.getHandle(id)];
  expect((await first.describe()).status.name).toBe('CONTINUED_AS_NEW');
  expect(await last.describe()).toMatchObject({ type: 'taskWorkflow', status: { name: 'RUNNING' } });
  expect((await last.fetchHistory()).events?.length).toBeLessThan(100);
  await Worker.runReplayHistory({ workflowBundle: testWorkflowBundle() }, await first.fetchHistory(), id);
});

test('what was lived replays on the workflows of this source tree', async () => {
  const handles = Object.values(lives).map(({ id }) => client.workflow.getHandle(caseWorkflowId(id)));
  const histories = await Promise.all(handles.map(async (handle) => ({ workflowId: handle.workflowId, history: await handle.fetchHistory() })));
  for await (const { error } of Worker.runReplayHistories({ workflowBundle: testWorkflowBundle() }, histories)) {
    expect(error).toBeUndefined();
  }
});
