import { beforeAll, describe, expect, test } from 'vitest';
import { MS_PER_HOUR, parseInstant } from '#domain';
import { CASE_STATES, countCases, type Engine, listAssignedTasks, listCases, listFeedback, listMyNotices } from '#service';
import { listTasks } from '../../apps/api/reads/tasks.js';
import { asOwner } from '../support/database.js';
import { person, testCounter } from '../support/engine.js';
import { listening, workOf } from '../support/plans.js';

const CASES = 21_000;
const PAGE = 51;
const AT = parseInstant('2026-08-18T09:00:00+07:00');

const counter = await testCounter('2026-08-18T09:00:00+07:00');
const { engine } = counter;
const { read } = engine.database;
const AGENCIES = Array.from({ length: 20 }, (_, index) => `H99.${String(index + 100)}`);
const OURS = 'H99.107';
const scope = { agencies: [OURS] };
const reading: Engine = { ...engine, database: engine.database.within({ reach: 'agencies', ...scope }) };
/** Those of one agency, those in which it works along among them, with the look at whether each may be seen; the other nineteen have twenty thousand. */
const LOOKED_AT = 2_000;
let dossier: string;

/** Two of three are over; in every tenth the next agency works along. */
const FILLED = `
  WITH filled AS (
    INSERT INTO deadline_case (id, code, kind, province, agency, coordinating, dossier_id, opened_at, outcome, carried_by, last_seq, last_hash, settled_at, calendar_snapshot)
    SELECT gen_random_uuid(), 'filled-' || n, (ARRAY['publication', 'feedback', 'task'])[1 + n % 3], 'H99', ($1::text[])[1 + n / 3 % 20],
      CASE WHEN n / 60 % 10 = 0 THEN ($1::text[])[1 + (n / 3 + 1) % 20 : 1 + (n / 3 + 1) % 20] ELSE '{}' END,
      CASE WHEN n % 3 = 1 THEN d.id END, $2::bigint - n, CASE WHEN n / 60 % 3 > 0 THEN 'done' END, 'watchdog', 1, repeat('0', 64), $2, version_id
    FROM generate_series(1, $3::integer) AS n, calendar_head, (SELECT id FROM dossier LIMIT 1) AS d
    RETURNING id, kind, agency, opened_at, outcome
  ), clocks AS (
    INSERT INTO case_clock (case_id, clock, round, agency, started_at, due_at, became_late, escalated, stopped_at, outcome, in_time)
    SELECT id, CASE kind WHEN 'feedback' THEN 'answer' WHEN 'task' THEN 'completion' ELSE 'posting' END, 1, agency, opened_at, opened_at + $4, false, 0,
      CASE WHEN outcome IS NOT NULL THEN opened_at END, outcome, CASE WHEN outcome IS NOT NULL THEN true END FROM filled
  ), rounds AS (
    INSERT INTO feedback_round (case_id, round, agency, begun_at, begun_by) SELECT id, 1, agency, opened_at, 'received' FROM filled WHERE kind = 'feedback'
  )
  INSERT INTO feedback (case_id, phase, channel, subject, received_at, urgent) SELECT id, 'processing', 'in-person', 'other', opened_at, false FROM filled WHERE kind = 'feedback'`;

beforeAll(async () => {
  ({ code: dossier } = await counter.takeIn());
  await read.run(`INSERT INTO agency SELECT code, a.data FROM (SELECT data FROM agency LIMIT 1) AS a, unnest($1::text[]) AS code`, [AGENCIES]);
  await read.run(FILLED, [AGENCIES, AT, CASES, 8 * MS_PER_HOUR]);
  await read.run(
    `INSERT INTO staff_notice (key, kind, agency, subject, dossier_id, data, created_at, visible_at, placed_on, by_mail)
     SELECT 'filled-' || n, 'stage-late', $1, 'officer-1', d.id, '{}', $2, $2::bigint - n, 'screen', false FROM generate_series(1, 2000) AS n, (SELECT id FROM dossier LIMIT 1) AS d`,
    [OURS, AT],
  );
  await read.run(
    `INSERT INTO task (key, kind, dossier_id, agency, data, created_at)
     SELECT 'filled-' || n, 'sign-apology', d.id, $1, '{}', $2::bigint - n FROM generate_series(1, 2000) AS n, (SELECT id FROM dossier LIMIT 1) AS d`,
    [OURS, AT],
  );
  await asOwner(counter.database, 'ANALYZE');
}, 120_000);

