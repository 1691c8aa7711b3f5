import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Actor, instant, MS_PER_MINUTE } from '#domain';
import { type Engine, placeNotices } from '#service';
import { ChangeHub } from '../../apps/api/live/change-hub.js';
import { assignmentsWith, closureOf, publishNow } from '../support/calendar-changes.js';
import { person, testCounter } from '../support/engine.js';
import { type LiveReader, readerOf } from '../support/live-reader.js';
import { publishOtherProvince } from '../support/other-province.js';
import { listening } from '../support/plans.js';
import { insertCase } from '../support/raw-cases.js';

const counter = await testCounter('2026-08-18T09:00:00+07:00');
const { engine, clock } = counter;
const TOMORROW = Date.parse('2100-01-01T00:00:00Z');
const clerk = (agency: string): Actor => person('clerk', agency, `clerk@${agency}`);
let hub: ChangeHub;

/** A reader of the hub; what came before it is not among its news. */
async function follow(actor: Actor, on = hub, lastId?: string): Promise<LiveReader> {
  return readerOf(await on.open({ actor, expiresAt: TOMORROW, ...(lastId === undefined ? {} : { lastId }) }));
}

/** A reader who has read everything up to now. */
async function followFromNow(actor: Actor, on = hub): Promise<LiveReader> {
  const reader = await follow(actor, on);
  await on.look();
  reader.news();
  return reader;
}

beforeAll(() => publishOtherProvince(engine));
beforeEach(() => {
  clock.add(MS_PER_MINUTE);
  hub = new ChangeHub(engine, clock);
});

