import { describe, expect, test } from 'vitest';
import { computeNextWhatIf } from '#service/figures';
import { whatIfSchema } from '../../apps/api/views/what-if-view.js';
import { HOLIDAY, MANAGER, openWhatIfDesk, WHAT_IF } from './what-if-desk.js';

const { answered, ask, changed, clock, engine, figure, get, named } = await openWhatIfDesk();

describe('before and after', () => {
  test.each([['the province', undefined], ['an agency with what left it since', 'H99.31'], ['an agency with what came to it since', 'H99.32']])('before is the late rate of the figures for %s, and the same dossiers are judged after', async (_, agency) => {
    const { answer } = await answered(HOLIDAY, agency === undefined ? {} : { agency });
    const { before, assumptions } = answer.total;
    expect(answer.fault).toBeNull();
    expect(before).toMatchObject(await figure(agency));
    expect(before).toEqual(answer.figure);
    expect(assumptions.map(({ after }) => after.denominator)).toEqual([before.denominator, before.denominator]);
    expect(answer.byAgency.map(({ agency: code }) => code)).toEqual(agency === undefined ? ['H99.31', 'H99.32'] : [agency]);
    expect(answer.assumptions.map(({ textVi }) => textVi.length > 0)).toEqual([true, true]);
  });

  const afterHoliday = ['openElsewhere', 'supplemented', 'transferred'];
  test.each([
    // scenario, what changes side with moments kept, and with work kept
    ['a day off', HOLIDAY, { late: [], 'in-time': ['CU-1', 'lateByHours', ...afterHoliday] }, { late: [], 'in-time': afterHoliday }],
    ['a day off in one agency alone', { holidays: [{ date: '2026-08-25', agencies: ['H99.32'] }] }, { late: [], 'in-time': ['openElsewhere'] }, { late: [], 'in-time': ['openElsewhere'] }],
    ['a day off nobody had a dossier on', { holidays: [{ date: '2026-12-22' }] }, { late: [], 'in-time': [] }, { late: [], 'in-time': [] }],
    ['an officer away while he had a stage', { absences: [{ officer: 'of-justInTime', from: '2026-08-24', to: '2026-08-25' }] }, { late: [], 'in-time': [] }, { late: ['justInTime'], 'in-time': [] }],
    ['an officer away when his stage was over', { absences: [{ officer: 'of-inTime', from: '2026-08-24', to: '2026-08-25' }] }, { late: [], 'in-time': [] }, { late: [], 'in-time': [] }],
    ['a shorter term', { terms: [{ procedure: '1.013225', limit: { unit: 'working-days', amount: 5 } }] }, { late: ['inTime', 'justInTime'], 'in-time': [] }, { late: ['inTime', 'justInTime'], 'in-time': [] }],
    ['a shorter stage, which the term follows', { terms: [{ procedure: '1.013225', case: '1.013225.01', stage: 'appraise', budget: { unit: 'office-hours', amount: 8 } }] }, { late: ['inTime', 'justInTime'], 'in-time': [] }, { late: ['inTime', 'justInTime'], 'in-time': [] }],
    ['a make-up Saturday taken away and a Sunday worked instead', { holidays: [{ date: '2026-08-22' }], openDays: [{ on: { date: '2026-08-23' }, hours: 'full' }] }, { late: [], 'in-time': [] }, { late: [], 'in-time': [] }],
  ] as const)('%s changes the side of just these dossiers, and the list is the difference', async (_, scenario, keptMoments, keptWork) => {
    const { id, answer } = await answered(scenario);
    for (const [assumption, expected] of [['keptMoments', keptMoments], ['keptWork', keptWork]] as const) {
      const line = answer.total.assumptions.find((one) => one.assumption === assumption);
      const items = await changed(id, assumption);
      expect([named(items, 'late'), named(items, 'in-time')]).toEqual([[...expected.late].sort(), [...expected['in-time']].sort()]);
      expect([line?.toLate, line?.toInTime]).toEqual([expected.late.length, expected['in-time'].length]);
      expect(line?.difference).toBe(expected.late.length - expected['in-time'].length);
      expect(line?.after.numerator).toBe(answer.total.before.numerator + (line?.difference ?? 0));
    }
  });

  test('dates given by an import keep their open time, and no term moves them: both are counted', async () => {
    const numbers = async (scenario: object): Promise<readonly number[]> => (await answered(scenario)).answer.counts.filter(({ count }) => count === 'givenDates' || count === 'notMovable').map(({ number }) => number);
    expect(await numbers(HOLIDAY)).toEqual([2, 0]);
    expect(await numbers({ terms: [{ procedure: '1.013225', limit: { unit: 'working-days', amount: 5 } }] })).toEqual([0, 3]);
  });

  test.each([
    // of, dossiers of the rate, replayed: one ended twice, one is of another agency by now, and one came to it after August
    ['the province', undefined, 11, 12, 10],
    ['an agency', 'H99.31', 10, 11, 9],
    ['an agency others came to since', 'H99.32', 1, 1, 1],
  ])('of %s what stands beside the rate counts its dossiers alone', async (_, agency, dossiers, denominator, replayed) => {
    const { answer } = await answered(HOLIDAY, agency === undefined ? {} : { agency });
    const number = (count: string): number | undefined => answer.counts.find((one) => one.count === count)?.number;
    expect([number('dossiers'), answer.total.before.denominator, number('replayed')]).toEqual([dossiers, denominator, replayed]);
  });

  test('an officer is away from what he took over with an import too', async () => {
    const { id, answer } = await answered({ absences: [{ officer: 'of-imported', from: '2026-09-03', to: '2026-09-04' }] }, { period: '2026-09' });
    expect(answer.fault).toBeNull();
    expect(await changed(id, 'keptWork')).toMatchObject([{ code: 'CU-3', side: 'late', endedBefore: '2026-09-07T16:00:00+07:00', endedAfter: '2026-09-09T16:00:00+07:00' }]);
    expect(await changed(id, 'keptMoments')).toEqual([]);
  });

  test('with the work kept the result moves past the day the officer was away', async () => {
    const { id } = await answered({ absences: [{ officer: 'of-justInTime', from: '2026-08-24', to: '2026-08-25' }] });
    expect(await changed(id, 'keptWork')).toMatchObject([{ dueBefore: '2026-08-27T09:00:00+07:00', dueAfter: '2026-08-27T09:00:00+07:00', endedBefore: '2026-08-27T08:00:00+07:00', endedAfter: '2026-09-03T08:00:00+07:00' }]);
  });

  test('a period in which nothing was received has no rate before or after', async () => {
    const { answer } = await answered(HOLIDAY, { period: '2025-08' });
    const nothing = { numerator: 0, denominator: 0, value: null, text: 'không phát sinh' };
    expect([answer.total.before, ...answer.total.assumptions.map(({ after }) => after)]).toEqual([nothing, nothing, nothing]);
  });

  test('figures that do not fit the ledger make the answer say so', async () => {
    const { id } = await ask(HOLIDAY);
    const cell = await engine.database.read.first<{ measures: readonly string[] }>(`SELECT measures FROM figure_cell WHERE grain = 'province' AND step = 'day' LIMIT 1`);
    expect(cell).toBeDefined();
    const received = `measures[1]`;
    await engine.database.read.run(`UPDATE figure_cell SET ${received} = ${received} + 1 WHERE province = 'H99' AND period BETWEEN 0 AND 100000`);
    while ((await computeNextWhatIf(engine, clock)) !== undefined);
    await engine.database.read.run(`UPDATE figure_cell SET ${received} = ${received} - 1 WHERE province = 'H99' AND period BETWEEN 0 AND 100000`);
    expect(whatIfSchema.parse((await get(`${WHAT_IF}/${id}`, MANAGER)).body).answer?.fault?.code).toBe('before-differs-from-figure');
  });

  test('nothing is written into ledger, dossiers or figures', async () => {
    const shown = async (): Promise<unknown> =>
      engine.database.read.rows(`SELECT (SELECT count(*) || max(hash) FROM dossier_event) AS ledger, (SELECT md5(string_agg(d::text, '' ORDER BY id)) FROM dossier d) AS dossiers,
        (SELECT count(*) FROM figure_delta) AS deltas, (SELECT md5(string_agg(c::text, '' ORDER BY c::text)) FROM figure_cell c) AS cells`);
    const before = await shown();
    await answered({ ...HOLIDAY, terms: [{ procedure: '1.013225', limit: { unit: 'working-days', amount: 5 } }] });
    expect(await shown()).toEqual(before);
  });
});
