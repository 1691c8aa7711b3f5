import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { type DossierEvent, type DossierState, eventOfRow, foldDossier, formatInstant, instant } from '#domain';
import { openDatabase } from '#persistence';
import { acceptCommand, applyCalendarVersion, applyImport, applyStageLog, type CommandRecord, countBehind, type Engine, findCommand, readLedgerOf, takeNudges, verifyLedger } from '#service';
import { assignmentsFor, assignmentsWith, closureOf, publishNow } from '../support/calendar-changes.js';
import { person, testCounter } from '../support/engine.js';

const counter = await testCounter('2026-08-19T09:00:00+07:00');
const { engine, clock } = counter;
const { read } = engine.database;

const owner = await openDatabase({ url: counter.database.ownerUrl, poolSize: 1 });
afterAll(() => owner.close());

/** Every test has days of its own and begins under the calendars of the program, published before them, with no dossier behind. */
beforeEach(async () => {
  await owner.read.run('ALTER TABLE calendar_version DISABLE TRIGGER USER');
  await owner.read.run('UPDATE calendar_version SET published_at = 0');
  clock.set('2026-08-19T09:00:00+07:00');
  await publishNow(counter, assignmentsWith(), clock.now());
  await applyCalendarVersion(engine, clock.now());
  await read.run('DELETE FROM workflow_nudge');
});

async function eventsOf(id: string): Promise<readonly DossierEvent[]> {
  return (await readLedgerOf(engine, id)).map(eventOfRow);
}

async function stateOf(id: string): Promise<DossierState> {
  return foldDossier(await eventsOf(id));
}

function dueOf({ dueAt }: DossierState): string {
  return formatInstant(instant(dueAt ?? 0));
}

async function expectWhole(): Promise<void> {
  expect(await verifyLedger(engine)).toMatchObject({ ok: true });
}

test('a closure within the term moves the due date by the day, once, and owes the applicant one letter', async () => {
  clock.set('2026-10-05T09:00:00+07:00');
  const { id } = await counter.takeIn();
  expect(dueOf(await stateOf(id))).toBe('2026-10-14T09:00:00+07:00');
  const version = await publishNow(counter, assignmentsWith(closureOf('2026-10-08')), clock.add(3_600_000));
  expect(await countBehind(engine.database)).toBeGreaterThan(0);
  expect(await applyCalendarVersion(engine, clock.now())).toMatchObject({ moved: 1, left: 0 });
  expect(await applyCalendarVersion(engine, clock.add(1_000))).toMatchObject({ redated: 0, moved: 0 });
  expect(await countBehind(engine.database)).toBe(0);
  const events = await eventsOf(id);
  expect(dueOf(foldDossier(events))).toBe('2026-10-15T09:00:00+07:00');
  expect(events.filter(({ type }) => type === 'DeadlineMoved')).toMatchObject([{ cause: `calendar:${version}`, calendarSnapshot: version, actor: { subject: 'system' } }]);
  expect(await read.rows(`SELECT key, form, status FROM letter WHERE dossier_id = $1 AND kind = 'date-moved'`, [id])).toEqual([{ key: `${id}:date-moved:2`, form: '00', status: 'owed' }]);
  await expectWhole();
});

test('a day given back moves the targets of stages and leaves the printed date', async () => {
  clock.set('2026-10-12T09:00:00+07:00');
  await publishNow(counter, assignmentsWith(closureOf('2026-10-14')), clock.now());
  await applyCalendarVersion(engine, clock.now());
  clock.add(60_000);
  const { id } = await counter.takeIn();
  const before = await stateOf(id);
  await publishNow(counter, assignmentsWith(), clock.add(3_600_000));
  await applyCalendarVersion(engine, clock.now());
  const after = await stateOf(id);
  expect(after.dueAt).toBe(before.dueAt);
  expect(after.stages.map(({ targetAt }) => targetAt)).not.toEqual(before.stages.map(({ targetAt }) => targetAt));
  expect(await read.rows(`SELECT 1 FROM letter WHERE dossier_id = $1 AND kind = 'date-moved'`, [id])).toEqual([]);
  await expectWhole();
});