describe('readers of changes', () => {
  test('are told a dossier of theirs with its last event and status, once, whoever wrote it', async () => {
    const reader = await followFromNow(clerk('H99.31'));
    const { code } = await counter.takeIn();
    await hub.look();
    await hub.look();
    expect(reader.news()).toEqual([code, 'queues', 'figures']);
    const row = await engine.database.read.first('SELECT last_seq AS seq, status FROM dossier WHERE code = $1', [code]);
    expect(reader.messages.find(({ kind }) => kind === 'dossier')).toEqual({ kind: 'dossier', code, ...row });
  });

  test.each<readonly [string, boolean, Actor]>([
    ['a clerk of its desk', true, clerk('H99.31')],
    ['a clerk of another desk', false, clerk('H99.32')],
    ['the head of the body above', true, person('head', 'H99', 'head@H99')],
    ['the manager of the province', true, person('manager', 'H99', 'manager@H99')],
    ['the manager of another province', false, person('manager', 'H98', 'manager@H98')],
    ['a citizen', false, person('citizen', 'H99', 'citizen')],
  ])('%s is told of a dossier of the commune: %s', async (_who, isTold, actor) => {
    const reader = await followFromNow(actor);
    const { code } = await counter.takeIn({}, clerk('H99.31'));
    await hub.look();
    expect(reader.news()).toEqual(isTold ? [code, 'queues', 'figures'] : []);
  });

  test('of the agency that let a dossier go are told that their queues changed, not which dossier', async () => {
    const { code, id } = await counter.takeIn();
    const reader = await followFromNow(clerk('H99.31'));
    const before = reader.messages.length;
    await engine.database.transaction(async (tx) => {
      await tx.run(`INSERT INTO dossier_event (dossier_id, seq, cause, ordinal, type, payload, actor, occurred_at, recorded_at, calendar_snapshot, prev_hash, hash)
        SELECT dossier_id, 900, 'handed-on', 0, type, payload, json_build_object('subject', 'x', 'role', 'clerk', 'agency', 'H99.31'), occurred_at, recorded_at, calendar_snapshot, prev_hash, hash FROM dossier_event WHERE dossier_id = $1 AND seq = 1`, [id]);
      await tx.run(`UPDATE dossier SET receiving_agency = 'H99.05', competent_agency = 'H99.05', holders = '{H99.05}' WHERE id = $1`, [id]);
    });
    await hub.look();
    expect(reader.news()).toEqual(['queues', 'figures']);
    expect(JSON.stringify(reader.messages.slice(before))).not.toContain(code);
  });

  test('are told of a transaction that ends behind later ones when it ends, and of none twice', async () => {
    const [slow, quick] = [await counter.takeIn(), await counter.takeIn()];
    const reader = await followFromNow(clerk('H99.31'));
    const [mayEnd, written] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    const held = engine.database.transaction(async (tx) => {
      await touch(tx, slow.id);
      written.resolve(undefined);
      await mayEnd.promise;
    });
    await written.promise;
    await engine.database.transaction((tx) => touch(tx, quick.id));
    await hub.look();
    expect(reader.news()).toEqual([quick.code, 'queues', 'figures']);
    const id = reader.lastId();
    mayEnd.resolve(undefined);
    await held;
    await hub.look();
    expect(reader.news()).toEqual([slow.code, 'queues', 'figures']);
    await hub.look();
    expect(reader.news()).toEqual([]);
    // Who left in between is told of it too, by this process and by any other.
    for (const on of [hub, new ChangeHub(engine, clock)]) expect((await follow(clerk('H99.31'), on, id)).news()).toEqual([slow.code, 'queues', 'figures']);
  });

  test('who come back by their last id are told what they missed, and nothing else', async () => {
    const reader = await followFromNow(clerk('H99.31'));
    const before = await counter.takeIn();
    await hub.look();
    expect(reader.news()).toContain(before.code);
    const id = reader.lastId();
    const missed = await counter.takeIn();
    await hub.look();
    expect((await follow(clerk('H99.31'), hub, id)).news()).toEqual([missed.code, 'queues', 'figures']);
    const again = await follow(clerk('H99.31'), hub, id);
    again.news();
    expect((await follow(clerk('H99.31'), hub, again.lastId())).news()).toEqual([]);
  });

  test.each(['', 'x', '2:2:', '1:99999999:5'])('who come back by %j, which is unknown, too old or from before a restore, are told to read everything again', async (lastId) => {
    expect((await follow(clerk('H99.31'), hub, lastId)).news()).toEqual(['reset']);
  });

  test('who begin anew are told what was recorded while their page was read', async () => {
    const { code } = await counter.takeIn();
    expect((await follow(clerk('H99.31'))).news()).toEqual([code, 'queues', 'figures']);
    clock.add(MS_PER_MINUTE);
    expect((await follow(clerk('H99.31'))).news()).toEqual([]);
  });

  test('who begin anew are told that cases, the calendar and their notices changed while their page was read, by any process', async () => {
    const actor = person('officer', 'H99.05', 'late-1');
    await followFromNow(clerk('H99.31'));
    await engine.database.transaction((tx) => insertCase(tx, 'H99.05', 1));
    await publishNow(counter, assignmentsWith(closureOf('2026-11-23')), clock.now());
    await engine.database.read.run(
      `INSERT INTO staff_notice (key, kind, agency, subject, data, created_at, by_mail) VALUES ('live-3', 'absence-ends', 'H99.05', 'late-1', '{}', $1, false)`,
      [clock.now()],
    );
    await placeNotices(engine, clock.now());
    await hub.look();
    for (const on of [hub, new ChangeHub(engine, clock)]) expect((await follow(actor, on)).news()).toEqual(['cases', 'calendar', 'notices']);
    clock.add(MS_PER_MINUTE);
    expect((await follow(actor)).news()).toEqual([]);
  });

  test('are told of a notice when it is to be shown, and nobody else is', async () => {
    const [told, other] = [await followFromNow(person('clerk', 'H99.31', 'told-1')), await followFromNow(person('clerk', 'H99.31', 'told-2'))];
    await engine.database.read.run(
      `INSERT INTO staff_notice (key, kind, agency, subject, data, created_at, by_mail) VALUES ('live-1', 'absence-ends', 'H99.31', 'told-1', '{}', $1, false)`,
      [clock.now()],
    );
    await hub.look();
    expect(told.news()).toEqual([]);
    expect(await placeNotices(engine, clock.now())).toBeGreaterThan(0);
    await hub.look();
    await hub.look();
    expect([told.news(), other.news()]).toEqual([['notices'], []]);
    // Placed for a later moment: told when that has come.
    await engine.database.read.run(
      `INSERT INTO staff_notice (key, kind, agency, subject, data, created_at, by_mail, visible_at, placed_on) VALUES ('live-2', 'absence-ends', 'H99.31', 'told-1', '{}', $1, false, $1::bigint + 1000, 'x')`,
      [clock.now()],
    );
    await hub.look();
    expect(told.news()).toEqual([]);
    clock.add(1_000);
    await hub.look();
    await hub.look();
    expect([told.news(), other.news()]).toEqual([['notices'], []]);
  });

  test('are told of another calendar version', async () => {
    const reader = await followFromNow(clerk('H99.31'));
    await publishNow(counter, assignmentsWith(closureOf('2026-11-20')), clock.now());
    await hub.look();
    expect(reader.news()).toEqual(['calendar']);
  });
});

