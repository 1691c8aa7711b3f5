import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type CalendarDefinition, formatInstant, instant, type Instant, MS_PER_HOUR, parseInstant } from '#domain';
import { openDatabase } from '#persistence';
import { applyCalendarVersion, type Engine, placeNotices, publishProcedure, sha256, verifyLedger, warnOfStages } from '#service';
import { listEndangered } from '#service/figures';
import { procedureOf } from '../fixtures/rules.js';
import { assignmentsWith, closureOf, publishNow } from '../support/calendar-changes.js';
import { person, testCounter } from '../support/engine.js';
import { listening } from '../support/plans.js';
import { counted, employ, member } from '../support/staff.js';

const AGENCY = 'H99.31';
const counter = await testCounter('2026-08-17T07:00:00+07:00');
const { engine, clock } = counter;
const { read } = engine.database;

beforeAll(async () => {
  // The house permit, whose term goes on after a pause instead of beginning anew.
  const procedure = procedureOf('1.013225');
  const shifting = { ...procedure, version: procedure.version + 1, supplement: { ...procedure.supplement, clock: 'shift' as const } };
  const known = new Set((await read.rows<{ code: string }>('SELECT code FROM agency')).map(({ code }) => code));
  const publication = await engine.database.transaction((tx) => publishProcedure(tx, shifting, known, sha256, clock.now()));
  if (publication.kind !== 'published') throw new Error(`Not published: ${publication.kind}`);
  await employ(counter, member('officer-31', 'officer', AGENCY), member('head-31', 'head', AGENCY), member('head-gone', 'head', AGENCY, { activeUntil: '2026-01-31' }));
});

const owner = await openDatabase({ url: counter.database.ownerUrl, poolSize: 1 });
afterAll(() => owner.close());

/** Every test begins under the calendars of the program, with its head in office; dossiers of earlier tests are done with. */
beforeEach(async () => {
  await owner.read.run('ALTER TABLE calendar_version DISABLE TRIGGER USER');
  await owner.read.run('UPDATE calendar_version SET published_at = 0');
  await publishNow(counter, assignmentsWith(), instant(0));
  await read.run(`UPDATE staff SET active_until = NULL WHERE subject = 'head-31'`);
  await read.run('UPDATE dossier SET stage_warn_at = NULL');
});

interface Told {
  readonly kind: string;
  readonly to: string;
  readonly at: string;
}

/** Passes whenever something is due until `until`, as often as loops do, and whoever was told by then, in order. */
async function passUntil(until: string, id: string, passes: readonly Engine[] = [engine]): Promise<readonly Told[]> {
  for (;;) {
    const next = await read.first<{ at: number | null }>('SELECT min(stage_warn_at) AS at FROM dossier');
    if (next?.at === null || next === undefined || next.at > parseInstant(until)) break;
    const at: Instant = instant(Math.max(next.at, clock.now()));
    clock.set(formatInstant(at));
    await Promise.all(passes.map((each) => warnOfStages(each, at, 100)));
    await placeNotices(engine, at);
  }
  clock.set(until);
  const rows = await read.rows<{ kind: string; to: string; visible_at: number }>(
    `SELECT kind, coalesce(subject, '@' || role) AS to, visible_at FROM staff_notice WHERE dossier_id = $1 ORDER BY created_at, id`,
    [id],
  );
  return rows.map(({ kind, to, visible_at }) => ({ kind, to, at: formatInstant(instant(visible_at)).slice(0, 16) }));
}

/** A dossier with the agency at once: 24 hours of work in its stage, counted from then on. */
async function atAgency(at: string, officer?: string): Promise<{ readonly id: string; readonly code: string }> {
  clock.set(at);
  const dossier = await counter.takeIn();
  expect((await counter.give(person('clerk'), dossier.code, 'Forward', { stage: 'desk' })).status).toBe('applied');
  if (officer !== undefined) expect((await counter.give(person('head'), dossier.code, 'Assign', { officer, stage: 'appraise' })).status).toBe('applied');
  return dossier;
}

const PAPERS = { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '17' } }], reasonCode: 'incomplete' } as const;

