import { describe, expect, test } from 'vitest';
import { type NewEvent, parseLocalDate } from '#domain';
import { COUNTS_OF_DOSSIERS, monthsOf, type Period, RATES, seriesOf } from '#domain/figures';
import { becameLateEvent, pausedEvent, receivedEvent, resultEvent, type Scene, transferredEvent } from '../../libs/domain/performance/test-support/made-events.js';
import { behindRate } from '../../libs/service/figures/list-behind.js';
import { foldFigures } from '../../libs/service/figures/fold-figures.js';
import { type Figure, readFigure } from '../../libs/service/figures/read-figure.js';
import { readSeries } from '../../libs/service/figures/read-series.js';
import { readFromDossiers } from '../../libs/service/figures/read-dossiers.js';
import type { FigureQuery } from '../../libs/service/figures/scope.js';
import { figuresDatabase, livesOf, local, month, scenesIn, storeLife, followedBy } from './figures-seed.js';

const database = await figuresDatabase();
const newScene = scenesIn('P');

async function lateRate(scope: FigureQuery['scope'], period: Period, at: string): Promise<{ readonly n: number; readonly d: number; readonly value?: string } | undefined> {
  const { figures } = await readFigure(database, { scope, period, rates: ['late-rate'], at: local(at) });
  return figures[0]?.rates['late-rate'];
}

function inProvince({ province }: Scene): FigureQuery['scope'] {
  return { province };
}

describe('periods', () => {
  test('a dossier received at 23:59 on 31 January is January’s, one at 00:00 is February’s', async () => {
    const scene = newScene();
    await storeLife(database, [receivedEvent('2026-01-31T23:59', undefined, scene)]);
    await storeLife(database, [receivedEvent('2026-02-01T00:00', undefined, scene)]);
    const counts = async (period: Period): Promise<Figure['counts'] | undefined> =>
      (await readFigure(database, { scope: inProvince(scene), period, rates: [], at: local('2026-03-01T00:00') })).figures[0]?.counts;
    expect(await counts(month(1))).toMatchObject({ carriedOver: 0, received: 1, open: 1 });
    expect(await counts(month(2))).toMatchObject({ carriedOver: 1, received: 1, open: 2 });
    expect(await counts(month(3))).toMatchObject({ carriedOver: 2, received: 0, open: 2 });
    expect(await counts({ kind: 'day', day: parseLocalDate('2026-02-01') })).toMatchObject({ carriedOver: 1, received: 1, open: 2 });
  });

  test('a past period’s overdue is judged at that period’s end', async () => {
    const scene = newScene();
    const scope = inProvince(scene);
    const late = followedBy([receivedEvent('2026-01-05T09:00', '2026-01-20T09:00', scene)], becameLateEvent);
    await storeLife(database, followedBy(late, (state) => resultEvent(state, '2026-02-10T09:00')));
    expect(await lateRate(scope, month(1), '2026-03-01T00:00')).toEqual({ n: 1, d: 1, value: '100.00' });
    expect(await lateRate(scope, { kind: 'half-month', year: 2026, month: 1, half: 1 }, '2026-03-01T00:00')).toEqual({ n: 0, d: 1, value: '0.00' });
    expect(await lateRate(scope, month(2), '2026-03-01T00:00')).toEqual({ n: 1, d: 1, value: '100.00' });
    expect(await lateRate(scope, month(3), '2026-03-01T00:00')).toEqual({ n: 0, d: 0 });
  });

  test.each([
    ['of months', monthsOf({ kind: 'quarter', year: 2026, quarter: 1 }), {}],
    ['that lasts', seriesOf({ kind: 'range', first: parseLocalDate('2025-11-01'), last: parseLocalDate('2026-02-20') }, 'month'), {}],
    ['of weeks', seriesOf({ kind: 'range', first: parseLocalDate('2026-01-01'), last: parseLocalDate('2026-02-20') }, 'week'), {}],
    ['of days of an agency', seriesOf({ kind: 'month', year: 2026, month: 1 }, 'day'), { agency: 'H99.1' }],
    ['of months of a procedure and a channel', monthsOf({ kind: 'quarter', year: 2026, quarter: 1 }), { procedure: '1.000001', channel: 'counter' }],
    ['of weeks no grain composes', seriesOf({ kind: 'quarter', year: 2026, quarter: 1 }, 'week'), { field: 'G01' }],
    ['of an officer', monthsOf({ kind: 'quarter', year: 2026, quarter: 1 }), { officer: 'officer-1' }],
  ] as const)('a series %s agrees with each of its periods asked alone', async (_which, periods, narrowed) => {
    const { province } = newScene();
    for (const [index, life] of livesOf(30, 5, province).entries()) {
      await storeLife(database, life);
      if (index === 15) {
        await foldFigures({ database }, 50);
      }
    }
    for (const at of ['2026-02-20T10:00', '2026-04-01T08:00']) {
      const query = { scope: { province, ...narrowed }, rates: 'all', at: local(at) } as const;
      const series = await readSeries(database, query, periods);
      expect(series).toEqual(await Promise.all(periods.map((period) => readFigure(database, { ...query, period }))));
    }
  });

  test('a series begins each period with what the one before left open', async () => {
    const { province } = newScene();
    for (const life of livesOf(30, 5, province)) {
      await storeLife(database, life);
    }
    const series = await readSeries(database, { scope: { province }, rates: [], at: local('2026-04-01T08:00') }, monthsOf({ kind: 'quarter', year: 2026, quarter: 1 }));
    expect(series[0]?.figures[0]?.counts.open).toBeGreaterThan(0);
    series.slice(1).forEach(({ figures }, index) => {
      expect(figures[0]?.counts.carriedOver).toBe(series[index]?.figures[0]?.counts.open);
    });
  });
});