/** What somebody who sees one agency alone is answered, how many cases the statements look at, and how often they ask by what a dossier is named. */
async function asReader<T>(ask: (on: Engine) => Promise<T>): Promise<{ readonly answer: T; readonly cases: number; readonly names: number }> {
  const { engine: on, heard } = listening(reading);
  const answer = await ask(on);
  let [cases, names] = [0, 0];
  for (const statement of heard) {
    const work = await workOf(reading, statement);
    cases += work.rowsOf('deadline_case');
    names += work.callsOf('named_dossier');
  }
  return { answer, cases, names };
}

describe('over twenty thousand cases of twenty agencies, by who sees one of them', () => {
  test.each(CASE_STATES)('a page of the cases that are %s is found among those of the agency, and a dossier is named for its lines alone', async (state) => {
    const { answer, cases, names } = await asReader((on) => listCases(on.database.read, { scope, state, limit: PAGE }, AT));
    expect(answer.length).toBe(state === 'overdue' ? 0 : PAGE);
    expect(answer.filter(({ agency, coordinating }) => agency !== OURS && !coordinating.includes(OURS))).toEqual([]);
    expect([cases, names]).toEqual([expect.toSatisfy((looked: number) => looked <= LOOKED_AT), expect.toSatisfy((asked: number) => asked <= PAGE)]);
  });

  test('lengths are counted among the cases of the agency, those in which it works along with them', async () => {
    const { answer, cases } = await asReader((on) => countCases(on.database.read, { scope }, AT));
    const [all] = await read.rows<{ n: number }>('SELECT count(*) AS n FROM deadline_case WHERE outcome IS NULL AND (agency = $1 OR coordinating @> ARRAY[$1])', [OURS]);
    const open = answer.filter(({ state }) => state === 'open').reduce((sum, { count }) => sum + count, 0);
    expect([open, cases]).toEqual([all?.n, expect.toSatisfy((looked: number) => looked <= LOOKED_AT)]);
    expect(open).toBeGreaterThan(CASES / 3 / AGENCIES.length);
  });

  test.each([true, false])('a page of feedback, open: %j, is found among the cases of the agency, and a dossier is named for its lines alone', async (open) => {
    const { answer, cases, names } = await asReader((on) => listFeedback(on.database.read, { scope, open, limit: PAGE }, AT));
    expect(answer.map(({ dossier_code }) => dossier_code)).toEqual(Array.from({ length: PAGE }, () => dossier));
    expect(answer.map(({ sort_at }) => sort_at)).toEqual(answer.map(({ sort_at }) => sort_at).toSorted((a, b) => a - b));
    expect([cases, names]).toEqual([expect.toSatisfy((looked: number) => looked <= LOOKED_AT), PAGE]);
  });

  test.each(['open', 'explanation-due', 'closed'] as const)('a page of the assigned tasks that are %s is found among the cases of the agency', async (standing) => {
    const { answer, cases } = await asReader((on) => listAssignedTasks(on.database.read, { ...scope, standing, limit: PAGE }, AT));
    expect([answer.length, cases]).toEqual([standing === 'explanation-due' ? 0 : PAGE, expect.toSatisfy((looked: number) => looked <= LOOKED_AT)]);
  });
});

test('of two thousand notices and as many tasks a dossier is named for the lines of the page alone', async () => {
  const notices = await asReader((on) => listMyNotices(on, { actor: person('officer', OURS), ...scope, unreadOnly: false, limit: PAGE, at: AT }));
  const tasks = await asReader(async (on) => (await listTasks(on, { ...scope, limit: PAGE - 1 })).items);
  expect(notices.answer.map(({ dossierCode, visibleAt }) => [dossierCode, visibleAt])).toEqual(Array.from({ length: PAGE }, (_, index) => [dossier, AT - 1 - index]));
  expect(tasks.answer.map(({ dossierCode, createdAt }) => [dossierCode, createdAt])).toEqual(Array.from({ length: PAGE - 1 }, (_, index) => [dossier, AT - 2_000 + index]));
  expect([notices.names, tasks.names]).toEqual([PAGE, PAGE]);
});
