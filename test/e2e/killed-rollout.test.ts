import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type Actor, formatInstant, instant } from '#domain';
import { type CalendarDraft, countBehind, createCalendarDraft, currentCalendar, publishCalendarDraft, readCalendarDraft, systemClock } from '#service';
import { dossierWorkflowId, viewQuery } from '#workflows';
import { takeIn, type TakenIn } from '../support/e2e-desk.js';
import { eventsOf, expectSound, holdBack, until } from '../support/e2e-facts.js';
import { startKillablePostgres } from '../support/e2e-servers.js';
import { E2eStack } from '../support/e2e-stack.js';

const folder = await mkdtemp(join(tmpdir(), 'dunghan-e2e-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const postgres = await startKillablePostgres(folder);
const stack = await E2eStack.start({ databaseUrl: postgres.url });
const { engine } = stack;
const { read } = engine.database;
const AUTHOR: Actor = { subject: 'author', role: 'admin', agency: 'H99' };
const SECOND: Actor = { subject: 'second', role: 'admin', agency: 'H99' };

/** Writes a draft that closes every office on these dates, waits for the relay to list whom it touches, and publishes it by a second person. */
async function close(dates: readonly string[]): Promise<CalendarDraft> {
  const province = (await currentCalendar(engine)).layers.get('demo-province');
  if (province === undefined) throw new Error('The province has no layer');
  const layer = { ...province, days: dates.map((date) => ({ date, kind: 'closure' as const, name: 'Nghỉ bão', source: 'Công điện 01', reason: 'storm' as const, decision: '12/QĐ-UBND' })) };
  const outcome = await createCalendarDraft(engine, { content: { layers: [layer] }, source: 'Công điện 01', reasonCode: 'storm' }, AUTHOR, systemClock.now());
  if (outcome.kind !== 'written') throw new Error(JSON.stringify(outcome));
  const { id } = outcome.draft;
  const seen = await until('the impact is listed', async () => {
    const draft = (await readCalendarDraft(engine, id))?.draft;
    return draft?.impact !== undefined && draft;
  });
  expect(await publishCalendarDraft(engine, id, SECOND, systemClock)).toMatchObject({ kind: 'published' });
  return seen;
}

/** The day the dossier's first stage is due on. */
async function firstDay({ id }: TakenIn): Promise<string> {
  const row = await read.first<{ at: number }>('SELECT stage_target_at AS at FROM dossier WHERE id = $1', [id]);
  return formatInstant(instant(row?.at ?? 0)).slice(0, 10);
}

async function expectRedatedOnce(dossiers: readonly TakenIn[], moves: number): Promise<void> {
  await until('every row is right', async () => (await countBehind(engine.database)) === 0);
  for (const { id } of dossiers) {
    expect((await eventsOf(engine, id)).filter((type) => type === 'DeadlineMoved')).toHaveLength(moves);
    expect(await read.rows(`SELECT 1 FROM letter WHERE dossier_id = $1 AND kind = 'date-moved'`, [id])).toHaveLength(moves);
  }
  await expectSound(engine);
}

test.each([
  ['the relay', () => stack.kill('relay')],
  ['PostgreSQL', () => postgres.server.kill().then(() => postgres.server.start())],
])('%s killed with -9 when a rollout has written a batch and committed nothing: every dossier is moved once and every letter owed once', async (_what, kill) => {
  const dossiers = await Promise.all(Array.from({ length: 4 }, () => takeIn(stack)));
  await Promise.all(dossiers.map(({ id }) => stack.untilWorkflowWaits(id)));
  const [first] = dossiers;
  if (first === undefined) throw new Error('Nothing was taken in');
  const day = await firstDay(first);
  const hold = await holdBack(engine);
  const moved = await close([day]);
  expect(moved.impact?.movingLater).toBeGreaterThanOrEqual(dossiers.length);
  await until('the rollout is held back', async () => {
    const sql = `SELECT FROM pg_stat_activity WHERE application_name = 'dunghan-relay' AND wait_event_type = 'Lock' AND query LIKE 'INSERT INTO letter%'`;
    return (await read.first(sql)) !== undefined;
  });
  expect(await eventsOf(engine, first.id)).not.toContain('DeadlineMoved');
  await kill();
  await hold.release();
  await expectRedatedOnce(dossiers, 1);
  // Taken back: the printed date stands, the first stage is due earlier again, and its workflow is told.
  await close([]);
  await until('every row is right again', async () => (await countBehind(engine.database)) === 0);
  expect(await firstDay(first)).toBe(day);
  const wake = await read.first<{ at: number }>('SELECT next_point_at AS at FROM dossier WHERE id = $1', [first.id]);
  await until('the workflow waits for the earlier moment', async () => {
    const view = await stack.client.workflow.getHandle(dossierWorkflowId(first.id)).query(viewQuery).catch(() => undefined);
    return view?.points.some(({ at }) => at >= (wake?.at ?? 0) && at <= (wake?.at ?? 0) + engine.options.clockSkewMs) === true;
  });
  await until('nobody waits to be told', async () => (await read.first('SELECT FROM workflow_nudge')) === undefined);
});