describe('due and not yet recorded', () => {
  const due = '2026-01-20T09:00';
  const openingIn = (scene: Scene): NewEvent => receivedEvent('2026-01-05T09:00', due, scene);

  test('a dossier is overdue from its minute on, while the event is still on the way', async () => {
    const scene = newScene();
    const scope = inProvince(scene);
    await storeLife(database, [openingIn(scene)]);
    expect(await lateRate(scope, month(1), due)).toMatchObject({ n: 0, d: 1 });
    expect(await lateRate(scope, month(1), '2026-01-20T09:00:01')).toMatchObject({ n: 1, d: 1 });
  });

  test('recorded or not, it counts the same in every period', async () => {
    const [waiting, recorded] = [newScene(), newScene()];
    await storeLife(database, [openingIn(waiting)]);
    await storeLife(database, followedBy([openingIn(recorded)], becameLateEvent));
    for (const [period, value] of [[month(1), '100.00'], [month(2), '100.00'], [{ kind: 'half-month', year: 2026, month: 1, half: 1 }, '0.00']] as const) {
      expect(await lateRate(inProvince(waiting), period, '2026-02-03T09:00')).toMatchObject({ d: 1, value });
      expect(await lateRate(inProvince(recorded), period, '2026-02-03T09:00')).toMatchObject({ d: 1, value });
    }
  });

  test('a date that passed after a period’s end is not that period’s lateness', async () => {
    const scene = newScene();
    const scope = inProvince(scene);
    await storeLife(database, [receivedEvent('2026-01-05T09:00', '2026-02-01T00:00', scene)]);
    expect(await lateRate(scope, month(1), '2026-02-03T09:00')).toMatchObject({ n: 0, d: 1 });
    expect(await lateRate(scope, month(2), '2026-02-03T09:00')).toMatchObject({ n: 1, d: 1 });
  });

  test('a paused dossier does not become overdue by its printed date', async () => {
    const scene = newScene();
    await storeLife(database, [openingIn(scene), pausedEvent('2026-01-10T09:00')]);
    expect(await lateRate(inProvince(scene), month(1), '2026-01-31T09:00')).toMatchObject({ n: 0, d: 1 });
  });
});