test('half, four fifths and the end of a stage are told to its officer, the end to the head as well, a pause left out', async () => {
  const { id, code } = await atAgency('2026-08-17T07:00:00+07:00', 'officer-31');
  expect(await passUntil('2026-08-18T08:30:00+07:00', id)).toEqual([]);
  expect((await counter.give(person('officer', AGENCY, 'officer-31'), code, 'RequestSupplement', PAPERS, { reason: 'Thiếu bản vẽ' })).status).toBe('applied');
  expect(await passUntil('2026-08-20T09:00:00+07:00', id)).toEqual([]);
  expect(await read.first('SELECT stage_warn_at FROM dossier WHERE id = $1', [id])).toEqual({ stage_warn_at: null });
  expect((await counter.give(person('clerk'), code, 'ReceiveSupplement', { components: [] })).status).toBe('applied');
  // 9.5 of 24 hours were used before the pause, and the Saturday of its end is worked.
  expect(await passUntil('2026-08-24T08:00:00+07:00', id)).toEqual([
    { kind: 'stage-half', to: 'officer-31', at: '2026-08-20T13:30' },
    { kind: 'stage-most', to: 'officer-31', at: '2026-08-21T10:42' },
    { kind: 'stage-expired', to: 'officer-31', at: '2026-08-22T07:30' },
    { kind: 'stage-expired', to: 'head-31', at: '2026-08-22T07:30' },
  ]);
  expect(await verifyLedger(engine)).toMatchObject({ ok: true });
});

test('without an officer the heads of the agency are told, not one who has left', async () => {
  const { id } = await atAgency('2026-09-07T09:00:00+07:00');
  expect(await passUntil('2026-09-08T16:00:00+07:00', id)).toEqual([{ kind: 'stage-half', to: 'head-31', at: '2026-09-08T15:00' }]);
});

test('where the directory knows no head, whoever signs in as one is told', async () => {
  await read.run(`UPDATE staff SET active_until = '2026-09-01' WHERE subject = 'head-31'`);
  const { id } = await atAgency('2026-09-07T09:00:00+07:00');
  expect(await passUntil('2026-09-08T16:00:00+07:00', id)).toEqual([{ kind: 'stage-half', to: '@head', at: '2026-09-08T15:00' }]);
});

test('a stage that was handed on is warned of no more, and each run of a stage on its own', async () => {
  const { id, code } = await atAgency('2026-09-14T09:00:00+07:00', 'officer-31');
  await passUntil('2026-09-15T09:00:00+07:00', id);
  await counter.give(person('officer'), code, 'Forward', { stage: 'appraise' });
  clock.add(3_600_000);
  expect((await counter.give(person('officer'), code, 'ReturnToStage', { stage: 'appraise' }, { reason: 'Thiếu biên bản thực địa' })).status).toBe('applied');
  const keys = async (): Promise<readonly string[]> => (await read.rows<{ key: string }>('SELECT key FROM staff_notice WHERE dossier_id = $1 ORDER BY id', [id])).map(({ key }) => key.slice(id.length + 1));
  await passUntil('2026-09-16T15:00:00+07:00', id);
  // 8 of 24 hours were used by the first run.
  expect(await keys()).toEqual(['appraise:2:50:officer-31']);
});

test.each([
  // assigned after hours           shown                why
  ['2027-02-01T10:00:00+07:00', '2027-02-03T18:00:00+07:00', '2027-02-11T07:00', 'Tết lies between'],
  ['2026-08-19T10:00:00+07:00', '2026-08-21T18:00:00+07:00', '2026-08-22T07:00', 'the make-up Saturday is worked'],
  ['2026-10-05T10:00:00+07:00', '2026-10-07T12:00:00+07:00', '2026-10-07T13:00', 'the office opens again after noon'],
])('received %s and assigned %s: the officer is told %s, for %s', async (received, assigned, shown) => {
  const { id, code } = await atAgency(received);
  await passUntil(assigned, id);
  await counter.give(person('head'), code, 'Assign', { officer: 'officer-31', stage: 'appraise' });
  const told = await passUntil(assigned, id);
  expect(told.filter(({ to }) => to === 'officer-31')).toEqual([{ kind: expect.stringMatching(/^stage-(half|most)$/) as string, to: 'officer-31', at: shown }]);
});

