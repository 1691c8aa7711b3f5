import { afterAll, expect, test } from 'vitest';
import { instant, parseInstant } from '#domain';
import { openDatabase } from '#persistence';
import { type Engine, readWaitingWork } from '#service';
import { checkBalance, raiseBalanceAlarms } from '#service/figures';
import { person, testCounter } from '../support/engine.js';

const counter = await testCounter('2026-08-17T08:00:00+07:00');
const { engine, clock } = counter;
const { read } = engine.database;
const owner = await openDatabase({ url: counter.database.ownerUrl, poolSize: 1 });
afterAll(() => owner.close());

test('a letter is owed too long from the moment after a working day, not over a weekend', async () => {
  clock.set('2026-08-14T09:00:00+07:00');
  const { code } = await counter.takeIn();
  await counter.give(person('clerk'), code, 'Forward', { stage: 'desk' });
  const asked = { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '17' } }], reasonCode: 'incomplete' } as const;
  expect((await counter.give(person('officer', 'H99.31'), code, 'RequestSupplement', asked, { reason: 'Thiếu bản vẽ' })).status).toBe('applied');
  expect((await readWaitingWork(engine, clock.now())).lettersOwed).toBe(1);
  const overdueAt = async (at: string): Promise<number> => (await readWaitingWork(engine, parseInstant(at))).lettersOverdue;
  expect([await overdueAt('2026-08-16T12:00:00+07:00'), await overdueAt('2026-08-17T09:00:00+07:00'), await overdueAt('2026-08-17T09:01:00+07:00')]).toEqual([0, 0, 1]);
});

test('the inbox lags by its oldest command, and a command given up counts until its task is done', async () => {
  const { code, id } = await counter.takeIn();
  expect(await readWaitingWork(engine, clock.now())).toMatchObject({ inboxLagMs: 0, commandsDead: 0 });
  await counter.give(person('clerk'), code, 'Forward', { stage: 'desk' });
  await owner.read.run(`UPDATE command_inbox SET status = 'pending', outcome = NULL`);
  expect((await readWaitingWork(engine, instant(clock.now() + 90_000))).inboxLagMs).toBe(90_000);
  await read.run(`INSERT INTO task (key, kind, dossier_id, agency, data, created_at) VALUES ('dead', 'command-dead', $1, 'H99.31', '{}', $2)`, [id, clock.now()]);
  expect((await readWaitingWork(engine, clock.now())).commandsDead).toBe(1);
  await read.run(`UPDATE task SET done_at = $1 WHERE key = 'dead'`, [clock.now()]);
  expect((await readWaitingWork(engine, clock.now())).commandsDead).toBe(0);
});

test('figures that part from their dossiers open one task for the province, closed when they agree again and opened anew', async () => {
  await counter.takeIn();
  const tasks = async (): Promise<readonly unknown[]> => read.rows(`SELECT key, agency, data, done_at IS NULL AS open FROM task WHERE kind = 'balance-broken'`);
  expect([await raiseBalanceAlarms(engine, clock.now()), await tasks()]).toEqual([[], []]);
  await owner.read.run(`INSERT INTO figure_delta (day, province, agency, procedure_code, field_code, channel, officer, measures) SELECT day, province, agency, procedure_code, field_code, channel, officer, measures FROM figure_delta LIMIT 1`);
  for (let look = 0; look < 2; look += 1) expect((await raiseBalanceAlarms(engine, clock.now())).map(({ agency }) => agency)).toEqual(['H99.31']);
  expect(await tasks()).toEqual([{ key: 'balance-broken:H99:H99.31', agency: 'H99', data: expect.objectContaining({ agency: 'H99.31' }) as object, open: true }]);
  await owner.read.run('DELETE FROM figure_delta WHERE id = (SELECT max(id) FROM figure_delta)');
  expect(await raiseBalanceAlarms(engine, clock.now())).toEqual([]);
  expect(await tasks()).toMatchObject([{ open: false }]);
  await owner.read.run('UPDATE dossier SET became_late_at = 1');
  await raiseBalanceAlarms(engine, clock.now());
  expect(await tasks()).toMatchObject([{ open: true }]);
  await owner.read.run('UPDATE dossier SET became_late_at = NULL');
});

test.each<readonly [string, string, (on: Engine) => Promise<unknown>]>([
  ['the balance', 'dossier', (on) => checkBalance(on.database)],
  ['what waits', 'letter', (on) => readWaitingWork(on, clock.now())],
])('%s has an index of what is open to look at: no %s of years ago is read', async (_name, table, look) => {
  const heard: { readonly sql: string; readonly parameters: readonly unknown[] }[] = [];
  const hear = (sql: string, parameters: readonly unknown[] = []): void => {
    heard.push({ sql, parameters });
  };
  const listened: typeof read = {
    ...read,
    rows: (sql, parameters) => {
      hear(sql, parameters);
      return read.rows(sql, parameters);
    },
    first: (sql, parameters) => {
      hear(sql, parameters);
      return read.first(sql, parameters);
    },
  };
  await look({ ...engine, database: { ...engine.database, read: listened } });
  const asked = heard.filter(({ sql }) => new RegExp(`FROM ${table} `, 'u').test(sql));
  expect(asked).toHaveLength(1);
  const plan = await owner.transaction(async (tx) => {
    await tx.run('SET LOCAL enable_seqscan = off');
    return tx.rows(`EXPLAIN ${asked[0]?.sql ?? ''}`, asked[0]?.parameters ?? []);
  });
  expect(JSON.stringify(plan)).not.toContain(`Seq Scan on ${table}`);
});