describe('scopes', () => {
  test('the parts of a grouping add up to the whole, for every measure', async () => {
    const { province } = newScene();
    for (const life of livesOf(60, 6, province)) {
      await storeLife(database, life);
    }
    await foldFigures({ database }, 50);
    const query = { scope: { province }, period: month(1), rates: 'all', at: local('2026-02-01T00:00') } as const;
    const [whole] = (await readFigure(database, query)).figures;
    for (const groupBy of ['agency', 'procedure', 'field', 'channel'] as const) {
      const { figures, source } = await readFigure(database, { ...query, groupBy });
      expect(source).toBe('cells');
      expect(figures.length).toBeGreaterThan(1);
      const sums: Record<string, number> = {};
      figures.forEach(({ counts }) => {
        Object.entries(counts).forEach(([count, value]) => (sums[count] = (sums[count] ?? 0) + value));
      });
      expect(sums).toEqual(whole?.counts);
    }
  });

  test('a transferred dossier is the new agency’s, to process and late', async () => {
    const scene = newScene();
    const late = followedBy([receivedEvent('2026-01-05T09:00', '2026-01-12T09:00', scene)], becameLateEvent);
    await storeLife(database, followedBy(late, (state) => transferredEvent(state, '2026-01-14T09:00', 'H99.2')));
    expect(await lateRate({ ...inProvince(scene), agency: 'H99.1' }, month(1), '2026-02-01T00:00')).toEqual({ n: 0, d: 0 });
    expect(await lateRate({ ...inProvince(scene), agency: 'H99.2' }, month(1), '2026-02-01T00:00')).toEqual({ n: 1, d: 1, value: '100.00' });
  });

  test('nothing at all is figures of zero without percentages', async () => {
    const { figures, omitted } = await readFigure(database, { scope: { province: 'H01' }, period: month(1), rates: 'all', at: local('2026-02-01T00:00') });
    expect(figures).toHaveLength(1);
    expect(omitted).toEqual([]);
    expect(Object.values(figures[0]?.rates ?? {})).toEqual(RATES.map(() => ({ n: 0, d: 0 })));
  });

  test('an officer has rates of stages only, and the answer names those it leaves out', async () => {
    const { province } = newScene();
    for (const life of livesOf(60, 8, province)) {
      await storeLife(database, life);
    }
    const { figures, omitted } = await readFigure(database, { scope: { province, officer: 'u1' }, period: month(1), rates: ['late-rate', 'stage-late-rate'], at: local('2026-02-01T00:00') });
    expect(omitted).toEqual(['late-rate']);
    expect(figures[0]?.rates['stage-late-rate']?.d).toBeGreaterThan(0);
    expect(figures[0]?.counts.overdue).toBe(0);
  });
});

describe('overdue by index 766', () => {
  const overdue = async (scene: Scene, period: Period, at: string): Promise<number | undefined> =>
    (await readFigure(database, { scope: inProvince(scene), period, rates: ['index-late-rate'], at: local(at) })).figures[0]?.rates['index-late-rate']?.n;

  test('an open dossier is so from the day after its date, and in every period since, with nothing booked', async () => {
    const scene = newScene();
    await storeLife(database, [receivedEvent('2026-01-05T09:00', '2026-01-20T09:00', scene)]);
    expect(await overdue(scene, month(1), '2026-01-20T23:59')).toBe(0);
    expect(await overdue(scene, month(1), '2026-01-21T00:01')).toBe(1);
    expect(await overdue(scene, { kind: 'half-month', year: 2026, month: 1, half: 1 }, '2026-03-01T08:00')).toBe(0);
    expect(await overdue(scene, month(1), '2026-03-01T08:00')).toBe(1);
  });

  test('a past period is judged at its end once the dossier has ended, by the agency that had it then', async () => {
    const scene = newScene();
    const moved = followedBy([receivedEvent('2026-01-05T09:00', '2026-01-20T09:00', scene)], (state) => transferredEvent(state, '2026-02-03T09:00', 'H99.2'));
    await storeLife(database, followedBy(moved, (state) => resultEvent(state, '2026-03-10T09:00')));
    const of = async (agency: string, number: number): Promise<number | undefined> =>
      (await readFigure(database, { scope: { ...inProvince(scene), agency }, period: month(number), rates: ['index-late-rate'], at: local('2026-05-01T08:00') })).figures[0]?.rates['index-late-rate']?.n;
    expect([await of('H99.1', 1), await of('H99.1', 2), await of('H99.2', 1), await of('H99.2', 2), await of('H99.2', 3)]).toEqual([1, 0, 0, 1, 1]);
  });
});