test('a notice that waits for an opening waits on when that day is closed', async () => {
  const { id, code } = await atAgency('2026-08-19T10:00:00+07:00');
  await passUntil('2026-08-21T18:00:00+07:00', id);
  await counter.give(person('head'), code, 'Assign', { officer: 'officer-31', stage: 'appraise' });
  await passUntil('2026-08-21T18:00:00+07:00', id);
  await publishNow(counter, assignmentsWith(closureOf('2026-08-22')), clock.add(3_600_000));
  await placeNotices(engine, clock.now());
  expect((await passUntil('2026-08-21T20:00:00+07:00', id)).filter(({ to }) => to === 'officer-31')).toEqual([{ kind: 'stage-most', to: 'officer-31', at: '2026-08-24T07:00' }]);
});

const EVENING: CalendarDefinition = {
  id: 'evening',
  name: 'Làm việc buổi tối',
  days: [{ date: '2026-10-13', kind: 'special-hours', name: 'Làm việc buổi tối', source: 'Công văn 12/UBND', hours: [['13:00', '21:00']] }],
};

test.each([
  // published Monday 16:00           half told            end of the stage
  ['Tuesday is closed', closureOf('2026-10-13'), '2026-10-14T15:00', '2026-10-16T09:00'],
  ['Tuesday is worked at other hours, as long', EVENING, '2026-10-13T19:00', '2026-10-15T09:00'],
])('a calendar published meanwhile moves the warnings still to come: %s', async (_, layer, half, end) => {
  const { id } = await atAgency('2026-10-12T09:00:00+07:00', 'officer-31');
  await passUntil('2026-10-12T16:00:00+07:00', id);
  await publishNow(counter, assignmentsWith(layer), clock.now());
  await applyCalendarVersion(engine, clock.now());
  const told = await passUntil('2026-10-19T17:00:00+07:00', id);
  expect(told.filter(({ to }) => to === 'officer-31').map(({ kind, at }) => [kind, at])).toEqual([['stage-half', half], ['stage-most', expect.anything()], ['stage-expired', end]]);
  expect(await verifyLedger(engine)).toMatchObject({ ok: true });
});

test('from when a dossier is endangered is noted once and forgotten by whatever may change it: an event, and a calendar that reaches its work', async () => {
  const { id, code } = await atAgency('2026-11-16T09:00:00+07:00', 'officer-31');
  const noted = async (): Promise<unknown> => (await read.first<{ endangered_from: number | null }>('SELECT endangered_from FROM dossier WHERE id = $1', [id]))?.endangered_from;
  const target = async (): Promise<number> => (await read.first<{ at: number }>('SELECT stage_target_at AS at FROM dossier WHERE id = $1', [id]))?.at ?? 0;
  expect(await noted()).toBeNull();
  await passUntil('2026-11-16T10:00:00+07:00', id);
  expect(await noted()).toBe((await target()) + 1);
  expect((await counter.give(person('head'), code, 'Assign', { officer: 'head-31', stage: 'appraise' })).status).toBe('applied');
  expect(await noted()).toBeNull();
  await passUntil('2026-11-16T11:00:00+07:00', id);
  await publishNow(counter, assignmentsWith(closureOf('2026-11-17')), clock.now());
  await applyCalendarVersion(engine, clock.now());
  expect(await noted()).toBeNull();
  await passUntil('2026-11-16T12:00:00+07:00', id);
  expect(await noted()).toBe((await target()) + 1);
});

test('the endangered are the same before and after it was noted from when each is, and the ledgers of the others are then not read', async () => {
  const { id, code } = await atAgency('2026-11-23T09:00:00+07:00', 'officer-31');
  const due = (await read.first<{ due: number }>('SELECT due_at AS due FROM dossier WHERE id = $1', [id]))?.due ?? 0;
  const [early, late] = [clock.now(), instant(due - MS_PER_HOUR)];
  const listAt = async (at: Instant): Promise<{ readonly own: boolean; readonly wasRead: boolean }> => {
    const { engine: heardBy, heard } = listening(engine);
    const { items } = await listEndangered(heardBy, { scope: { province: 'H99' }, at, until: instant(due + 1), limit: 50 });
    return { own: items.some((item) => item.code === code), wasRead: heard.some(({ sql, parameters }) => sql.includes('dossier_event') && JSON.stringify(parameters).includes(id)) };
  };
  const [unnoted, unnotedLate] = [await listAt(early), await listAt(late)];
  expect([unnoted, unnotedLate]).toEqual([{ own: false, wasRead: true }, { own: true, wasRead: true }]);
  await read.run('UPDATE dossier SET stage_warn_at = 0 WHERE in_stock AND paused_at IS NULL');
  while ((await warnOfStages(engine, early, 100)).looked > 0);
  expect(await listAt(early)).toEqual({ own: false, wasRead: false });
  expect((await listAt(late)).own).toBe(true);
});