test('going back to an earlier calendar is a version of its own, and a dossier that never left the first one passes both', async () => {
  clock.set('2026-10-19T09:00:00+07:00');
  const first = await publishNow(counter, assignmentsWith(), clock.now());
  const { id } = await counter.takeIn();
  const second = await publishNow(counter, assignmentsWith(closureOf('2026-10-21')), clock.add(60_000));
  const third = await publishNow(counter, assignmentsWith(), clock.add(60_000));
  expect(new Set([first, second, third]).size).toBe(3);
  await applyCalendarVersion(engine, clock.now());
  const moves = (await eventsOf(id)).filter(({ type }) => type === 'DeadlineMoved');
  expect(moves.map(({ calendarSnapshot }) => calendarSnapshot)).toEqual([second, third]);
  expect(dueOf(await stateOf(id))).toBe('2026-10-29T09:00:00+07:00');
  await expectWhole();
});

describe('publishing', () => {
  test('what the head says changes nothing', async () => {
    const head = await publishNow(counter, assignmentsWith(closureOf('2027-03-10')), clock.add(1_000));
    expect(await publishNow(counter, assignmentsWith(closureOf('2027-03-10')), clock.add(1_000))).toBe(head);
  });

  test('under a clock that went back counts from the version before', async () => {
    await publishNow(counter, assignmentsWith(closureOf('2027-03-11')), clock.add(1_000));
    const later = await publishNow(counter, assignmentsWith(closureOf('2027-03-12')), instant(0));
    expect(await read.first('SELECT published_at FROM calendar_version WHERE id = $1', [later])).toEqual({ published_at: clock.now() });
  });
});

test('dossiers that a change cannot reach only stand on the new version; a closure of one commune reaches no other', async () => {
  clock.set('2026-11-02T09:00:00+07:00');
  const [here, there] = [await counter.takeIn(), await counter.takeIn({ agencyCode: 'H99.32' })];
  await publishNow(counter, assignmentsFor(['H99.31'], closureOf('2026-11-05')), clock.add(60_000));
  expect(await applyCalendarVersion(engine, clock.now())).toMatchObject({ moved: 1 });
  expect([(await eventsOf(here.id)).length, (await eventsOf(there.id)).length]).toEqual([2, 1]);
  await publishNow(counter, assignmentsWith(closureOf('2026-12-31')), clock.add(60_000));
  await applyCalendarVersion(engine, clock.now());
  expect((await eventsOf(there.id)).length).toBe(1);
  expect(await countBehind(engine.database)).toBe(0);
  await expectWhole();
});

