import { describe, expect, test } from 'vitest';
import { type Engine, publishCalendars, readCatalogue, sha256, takeIn, type TakeInResult } from '#service';
import type { Statements } from '#persistence';
import { openRuleBook } from '../../libs/service/rule-book.js';
import { takeCode } from '../../libs/service/codes.js';
import { HOUSE_PERMIT, person, testCounter } from '../support/engine.js';

const counter = await testCounter('2026-08-18T09:00:00+07:00');
const { engine, clock } = counter;
const files = await readCatalogue(new URL('../../data/', import.meta.url));

const AGENCY = files.agencies.find(({ code }) => code === 'H99.31') ?? files.agencies[0];
if (AGENCY === undefined) throw new Error('The catalogue has no agencies');

/** Publishes a calendar version that differs from every other; returns its id. */
async function publishAnother(): Promise<string> {
  const at = clock.add(1_000);
  const closure = { id: `closure-${String(at)}`, name: 'Nghỉ', days: [{ date: '2027-03-10', kind: 'closure', name: `Nghỉ ${String(at)}`, source: 'Công điện 01' }] } as const;
  const layers = [files.nation, files.province, closure];
  return engine.database.transaction((tx) => publishCalendars(tx, files.agencies.map(({ code }) => ({ agency: code, processing: layers, intake: layers })), sha256, at, 'admin@H99'));
}

/** The engine as an intake sees it that reads the current calendar just before another one is published, so many times. */
function overtaken(times: number): Engine {
  let left = times;
  const rules: Engine['rules']['rules'] = async (...under) => {
    if (left > 0) await publishAnother();
    left -= 1;
    return engine.rules.rules(...under);
  };
  return { ...engine, rules: { ...engine.rules, rules } };
}

function intake(on: Engine, key: string, body: Partial<typeof HOUSE_PERMIT> = {}): Promise<TakeInResult> {
  return takeIn(on, clock, { actor: person('clerk'), idempotencyKey: key, body: { ...HOUSE_PERMIT, ...body } });
}

describe('an intake overtaken by a published calendar', () => {
  test('is decided again under the new one, and written once', async () => {
    const result = await intake(overtaken(2), 'overtaken-twice');
    const rows = await engine.database.read.rows<{ calendar_snapshot: string; code: string }>(
      `SELECT d.calendar_snapshot, d.code FROM dossier d JOIN command_inbox i ON i.dossier_id = d.id WHERE i.idempotency_key = 'overtaken-twice'`,
    );
    const head = await engine.rules.currentSnapshot(engine.database.read);
    expect(result).toMatchObject({ kind: 'created', rows: [{ calendarSnapshot: head }] });
    expect(rows).toEqual([{ calendar_snapshot: head, code: result.kind === 'created' ? result.code : '' }]);
  });

  test('again and again gives up, says what to do and leaves nothing', async () => {
    await expect(intake(overtaken(9), 'overtaken-always')).rejects.toThrow('send the intake again');
    expect(await engine.database.read.rows(`SELECT 1 FROM command_inbox WHERE idempotency_key = 'overtaken-always'`)).toEqual([]);
  });
});

describe('many intakes of one desk at once', () => {
  test('have numbers of their own without a gap, in the order of their counter', async () => {
    const results = await Promise.all(Array.from({ length: 24 }, (_, index) => intake(engine, `at-once-${String(index)}`)));
    const numbers = results.map((result) => (result.kind === 'created' ? Number(result.code.slice(-4)) : Number.NaN)).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 24 }, (_, index) => (numbers[0] ?? 0) + index));
  });

  test('under one key give one dossier, whoever of them writes first', async () => {
    const results = await Promise.all(Array.from({ length: 8 }, () => intake(engine, 'one-key')));
    expect(results.filter(({ kind }) => kind === 'created')).toHaveLength(1);
    expect(new Set(results.map((result) => ('code' in result ? result.code : result.kind))).size).toBe(1);
  });

  test('do not wait for one of them that has written its dossier and not committed it', async () => {
    let finish = (): void => undefined;
    const held = new Promise<void>((resolve) => (finish = resolve));
    let reach = (): void => undefined;
    const reached = new Promise<void>((resolve) => (reach = resolve));
    const transaction: Engine['database']['transaction'] = (work) =>
      engine.database.transaction(async (tx) => {
        const sent: string[] = [];
        const run: Statements['run'] = (sql, parameters) => {
          sent.push(sql);
          return tx.run(sql, parameters);
        };
        const result = await work({ ...tx, run });
        if (sent.some((sql) => sql.includes('INSERT INTO dossier '))) {
          reach();
          await held;
        }
        return result;
      });
    const first = intake({ ...engine, database: { ...engine.database, transaction } }, 'slow-one');
    await reached;
    expect(await intake(engine, 'quick-one')).toMatchObject({ kind: 'created' });
    expect(await intake(engine, 'quick-two')).toMatchObject({ kind: 'created' });
    finish();
    expect(await first).toMatchObject({ kind: 'created' });
  });
});

test('codes that came from elsewhere are passed over, however many there are', async () => {
  const last = await intake(engine, 'before-the-foreign-ones');
  const code = last.kind === 'created' ? last.code : '';
  const number = Number(code.slice(-4));
  const foreign = Array.from({ length: 9 }, (_, index) => `${code.slice(0, -4)}${String(number + 1 + index).padStart(4, '0')}`);
  for (const portalCode of foreign) {
    const at = clock.now();
    expect(await intake(engine, `foreign-${portalCode}`, { channel: 'online', portal: { submittedAt: at, completeAt: at, evidence: 'portal-1', portalCode } })).toMatchObject({ kind: 'created', code: portalCode });
  }
  const next = await intake(engine, 'after-the-foreign-ones');
  expect(next.kind === 'created' ? Number(next.code.slice(-4)) : next.kind).toBe(number + 10);
});

test('an intake costs one read, one statement for its code and one transaction of two', async () => {
  // A rule book for which no time passes: whether agencies have changed is asked once a second.
  const still = { ...engine, rules: openRuleBook(() => 0) };
  await intake(still, 'makes-the-key');
  await intake(still, 'remembers-the-key');
  const counts: string[] = [];
  const counting = (on: Statements, name: string): Statements => {
    const note = <T>(result: T): T => {
      counts.push(name);
      return result;
    };
    return { rows: (sql, parameters) => note(on.rows(sql, parameters)), first: (sql, parameters) => note(on.first(sql, parameters)), run: (sql, parameters) => note(on.run(sql, parameters)) };
  };
  let transactions = 0;
  const transaction: Engine['database']['transaction'] = (work) => {
    transactions += 1;
    const name = `transaction ${String(transactions)}`;
    return engine.database.transaction((tx) => work({ ...tx, ...counting(tx, name) }));
  };
  await intake({ ...still, database: { ...engine.database, read: counting(engine.database.read, 'read'), transaction } }, 'counted');
  const of = (name: string): number => counts.filter((each) => each === name).length;
  expect([of('read'), of('transaction 1'), transactions]).toEqual([2, 2, 1]);
});

test('the count of a code commits without waiting for the disk', async () => {
  const waits = await engine.database.transaction(async (tx) => {
    const setting = async (): Promise<unknown> => (await tx.first<{ setting: string }>(`SELECT current_setting('synchronous_commit') AS setting`))?.setting;
    await tx.run('SET LOCAL synchronous_commit = on');
    const before = await setting();
    await takeCode({ ...engine, database: { ...engine.database, read: tx } }, AGENCY, clock.now());
    return [before, await setting()];
  });
  expect(waits).toEqual(['on', 'off']);
});