describe('the dossiers behind', () => {
  /** Stores dossiers without a second history in a province of their own: the two sources then agree. */
  async function storeSimpleLives(): Promise<{ readonly province: string }> {
    const { province } = newScene();
    for (const life of livesOf(120, 9, province).filter((events) => !events.some(({ type, payload }) => type === 'DossierReopened' || type === 'DossierTransferred' || type === 'DossierCancelled' || (type === 'ApologySigned' && 'newPromise' in payload)))) {
      await storeLife(database, life);
    }
    return { province };
  }

  test('the list behind the late rate has as many dossiers as its numerator, now and for past periods', async () => {
    const scope = await storeSimpleLives();
    for (const [period, at] of [[month(1), '2026-01-28T08:00'], [month(1), '2026-03-01T08:00'], [month(2), '2026-02-20T08:00'], [month(2), '2026-06-01T08:00']] as const) {
      const query: FigureQuery = { scope: { ...scope, agency: 'H99.1' }, period, rates: ['late-rate'], at: local(at) };
      const { days, figures } = await readFigure(database, query);
      const behind = behindRate({ rate: 'late-rate', part: 'numerator', scope: query.scope, days, at: query.at });
      const row = await database.read.first<{ count: number }>(`SELECT count(*) FROM dossier WHERE ${behind?.sql ?? ''}`, behind?.parameters.values);
      expect(row?.count).toBe(figures[0]?.rates['late-rate']?.n);
      expect(row?.count).toBeGreaterThan(0);
    }
  });

  test('the list behind the late rate of index 766 has as many dossiers as its numerator, now and for past periods', async () => {
    const scope = await storeSimpleLives();
    for (const [period, at] of [[month(1), '2026-01-28T08:00'], [month(1), '2026-03-01T08:00'], [month(2), '2026-02-20T08:00'], [month(2), '2026-06-01T08:00']] as const) {
      const query: FigureQuery = { scope: { ...scope, agency: 'H99.1' }, period, rates: ['index-late-rate'], at: local(at) };
      const { days, figures } = await readFigure(database, query);
      const behind = behindRate({ rate: 'index-late-rate', part: 'numerator', scope: query.scope, days, at: query.at });
      const row = await database.read.first<{ count: number }>(`SELECT count(*) FROM dossier WHERE ${behind?.sql ?? ''}`, behind?.parameters.values);
      expect(row?.count).toBe(figures[0]?.rates['index-late-rate']?.n);
      expect(row?.count).toBeGreaterThan(0);
    }
  });

  test('counted from dossiers the figures are the same where no dossier has a second history', async () => {
    const scope = await storeSimpleLives();
    for (const period of [month(1), month(2), { kind: 'day', day: parseLocalDate('2026-01-17') } as const]) {
      const query: FigureQuery = { scope, period, rates: [], at: local('2026-06-01T08:00') };
      const { days, figures } = await readFigure(database, query);
      const [counted] = await readFromDossiers(database, query, days);
      expect(COUNTS_OF_DOSSIERS.map((count) => [count, counted?.[count]])).toEqual(COUNTS_OF_DOSSIERS.map((count) => [count, figures[0]?.counts[count]]));
    }
  });

  test('asked for some rates by groups only what those are made of is counted, and comes to the same', async () => {
    const scope = await storeSimpleLives();
    const query: FigureQuery = { scope, groupBy: 'agency', period: month(1), rates: ['late-rate', 'late-rate-by-date'], at: local('2026-06-01T08:00') };
    const [all, some] = [await readFigure(database, query), await readFigure(database, { ...query, counts: ['open'] })];
    const told = new Map(some.figures.map((figure) => [figure.group, figure]));
    // An agency that only takes part in stages has nothing such rates are made of.
    for (const { group, rates, counts } of all.figures) {
      const figure = told.get(group);
      expect(figure?.rates ?? {}).toEqual(figure === undefined ? {} : rates);
      expect(figure === undefined ? rates['late-rate']?.d : 0).toBe(0);
      expect(counts).toMatchObject(figure?.counts ?? {});
    }
    expect(told.size).toBeGreaterThan(1);
    for (const { counts } of some.figures) {
      expect(counts).toMatchObject({ open: expect.any(Number) as number, overdueByDate: expect.any(Number) as number });
      expect(counts).not.toHaveProperty('supplementFirst');
      expect(counts).not.toHaveProperty('overdueCurrent');
    }
  });

  test('what no grain tells apart is counted from dossiers, says so, and leaves out what they cannot tell', async () => {
    const scope = await storeSimpleLives();
    const period: Period = { kind: 'range', first: parseLocalDate('2026-01-02'), last: parseLocalDate('2026-01-20') };
    const answer = await readFigure(database, { scope, groupBy: 'procedure', period, rates: ['late-rate', 'stage-late-rate'], at: local('2026-06-01T08:00') });
    expect(answer).toMatchObject({ source: 'dossiers', omitted: ['stage-late-rate'] });
    expect(answer.figures.map(({ group }) => group)).toEqual(['1.000001', '1.000002', '2.000003']);
    expect(answer.figures[0]?.rates['late-rate']?.d).toBeGreaterThan(0);
  });
});