describe('commands and publications', () => {
  async function accept(code: string): Promise<string> {
    const body = { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '17' } }], reasonCode: 'incomplete' };
    const acceptance = await acceptCommand(engine, clock, { actor: person('officer'), idempotencyKey: counter.key(), dossierCode: code, type: 'RequestSupplement', body, text: { reason: 'Thiếu giấy' } });
    if (acceptance.kind !== 'accepted') throw new Error(acceptance.kind);
    return acceptance.command.id;
  }

  const told = (events: readonly DossierEvent[]): readonly unknown[] => events.map(({ type, cause, ordinal, occurredAt, calendarSnapshot, payload }) => ({ type, cause: cause.length === 36 ? 'command' : cause.replace(/^intake:.*/, 'intake'), ordinal, occurredAt, payload: type === 'DeadlineMoved' ? payload : null, calendarSnapshot }));

  test.each([
    // accepted before, accepted after
    [true, false],
    [false, true],
    [true, true],
    [false, false],
  ])('accepted before a publication (%s) and after it (%s): the ledger is the same whether the rollout or a transition comes first', async (before, after) => {
    clock.set(`2026-12-0${String(1 + Number(before) * 2 + Number(after))}T09:00:00+07:00`);
    const both = [await counter.takeIn(), await counter.takeIn()] as const;
    const commands: string[] = [];
    clock.add(60_000);
    if (before) for (const { code } of both) commands.push(await accept(code));
    await publishNow(counter, assignmentsWith(closureOf('2026-12-09', ...(before ? ['2026-12-10'] : []), ...(after ? ['2026-12-11'] : []))), clock.add(60_000));
    clock.add(60_000);
    // The first is met by the rollout, the second by its own transition.
    await counter.wake(both[1].id);
    await applyCalendarVersion(engine, clock.now());
    clock.add(60_000);
    if (after) for (const { code } of both) commands.push(await accept(code));
    clock.add(60_000);
    await Promise.all(both.map(({ id }) => counter.wake(id)));
    const [first, second] = await Promise.all(both.map(({ id }) => eventsOf(id)));
    expect(told(first ?? [])).toEqual(told(second ?? []));
    const records = await Promise.all(commands.map((id): Promise<CommandRecord | undefined> => findCommand(engine, id)));
    expect(records.map((record) => record?.status)).toEqual(commands.map((_, index) => (index < 2 ? 'applied' : 'refused')));
    await expectWhole();
  });

  test('a command accepted between two publications is decided under the calendar of its moment, and the dossier passes each where it lies', async () => {
    clock.set('2027-03-15T09:00:00+07:00');
    const { code, id } = await counter.takeIn();
    const between = await publishNow(counter, assignmentsWith(closureOf('2027-03-17')), clock.add(60_000));
    clock.add(60_000);
    await accept(code);
    const after = await publishNow(counter, assignmentsWith(closureOf('2027-03-17', '2027-03-18')), clock.add(60_000));
    expect(await applyCalendarVersion(engine, clock.now())).toMatchObject({ throughTransition: 1, left: 0 });
    const events = await eventsOf(id);
    expect(events.map(({ type, calendarSnapshot }) => [type, calendarSnapshot])).toEqual([
      ['DossierReceived', events[0]?.calendarSnapshot],
      ['DeadlineMoved', between],
      ['SupplementRequested', between],
      ['DeadlineMoved', after],
    ]);
    expect(await read.first('SELECT calendar_snapshot FROM dossier WHERE id = $1', [id])).toEqual({ calendar_snapshot: after });
    // Its workflow has seen neither the outcome nor the dates.
    expect((await takeNudges(engine.database, clock.now(), 10)).map(({ dossierId }) => dossierId)).toEqual([id]);
    await expectWhole();
  });

  test('a dossier behind a command that cannot be decided is left until it can, and the command spends no attempt on it', async () => {
    clock.set('2026-12-14T09:00:00+07:00');
    const { code, id } = await counter.takeIn();
    clock.add(60_000);
    const command = await accept(code);
    await read.run(`UPDATE command_inbox SET body = '\\x00', attempts = 3 WHERE id = $1`, [command]);
    await publishNow(counter, assignmentsWith(closureOf('2026-12-16')), clock.add(60_000));
    expect(await applyCalendarVersion(engine, clock.now())).toMatchObject({ left: 1 });
    expect(await read.first('SELECT attempts FROM command_inbox WHERE id = $1', [command])).toEqual({ attempts: 3 });
    await counter.wake(id);
    expect((await eventsOf(id)).map(({ type }) => type)).toEqual(['DossierReceived']);
    await read.run(`UPDATE command_inbox SET attempts = 19 WHERE id = $1`, [command]);
    await counter.wake(id);
    expect((await eventsOf(id)).map(({ type }) => type)).toEqual(['DossierReceived', 'DeadlineMoved']);
    await expectWhole();
  });
});

test('the workflow is told only where it would wake too late', async () => {
  clock.set('2027-01-05T14:00:00+07:00');
  await publishNow(counter, assignmentsWith(closureOf('2027-01-06')), clock.now());
  clock.add(60_000);
  const { id } = await counter.takeIn();
  await counter.wake(id);
  // A day off more: everything wakes later, and looks before it does anything.
  await publishNow(counter, assignmentsWith(closureOf('2027-01-06', '2027-01-07')), clock.add(60_000));
  expect(await applyCalendarVersion(engine, clock.now())).toMatchObject({ moved: 1, nudged: 0 });
  // Both given back: the first stage, begun in the afternoon, is due two days earlier.
  await publishNow(counter, assignmentsWith(), clock.add(60_000));
  expect(await applyCalendarVersion(engine, clock.now())).toMatchObject({ moved: 0, nudged: 1 });
  expect(await takeNudges(engine.database, clock.now(), 10)).toEqual([{ dossierId: id, since: clock.now() }]);
  expect(await takeNudges(engine.database, clock.add(1_000), 10)).toEqual([]);
});

test('a batch is written by the same few statements, whether it is one dossier or forty', async () => {
  const statements = async (dossiers: number): Promise<number> => {
    clock.add(3_600_000);
    for (let each = 0; each < dossiers; each += 1) await counter.takeIn();
    await publishNow(counter, assignmentsWith(closureOf('2027-01-13', ...(dossiers === 1 ? [] : ['2027-01-14']))), clock.add(60_000));
    await engine.rules.calendars(read, await engine.rules.currentSnapshot(read));
    let count = 0;
    const counted: Engine['database'] = {
      ...engine.database,
      bulk: (work) =>
        engine.database.bulk((tx) => {
          const noting = <T>(result: T): T => {
            count += 1;
            return result;
          };
          return work({
            rows: (sql, parameters) => noting(tx.rows(sql, parameters)),
            first: (sql, parameters) => noting(tx.first(sql, parameters)),
            run: (sql, parameters) => noting(tx.run(sql, parameters)),
            copy: (table, columns, rows) => noting(tx.copy(table, columns, rows)),
            attempt: (inner) => tx.attempt(inner),
          });
        }),
    };
    const tally = await applyCalendarVersion({ ...engine, database: counted }, clock.now(), { atOnce: 1 });
    expect(tally.moved).toBeGreaterThanOrEqual(dossiers);
    return count;
  };
  clock.set('2027-01-11T08:00:00+07:00');
  await statements(1);
  expect(await statements(40)).toBeLessThanOrEqual(13);
});

