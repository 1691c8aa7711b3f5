import { beforeAll, expect, test } from 'vitest';
import { formatInstant } from '#domain';
import { enterTarget, readBudget, watchBudgets } from '#service/figures';
import { testCounter } from '../support/engine.js';
import { listening } from '../support/plans.js';
import { counted, employ, member } from '../support/staff.js';

const counter = await testCounter('2026-08-03T08:00:00+07:00');
const { engine, clock } = counter;
const { read } = engine.database;

interface Told {
  readonly kind: string;
  readonly subject: string;
  readonly facts: { readonly target: number; readonly projected: string; readonly late: number; readonly left: number };
}

async function told(): Promise<readonly string[]> {
  const rows = await read.rows<Told & { readonly data: Told['facts'] }>(`SELECT kind, subject, data FROM staff_notice WHERE kind LIKE 'late-%' AND data->>'lastDay' = '2026-08-31' ORDER BY created_at, id`);
  return rows.map(({ kind, subject, data }) => `${kind} ${subject} ${String(data.target)} ${data.projected} ${String(data.late)}`);
}

interface Alerts {
  readonly last_day: string;
  readonly kinds: readonly string[];
}

/** What was told of the commune's month, quarter and year around August. */
async function alerts(): Promise<readonly Alerts[]> {
  return read.rows<Alerts>(
    `SELECT last_day, array_agg(kind ORDER BY number) AS kinds FROM late_alert WHERE scope = 'H99.31//' AND first_day || '/' || last_day IN ('2026-08-01/2026-08-31', '2026-07-01/2026-09-30', '2026-01-01/2026-12-31') GROUP BY last_day ORDER BY last_day`,
  );
}

let targets = 0;
async function decide(agency: string, target: number | null): Promise<void> {
  targets += 1;
  const entry = await enterTarget(engine, { province: 'H99', agency, target, validFrom: '2026-08-01', documentNumber: '1/QĐ-UBND' }, { by: 'manager', key: `target-key-${String(targets)}`, hash: String(targets) }, clock.now());
  expect(entry.kind).toBe('entered');
}

beforeAll(async () => {
  await employ(counter, member('head-31', 'head', 'H99.31'), member('head-32', 'head', 'H99.32'), member('manager-99', 'manager', 'H99'));
  // Seven working days: due on Wednesday 12/8 at eight.
  for (let each = 0; each < 10; each += 1) await counter.takeIn();
  clock.set('2026-08-12T08:30:00+07:00');
  for (let each = 0; each < 30; each += 1) await counter.takeIn({ agencyCode: 'H99.32' });
});

test('a projection beyond its target is told once, its way back as well, and each crossing anew', async () => {
  clock.set('2026-08-03T09:00:00+07:00');
  // What other tests saw of the quarter and the year is taken back.
  await watchBudgets(engine, clock.now());
  const before = await alerts();
  expect((await watchBudgets(engine, clock.now())).told).toBe(0);
  clock.set('2026-08-12T09:00:00+07:00');
  const first = await watchBudgets(engine, clock.now());
  expect(first.told).toBe(6);
  expect(await told()).toEqual([expect.stringMatching(/^late-above-target manager-99 200 /), expect.stringMatching(/^late-above-target head-31 200 /)]);
  clock.add(3_600_000);
  expect((await watchBudgets(engine, clock.now())).told).toBe(0);
  await decide('H99.31', 10_000);
  expect((await watchBudgets(engine, clock.add(1_000))).told).toBe(3);
  expect((await watchBudgets(engine, clock.add(1_000))).told).toBe(0);
  await decide('H99.31', null);
  const both = await Promise.all([watchBudgets(engine, clock.add(1_000)), watchBudgets(engine, clock.now())]);
  expect(both.reduce((sum, watch) => sum + watch.told, 0)).toBe(3);
  expect((await told()).slice(2)).toEqual([expect.stringMatching(/^late-below-target head-31 10000 /), expect.stringMatching(/^late-above-target head-31 200 /)]);
  expect(await read.rows(`SELECT number, kind, told_at FROM late_alert WHERE scope = 'H99.31//' AND last_day = '2026-08-31' ORDER BY number`)).toMatchObject([{ number: 1, kind: 'above' }, { number: 2, kind: 'below' }, { number: 3, kind: 'above' }]);
  // The quarter and the year are watched beside the month, each told once.
  expect((await alerts()).map(({ last_day: lastDay, kinds }) => [lastDay, kinds.slice(before.find((one) => one.last_day === lastDay)?.kinds.length ?? 0)])).toEqual(['2026-08-31', '2026-09-30', '2026-12-31'].map((lastDay) => [lastDay, ['above', 'below', 'above']]));
  await expect(read.run('DELETE FROM late_alert')).rejects.toThrow('permission denied');
});