test('two loops beside each other tell everything once', async () => {
  const dossiers = [];
  for (let each = 0; each < 12; each += 1) dossiers.push(await atAgency('2026-10-26T09:00:00+07:00', 'officer-31'));
  await passUntil('2026-10-29T16:00:00+07:00', dossiers[0]?.id ?? '', [engine, engine]);
  const rows = await read.rows<{ n: number }>('SELECT count(*) AS n FROM staff_notice WHERE dossier_id = ANY($1) GROUP BY dossier_id', [dossiers.map(({ id }) => id)]);
  expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: 12 }, () => 4));
});

test('a pass killed before it commits tells nobody and forgets nothing', async () => {
  const { id } = await atAgency('2026-11-02T09:00:00+07:00', 'officer-31');
  await passUntil('2026-11-03T13:30:00+07:00', id);
  clock.set('2026-11-03T15:01:00+07:00');
  const killed: Engine['database'] = {
    ...engine.database,
    transaction: (work) =>
      engine.database.transaction(async (tx) => {
        await work(tx);
        throw new Error('killed');
      }),
  };
  await expect(warnOfStages({ ...engine, database: killed }, clock.now(), 100)).rejects.toThrow('killed');
  expect(await read.rows('SELECT FROM staff_notice WHERE dossier_id = $1', [id])).toEqual([]);
  expect(await warnOfStages(engine, clock.now(), 100)).toEqual({ looked: 1, told: 1 });
  expect(await warnOfStages(engine, clock.now(), 100)).toEqual({ looked: 0, told: 0 });
});

test('a batch is warned of by the same few statements, whether it is one dossier or thirty', async () => {
  const statements = async (dossiers: number): Promise<number> => {
    await read.run('UPDATE dossier SET stage_warn_at = NULL');
    clock.set('2026-11-09T09:00:00+07:00');
    for (let each = 0; each < dossiers; each += 1) {
      const { code } = await counter.takeIn();
      await counter.give(person('clerk'), code, 'Forward', { stage: 'desk' });
    }
    clock.set('2026-11-12T09:00:00+07:00');
    const watched = counted(engine);
    expect(await warnOfStages(watched.engine, clock.now(), 100)).toEqual({ looked: dossiers, told: dossiers });
    return watched.statements();
  };
  await statements(1);
  // Locking, ledgers, notices, next instants; agencies and settings are asked about once a second.
  expect(await statements(30)).toBeLessThanOrEqual(5);
});

test('a ledger that cannot be counted is named, looked at again after an hour, and holds nobody up', async () => {
  await read.run('UPDATE dossier SET stage_warn_at = NULL');
  const sound = await atAgency('2026-11-16T09:00:00+07:00', 'officer-31');
  clock.set('2026-11-17T15:01:00+07:00');
  const empty = '00000000-0000-4000-8000-0000000000ff';
  await read.run(
    `INSERT INTO dossier SELECT (json_populate_record(d, json_build_object('id', $2::text, 'code', 'H99.31-EMPTY'))).* FROM dossier d WHERE d.id = $1`,
    [sound.id, empty],
  );
  await expect(warnOfStages(engine, clock.now(), 100)).rejects.toThrow(`Stages that cannot be counted: 1 dossiers, the first of them ${empty}`);
  expect(await read.rows('SELECT kind FROM staff_notice WHERE dossier_id = $1', [sound.id])).toEqual([{ kind: 'stage-half' }]);
  expect(await read.first('SELECT stage_warn_at FROM dossier WHERE id = $1', [empty])).toEqual({ stage_warn_at: clock.now() + 3_600_000 });
  expect(await warnOfStages(engine, clock.now(), 100)).toEqual({ looked: 0, told: 0 });
  await owner.read.run('DELETE FROM dossier WHERE id = $1', [empty]);
});