describe('a damaged dossier is named and holds nobody up', () => {
  /** Only the owner of the tables can do this, and only past the triggers that guard the ledger. */
  async function tamper(sql: string): Promise<void> {
    await owner.transaction(async (tx) => {
      await tx.run('ALTER TABLE dossier_event DISABLE TRIGGER USER');
      await tx.run(sql);
      await tx.run('ALTER TABLE dossier_event ENABLE TRIGGER USER');
    });
  }

  const payload = (from: string, to: string) => (id: string): string => `UPDATE dossier_event SET payload = replace(payload::text, '${from}', '${to}')::json WHERE dossier_id = '${id}'`;
  const type = (to: string) => (id: string): string => `UPDATE dossier_event SET type = '${to}' WHERE dossier_id = '${id}'`;
  const head = (seq: number) => (id: string): string => `UPDATE dossier SET last_seq = ${String(seq)} WHERE id = '${id}'`;
  const refuse = (id: string): string => `ALTER TABLE dossier_event ADD CONSTRAINT refused CHECK (dossier_id <> '${id}') NOT VALID`;
  const admit = (): string => 'ALTER TABLE dossier_event DROP CONSTRAINT refused';

  test.each([
    // received    closed        damage
    ['2027-02-22', '2027-02-25', 'whose ledger gives no dossier', type('StageForwarded'), type('DossierReceived')],
    ['2027-03-22', '2027-03-25', 'with an event of a newer program', payload('"v":1', '"v":9'), payload('"v":9', '"v":1')],
    ['2027-04-05', '2027-04-08', 'whose row has lost count of its events', head(0), head(1)],
    ['2027-04-19', '2027-04-22', 'whose events the database refuses', refuse, admit],
  ])('on %s with %s off: one %s', async (day, closed, _how, damage, repair) => {
    clock.set(`${day}T08:00:00+07:00`);
    const [broken, sound] = [await counter.takeIn(), await counter.takeIn()];
    await tamper(damage(broken.id));
    await publishNow(counter, assignmentsWith(closureOf(closed)), clock.add(60_000));
    try {
      await expect(applyCalendarVersion(engine, clock.now())).rejects.toThrow(`cannot be brought to the current calendar: 1, the first of them ${broken.id}`);
      expect((await eventsOf(sound.id)).map(({ type: of }) => of)).toEqual(['DossierReceived', 'DeadlineMoved']);
      expect(await countBehind(engine.database)).toBe(1);
    } finally {
      await tamper(repair(broken.id));
      await applyCalendarVersion(engine, clock.now());
    }
  });
});

test('an imported dossier keeps its open time, though its stage log comes in between the publication and the rollout', async () => {
  clock.set('2027-03-01T08:00:00+07:00');
  const fields = { code: 'OLD-1', procedureCode: '1.013225', agencyCode: 'H99.31', channel: 'counter', applicantName: 'Đặng Thị Bưởi', receivedAt: '2027-02-25T08:30:00+07:00', dueAt: '2027-03-05T08:30:00+07:00', finishedAt: '' };
  await applyImport(engine, [{ line: 2, fields }], clock.now(), { source: 'old' });
  await publishNow(counter, assignmentsWith(closureOf('2027-03-03')), clock.add(60_000));
  const log = await applyStageLog(engine, [{ line: 2, fields: { code: 'OLD-1', stage: 'Thẩm định', agency: 'H99.31', officer: 'cb-1', finishedAt: '2027-02-26T09:00:00+07:00' } }], clock.now(), { source: 'old' });
  expect(log.taken).toBe(1);
  await applyCalendarVersion(engine, clock.now());
  const row = await read.first<{ id: string; due_at: number }>(`SELECT id, due_at FROM dossier WHERE code = 'OLD-1'`);
  expect(formatInstant(instant(row?.due_at ?? 0))).toBe('2027-03-08T08:30:00+07:00');
  expect((await eventsOf(row?.id ?? '')).map(({ type }) => type)).toEqual(['DossierImported', 'StageImported', 'DeadlineMoved']);
  await expectWhole();
});