test('a period is judged by the target in force on its own last day', async () => {
  clock.set('2026-10-14T09:30:00+07:00');
  targets += 1;
  const entered = { by: 'manager', key: `target-key-${String(targets)}`, hash: String(targets) };
  await enterTarget(engine, { province: 'H99', agency: 'H99.32', target: 150, validFrom: '2026-12-01', documentNumber: '2/QĐ-UBND' }, entered, clock.now());
  const { budgets } = await watchBudgets(engine, clock.now());
  expect(budgets.flatMap(({ scope, period, standing }) => (scope.agency === 'H99.32' ? [[period, standing.target.target]] : []))).toEqual([['month', 200], ['quarter', 150], ['year', 150]]);
});

test.each(['2026-08-15T10:00:00+07:00', '2026-08-12T12:00:00+07:00', '2026-08-12T19:00:00+07:00'])('nobody is told while the province is closed, as at %s', async (at) => {
  clock.set(at);
  expect(await watchBudgets(engine, clock.now())).toEqual({ budgets: [], told: 0 });
});

test('the budget of an agency is the same, asked for alone or with all others', async () => {
  clock.set('2026-09-10T10:00:00+07:00');
  const { budgets } = await watchBudgets(engine, clock.now());
  for (const agency of ['H99.31', 'H99.32']) {
    const alone = await readBudget(engine, { scope: { province: 'H99', agency }, period: { kind: 'month', year: 2026, month: 9 }, at: clock.now() });
    expect(budgets.find(({ scope, period }) => scope.agency === agency && period === 'month')?.standing).toEqual(alone);
  }
});

test('what is late now, due and expected make the projection, dated', async () => {
  const scope = { province: 'H99', agency: 'H99.32' };
  const period = { kind: 'month', year: 2026, month: 8 } as const;
  const at = clock.set('2026-08-14T08:00:00+07:00');
  const running = await readBudget(engine, { scope, period, at });
  // The Saturday of 22/8 is worked for Monday 31/8.
  expect(running).toMatchObject({ rate: { n: 0, d: 30 }, due: { due: 30 }, workingDays: { total: 21, begun: 10 }, receipts: { basis: 'this-period' } });
  expect(running.projection.toProcess).toBe(30 + running.receipts.expected);
  const over = await readBudget(engine, { scope, period, at: clock.set('2026-09-10T08:00:00+07:00') });
  expect(over).toMatchObject({ rate: { n: 30, d: 30, value: '100.00' }, due: { due: 0, endangered: 0 }, receipts: { expected: 0 }, projection: { value: '100.00', exceeds: true, budget: { left: 0 } } });
});

test('another forecast can be handed in', async () => {
  const at = clock.set('2026-08-14T08:00:00+07:00');
  const query = { scope: { province: 'H99', agency: 'H99.32' }, period: { kind: 'month', year: 2026, month: 8 } as const, at };
  const asked: string[] = [];
  const standing = await readBudget(engine, query, {
    forecast: ({ scope, until, due }) => {
      asked.push(`${String(scope.agency)} ${formatInstant(until)} ${String(due.due)}`);
      return { basis: 'model', expectedHundredths: 150 };
    },
  });
  expect([asked, standing.forecast.basis, standing.projection.lateHundredths]).toEqual([['H99.32 2026-09-01T00:00:00+07:00 30'], 'model', 150]);
});

test('looking costs the same few statements, however many agencies there are', async () => {
  clock.set('2026-09-11T09:00:00+07:00');
  const watched = counted(engine);
  const { budgets } = await watchBudgets(watched.engine, clock.now());
  expect(budgets.length).toBeGreaterThanOrEqual(3);
  // Figures now and before and what is due, for the province and for its agencies, of three periods; targets; the crossings.
  expect(watched.statements()).toBeLessThanOrEqual(28);
});

test('the same figures are not asked for twice, whatever begins or ends with the month', async () => {
  const asked = async (at: string): Promise<readonly string[]> => {
    clock.set(at);
    const { engine: heardBy, heard } = listening(engine);
    await watchBudgets(heardBy, clock.now());
    return heard.filter(({ sql }) => /figure_cell|FROM dossier/u.test(sql)).map(({ sql, parameters }) => `${sql} ${JSON.stringify(parameters)}`);
  };
  const [inSeptember, inOctober] = [await asked('2026-09-11T09:00:00+07:00'), await asked('2026-10-14T09:00:00+07:00')];
  for (const statements of [inSeptember, inOctober]) expect(new Set(statements).size).toBe(statements.length);
  // September ends with its quarter; October begins its own, which ends with the year: two of what is due and two histories are those of another period.
  expect(inSeptember.length - inOctober.length).toBe(2);
});

test('the pace of receipts is theirs over the days anything was recorded in, not over months before', async () => {
  clock.set('2026-09-10T10:00:00+07:00');
  const { history, receipts, workingDays } = await readBudget(engine, { scope: { province: 'H99' }, period: { kind: 'month', year: 2026, month: 9 }, at: clock.now() });
  // From Monday 3 August on, with the Saturday made up for and without the Monday it stands for.
  expect(history.facts).toMatchObject({ received: 40, workingDays: 21 });
  const ahead = (workingDays?.total ?? 0) - (workingDays?.begun ?? 0);
  expect([receipts.basis, receipts.expected]).toEqual(['history', Math.round((40 * ahead) / 21)]);
});
