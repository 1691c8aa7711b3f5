import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { formatInstant, instant, type Instant } from '#domain';
import { openDatabase } from '#persistence';
import { acknowledgeEscalation, type Engine, escalateApologies, listEscalated, listEscalations, placeNotices, publishSettings } from '#service';
import { openRuleBook } from '../../libs/service/rule-book.js';
import { assignmentsWith, closureOf, publishNow } from '../support/calendar-changes.js';
import { person, testCounter } from '../support/engine.js';
import { counted, employ, member } from '../support/staff.js';

const COMMUNE = 'H99.31';
const BRANCH = 'H99.05.01.01';
const counter = await testCounter('2026-08-03T07:00:00+07:00');
const { engine, clock } = counter;
const { read } = engine.database;
const owner = await openDatabase({ url: counter.database.ownerUrl, poolSize: 1 });
afterAll(() => owner.close());

/** Every test has its own tasks and begins with nobody in the directory and the settings the program has. */
beforeEach(async () => {
  for (const table of ['escalation_item', 'escalation', 'settings_version']) await owner.read.run(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  for (const table of ['escalation_item', 'escalation', 'staff_notice', 'task', 'staff', 'settings_version']) await owner.read.run(`DELETE FROM ${table}`);
  engine.rules.doubt();
  await owner.read.run('ALTER TABLE calendar_version DISABLE TRIGGER USER');
  await owner.read.run('UPDATE calendar_version SET published_at = 0');
  await publishNow(counter, assignmentsWith(), instant(0));
});

/** A dossier that was taken in on 3 August and got nobody's attention: drafted two working days before 12/8 09:00, late then. */
async function neglected(): Promise<{ readonly id: string; readonly code: string }> {
  clock.set('2026-08-03T09:00:00+07:00');
  const dossier = await counter.takeIn();
  await counter.give(person('clerk'), dossier.code, 'Forward', { stage: 'desk' });
  return dossier;
}

async function wakeAt(at: string, id: string): Promise<void> {
  clock.set(at);
  await counter.wake(id);
}

/** A task of an agency without anything before it, as an imported or a much later promise leaves one. */
async function owedTo(agency: string, at: string, dossierId: string, kind = 'promise-broken'): Promise<string> {
  const key = `${dossierId}:${kind}:${agency}:${at}`;
  await read.run('INSERT INTO task (key, kind, dossier_id, agency, data, created_at) VALUES ($1, $2, $3, $4, $5, $6)', [key, kind, dossierId, agency, '{}', clock.set(at)]);
  return key;
}

async function pass(at: Instant, over: Engine = engine): Promise<number> {
  const made = await escalateApologies(over, at);
  await placeNotices(engine, at);
  return made;
}

/** Passes at each of these moments. */
async function passAt(...moments: readonly string[]): Promise<readonly number[]> {
  const made: number[] = [];
  for (const moment of moments) made.push(await pass(clock.set(moment)));
  return made;
}

async function lists(): Promise<readonly string[]> {
  return (await read.rows<{ key: string; tasks: number }>('SELECT escalation_key AS key, count(*) AS tasks FROM escalation_item GROUP BY 1 ORDER BY 1')).map(({ key, tasks }) => `${key} ${String(tasks)}`);
}

describe('an apology nobody acts on', () => {
  test('is listed for the body above from its next half day on, each half day, until somebody takes note of it', async () => {
    const { id } = await neglected();
    await wakeAt('2026-08-10T09:05:00+07:00', id);
    expect(await read.rows(`SELECT kind FROM task WHERE dossier_id = $1 AND done_at IS NULL AND kind = 'sign-apology'`, [id])).toHaveLength(1);
    expect(await passAt('2026-08-10T10:00:00+07:00', '2026-08-10T12:00:00+07:00', '2026-08-10T13:00:00+07:00', '2026-08-10T13:00:30+07:00', '2026-08-10T16:00:00+07:00')).toEqual([0, 0, 1, 0, 0]);
    expect(await passAt('2026-08-10T20:00:00+07:00', '2026-08-11T06:59:00+07:00', '2026-08-11T07:00:00+07:00')).toEqual([0, 0, 1]);
    expect(await lists()).toEqual(['H99:2026-08-10:afternoon 1', 'H99:2026-08-11:morning 1']);
    await acknowledgeEscalation(engine, 'H99:2026-08-11:morning', undefined, { subject: 'head-H99' }, clock.set('2026-08-11T08:15:00+07:00'));
    expect(await passAt('2026-08-11T13:00:00+07:00', '2026-08-12T07:00:00+07:00')).toEqual([0, 0]);
    const [line] = await listEscalated(engine, 'H99:2026-08-10:afternoon', { limit: 10 });
    expect(line).toMatchObject({ agency: COMMUNE, kind: 'sign-apology', acknowledgedBy: 'head-H99', acknowledgedAt: clock.set('2026-08-11T08:15:00+07:00'), doneAt: null });
  });

  test('taken note of comes back when the promise breaks, and whoever took note first stays on record until then', async () => {
    const { id } = await neglected();
    await wakeAt('2026-08-10T09:05:00+07:00', id);
    await passAt('2026-08-10T13:00:00+07:00');
    const key = 'H99:2026-08-10:afternoon';
    await acknowledgeEscalation(engine, key, undefined, { subject: 'first' }, clock.set('2026-08-10T14:00:00+07:00'));
    await acknowledgeEscalation(engine, key, undefined, { subject: 'second' }, clock.set('2026-08-10T15:00:00+07:00'));
    expect((await listEscalated(engine, key, { limit: 10 }))[0]?.acknowledgedBy).toBe('first');
    await wakeAt('2026-08-12T09:05:00+07:00', id);
    expect(await passAt('2026-08-12T10:00:00+07:00', '2026-08-12T13:00:00+07:00')).toEqual([0, 1]);
    await acknowledgeEscalation(engine, 'H99:2026-08-12:afternoon', undefined, { subject: 'second' }, clock.set('2026-08-12T14:00:00+07:00'));
    expect(await passAt('2026-08-13T07:00:00+07:00')).toEqual([0]);
  });

  test('leaves the lists when it is signed, and the desk is told of it', async () => {
    await employ(counter, member('clerk-31', 'clerk', COMMUNE));
    const { id, code } = await neglected();
    await wakeAt('2026-08-10T09:05:00+07:00', id);
    await passAt('2026-08-10T13:00:00+07:00');
    const proposed = await read.first<{ at: number }>('SELECT apology_draft_at AS at FROM dossier WHERE id = $1', [id]);
    clock.set('2026-08-10T18:00:00+07:00');
    expect((await counter.give(person('signatory'), code, 'SignApology', { reasonCode: 'complex', newAppointment: proposed?.at ?? 0 })).outcome).toMatchObject({ kind: 'applied' });
    expect(await passAt('2026-08-11T07:00:00+07:00')).toEqual([0]);
    expect((await listEscalations(engine, { agencies: ['H99'], limit: 10 })).map(({ key, lines, unanswered }) => [key, lines, unanswered])).toEqual([['H99:2026-08-10:afternoon', 1, 0]]);
    expect(await read.rows(`SELECT subject, data, visible_at FROM staff_notice WHERE kind = 'desk-informed'`)).toEqual([
      { subject: 'clerk-31', data: { code, newAppointment: proposed?.at }, visible_at: clock.now() },
    ]);
  });

  test('line by line is taken note of, and the rest stays listed', async () => {
    const { id } = await neglected();
    const [one, two] = [await owedTo(COMMUNE, '2026-08-17T08:00:00+07:00', id), await owedTo(COMMUNE, '2026-08-17T08:30:00+07:00', id)];
    await passAt('2026-08-17T13:00:00+07:00');
    await acknowledgeEscalation(engine, 'H99:2026-08-17:afternoon', [one, 'unknown'], { subject: 'head-H99' }, clock.now());
    await passAt('2026-08-18T07:00:00+07:00');
    expect((await listEscalated(engine, 'H99:2026-08-18:morning', { limit: 10 })).map(({ task }) => task)).toEqual([two]);
  });
});

describe('the levels', () => {
  test('are the body above the agency, then, two working days later, the province, each with a list of its own', async () => {
    const { id } = await neglected();
    await owedTo(BRANCH, '2026-08-17T08:00:00+07:00', id);
    await owedTo(COMMUNE, '2026-08-18T10:00:00+07:00', id);
    await passAt('2026-08-17T13:00:00+07:00', '2026-08-18T07:00:00+07:00', '2026-08-18T13:00:00+07:00', '2026-08-19T07:00:00+07:00');
    expect(await lists()).toEqual([
      'H99.05.01:2026-08-17:afternoon 1', 'H99.05.01:2026-08-18:afternoon 1', 'H99.05.01:2026-08-18:morning 1', 'H99.05.01:2026-08-19:morning 1',
      'H99:2026-08-18:afternoon 1', 'H99:2026-08-19:morning 2',
    ]);
    expect((await read.rows<{ level: number }>(`SELECT level FROM escalation_item WHERE escalation_key = 'H99:2026-08-19:morning' ORDER BY level`)).map(({ level }) => level)).toEqual([1, 2]);
  });

  test('and how often a list comes are settings', async () => {
    await engine.database.transaction((tx) => publishSettings(tx, { apologyEscalation: { levels: [{ to: 'province', afterHalfDays: 2 }], everyHalfDays: 2 } }, clock.now(), 'test'));
    const own = { ...engine, rules: openRuleBook() };
    const { id } = await neglected();
    await owedTo(BRANCH, '2026-08-17T08:00:00+07:00', id);
    for (const at of ['17T13:00', '18T07:00', '18T13:00', '19T07:00', '19T13:00']) await pass(clock.set(`2026-08-${at}:00+07:00`), own);
    expect(await lists()).toEqual(['H99:2026-08-18:morning 1', 'H99:2026-08-19:morning 1']);
    await engine.database.transaction((tx) => publishSettings(tx, {}, clock.now(), 'test'));
  });
});

describe('half days', () => {
  test.each([
    // owed                     passes                                                                            lists
    ['2026-08-21T15:00:00+07:00', ['2026-08-22T06:00', '2026-08-22T07:00', '2026-08-23T09:00', '2026-08-24T07:00'], ['2026-08-22:morning', '2026-08-24:morning'], 'the make-up Saturday is worked, the Sunday is not'],
    ['2026-08-28T15:00:00+07:00', ['2026-08-29T09:00', '2026-08-31T09:00', '2026-09-02T09:00', '2026-09-03T07:00'], ['2026-09-03:morning'], 'nobody is told over National Day'],
    ['2027-02-03T15:00:00+07:00', ['2027-02-03T18:00', '2027-02-05T09:00', '2027-02-10T13:00', '2027-02-11T07:00'], ['2027-02-11:morning'], 'nor over Tết'],
  ])('owed %s: %j gives lists %j, for %s', async (owed, passes, expected) => {
    const { id } = await neglected();
    await owedTo(COMMUNE, owed, id);
    await passAt(...passes.map((at) => `${at}:00+07:00`));
    expect(await lists()).toEqual(expected.map((half) => `H99:${half} 1`));
  });

  test('on which the addressed body is closed by decision have no list', async () => {
    const { id } = await neglected();
    await owedTo(COMMUNE, '2026-10-05T15:00:00+07:00', id);
    await publishNow(counter, assignmentsWith(closureOf('2026-10-06')), clock.now());
    expect(await passAt('2026-10-06T07:00:00+07:00', '2026-10-06T13:00:00+07:00', '2026-10-07T07:00:00+07:00')).toEqual([0, 0, 1]);
  });
});

describe('the people of the addressed body', () => {
  test('are told of a list once, heads and signatories, at its opening', async () => {
    await employ(counter, member('head-a', 'head', 'H99'), member('signatory-a', 'signatory', 'H99'), member('manager-a', 'manager', 'H99'), member('head-31', 'head', COMMUNE));
    const { id } = await neglected();
    await owedTo(COMMUNE, '2026-08-17T08:00:00+07:00', id);
    await passAt('2026-08-17T13:00:00+07:00', '2026-08-17T13:05:00+07:00');
    const told = await read.rows<{ subject: string; data: unknown; visible_at: number }>('SELECT subject, data, visible_at FROM staff_notice ORDER BY subject');
    expect(told.map(({ subject, data, visible_at }) => [subject, data, formatInstant(instant(visible_at))])).toEqual(
      ['head-a', 'signatory-a'].map((subject) => [subject, { list: 'H99:2026-08-17:afternoon', count: 1 }, '2026-08-17T13:00:00+07:00']),
    );
  });

  test('are told once by two loops beside each other, and after a kill before the commit once', async () => {
    await employ(counter, member('head-a', 'head', 'H99'));
    const { id } = await neglected();
    for (let each = 0; each < 30; each += 1) await owedTo(COMMUNE, `2026-08-17T08:${String(10 + each)}:00+07:00`, id);
    const at = clock.set('2026-08-17T13:00:00+07:00');
    const killed: Engine['database'] = { ...engine.database, transaction: (work) => engine.database.transaction(async (tx) => Promise.reject(new Error(`killed after ${typeof (await work(tx))}`))) };
    await expect(escalateApologies({ ...engine, database: killed }, at)).rejects.toThrow('killed after number');
    expect(await lists()).toEqual([]);
    const made = await Promise.all([escalateApologies(engine, at), escalateApologies(engine, at), escalateApologies(engine, at)]);
    expect(made.toSorted()).toEqual([0, 0, 1]);
    expect(await lists()).toEqual(['H99:2026-08-17:afternoon 30']);
    expect(await read.rows('SELECT subject, role FROM staff_notice ORDER BY id')).toEqual([{ subject: 'head-a', role: null }, { subject: null, role: 'signatory' }]);
  });

  test('cost the same few statements, whether there is one apology or forty', async () => {
    const { id } = await neglected();
    const statements = async (day: string, tasks: number): Promise<number> => {
      for (let each = 0; each < tasks; each += 1) await owedTo(COMMUNE, `2026-08-${day}T08:${String(10 + each)}:00+07:00`, id);
      const watched = counted(engine);
      expect(await escalateApologies(watched.engine, clock.set(`2026-08-${day}T13:00:00+07:00`))).toBe(1);
      return watched.statements();
    };
    await statements('17', 1);
    expect(await statements('18', 40)).toBeLessThanOrEqual(9);
    const idle = counted(engine);
    await escalateApologies(idle.engine, clock.now());
    expect(idle.statements()).toBeLessThanOrEqual(5);
  });
});