describe('the hub', () => {
  test('asks the database the same, however many read', async () => {
    const asked: number[] = [];
    for (const readers of [1, 200]) {
      const { engine: on, heard } = listening(engine);
      const other = new ChangeHub(on, clock);
      for (let index = 0; index < readers; index += 1) await follow(person('clerk', 'H99.31', `clerk-${String(index)}`), other);
      heard.length = 0;
      await counter.takeIn();
      await other.look();
      await other.look();
      asked.push(heard.filter(({ sql }) => sql.includes('pg_visible_in_snapshot')).length);
      expect(heard.length).toBeLessThanOrEqual(4);
    }
    expect(asked).toEqual([2, 2]);
  });

  test('that could not ask for a while tells afterwards what happened meanwhile', async () => {
    let isAway = false;
    const { read } = engine.database;
    const failing: Engine = { ...engine, database: { ...engine.database, read: { ...read, first: (sql, parameters) => (isAway ? Promise.reject(new Error('connection lost')) : read.first(sql, parameters)) } } };
    const shaky = new ChangeHub(failing, clock);
    const reader = await followFromNow(clerk('H99.31'), shaky);
    isAway = true;
    const { code } = await counter.takeIn();
    await expect(shaky.look()).rejects.toThrow('connection lost');
    await expect(shaky.look()).rejects.toThrow('connection lost');
    isAway = false;
    await shaky.look();
    expect(reader.news()).toEqual([code, 'queues', 'figures']);
  });

  test('whose look fails half-way has told nobody, and tells all of it with the next', async () => {
    let isAway = false;
    const { rules } = engine;
    const shaky = new ChangeHub({ ...engine, rules: { ...rules, agencies: (tx) => (isAway ? Promise.reject(new Error('connection lost')) : rules.agencies(tx)) } }, clock);
    const reader = await followFromNow(clerk('H99.31'), shaky);
    const id = reader.lastId();
    isAway = true;
    const { code } = await counter.takeIn();
    await expect(shaky.look()).rejects.toThrow('connection lost');
    isAway = false;
    await shaky.look();
    expect(reader.news()).toEqual([code, 'queues', 'figures']);
    expect((await follow(clerk('H99.31'), shaky, id)).news()).toEqual([code, 'queues', 'figures']);
  });

  test('cuts a reader that does not keep up, and no other', async () => {
    const slow = await hub.open({ actor: clerk('H99.31'), expiresAt: TOMORROW });
    const reader = await followFromNow(person('clerk', 'H99.31', 'clerk-2'));
    const { code } = await counter.takeIn();
    for (let times = 0; times < 5_000 && !slow.destroyed; times += 1) {
      await hub.beat();
      slow.push('.'.repeat(1_000));
    }
    expect(slow.destroyed).toBe(true);
    await hub.look();
    expect(reader.news()).toContain(code);
    expect(hub.streams).toBe(1);
  });

  test('gives one person a dozen streams and then refuses', async () => {
    for (let index = 0; index < 12; index += 1) await follow(clerk('H99.31'));
    await expect(follow(clerk('H99.31'))).rejects.toMatchObject({ details: { code: 'too-many-streams', status: 429 } });
    expect((await follow(person('clerk', 'H99.31', 'clerk-2'))).news()).toEqual([]);
  });
});

/** One more event of a dossier, by whoever runs the transaction. */
async function touch(tx: Pick<Engine['database']['read'], 'run'>, id: string): Promise<void> {
  await tx.run(
    `INSERT INTO dossier_event (dossier_id, seq, cause, ordinal, type, payload, actor, occurred_at, recorded_at, calendar_snapshot, prev_hash, hash)
     SELECT dossier_id, 500, 'touched', 0, type, payload, actor, occurred_at, $2, calendar_snapshot, prev_hash, hash FROM dossier_event WHERE dossier_id = $1 AND seq = 1`,
    [id, instant(clock.now())],
  );
}
