import { beforeAll, describe, expect, test } from 'vitest';
import { type NewEvent, parseLocalDate } from '#domain';
import type { Period } from '#domain/figures';
import { becameLateEvent, importedEvent, made, pausedEvent, receivedEvent, resultEvent, type Scene } from '../../libs/domain/performance/test-support/made-events.js';
import { checkBalance } from '../../libs/service/figures/check-balance.js';
import { countDataErrors, listDataErrors } from '../../libs/service/figures/data-errors.js';
import { foldFigures } from '../../libs/service/figures/fold-figures.js';
import { readDelayByAgency, readDelayByStage } from '../../libs/service/figures/read-delay.js';
import { type Figure, readFigure } from '../../libs/service/figures/read-figure.js';
import { proveFigure } from '../../libs/service/figures/recount-figures.js';
import type { FigureQuery } from '../../libs/service/figures/scope.js';
import { figuresDatabase, livesOf, local, month, scenesIn, storeLife, followedBy } from './figures-seed.js';

const database = await figuresDatabase();
const newScene = scenesIn('V');

const day = (text: string): Period => ({ kind: 'day', day: parseLocalDate(text) });

async function counts(scope: FigureQuery['scope'], period: Period, at: string): Promise<Figure['counts']> {
  return (await readFigure(database, { scope, period, rates: [], at: local(at) })).figures[0]?.counts ?? {};
}

const DUE = '2026-01-14T09:00';

describe('open past its date', () => {
  test.each([
    // recorded  asked at              period                 by minute, by date  rule
    [false, '2026-01-14T09:00:00', month(1), 0, 0, 'at its minute'],
    [false, '2026-01-14T09:00:01', month(1), 1, 0, 'after its minute, while the event is under way: not past its date'],
    [true, '2026-01-14T20:00:00', month(1), 1, 0, 'the same once recorded'],
    [false, '2026-01-15T00:00:01', month(1), 1, 1, 'from midnight on past its date, recorded or not'],
    [true, '2026-01-15T00:00:01', month(1), 1, 1, 'recorded, from midnight on'],
    [true, '2026-02-20T08:00:00', day('2026-01-14'), 1, 0, 'a past day that ended on the due date is judged at its end'],
    [false, '2026-02-20T08:00:00', day('2026-01-14'), 1, 0, 'the same while the event is still under way'],
    [true, '2026-02-20T08:00:00', day('2026-01-15'), 1, 1, 'the day after'],
    [true, '2026-02-20T08:00:00', day('2026-01-13'), 0, 0, 'the day before'],
  ] as const)('recorded %s, asked at %s – %#', async (recorded, at, period, minute, date, _rule) => {
    const scene = newScene();
    const opening = [receivedEvent('2026-01-05T09:00', DUE, scene)];
    await storeLife(database, recorded ? followedBy(opening, becameLateEvent) : opening);
    for (const folded of [false, true]) {
      expect([folded, await counts({ province: scene.province }, period, at)]).toEqual([folded, expect.objectContaining({ overdue: minute, overdueByDate: date })]);
      await foldFigures({ database }, 1_000);
    }
  });

  test.each([
    ['2026-01-14T20:00:00', month(1), 0, 'today, by half-months: counted from the dossiers'],
    ['2026-01-15T08:00:00', month(1), 1, 'tomorrow'],
    ['2026-02-20T08:00:00', { kind: 'half-month', year: 2026, month: 1, half: 1 }, 0, 'a past half-month that ended on the due date'],
    ['2026-02-20T08:00:00', month(1), 1, 'the month'],
  ] as const)('of one procedure at %s – %#', async (at, period, date, _rule) => {
    const scene = newScene();
    await storeLife(database, followedBy([receivedEvent('2026-01-05T09:00', DUE, scene)], becameLateEvent));
    await foldFigures({ database }, 1_000);
    expect(await counts({ province: scene.province, procedure: scene.procedure }, period, at)).toMatchObject({ overdue: 1, overdueByDate: date });
  });
});

describe('open past the date last given', () => {
  const opening = (scene: Scene): readonly NewEvent[] => [receivedEvent('2026-01-05T09:00', DUE, scene)];
  const apologised = made('ApologySigned', '2026-01-13T09:00', { promise: 1, reasonCode: 'load', newAppointment: local('2026-01-20T09:00'), newPromise: 2 });

  test.each([
    ['2026-01-14T09:00:01', 1, 0, 'late by the first promise although a new date was signed the day before'],
    ['2026-01-20T09:00:00', 1, 0, 'at the minute of the new date'],
    ['2026-01-20T09:00:01', 1, 1, 'past the new date, before its event'],
  ])('re-appointed, at %s', async (at, first, current, _rule) => {
    const scene = newScene();
    await storeLife(database, followedBy([...opening(scene), apologised], becameLateEvent));
    expect(await counts({ province: scene.province }, month(1), at)).toMatchObject({ overdue: first, overdueCurrent: current });
  });

  test('while neither event is there, both dates are judged by query', async () => {
    const scene = newScene();
    await storeLife(database, [...opening(scene), apologised]);
    expect(await counts({ province: scene.province }, month(1), '2026-01-15T09:00')).toMatchObject({ overdue: 1, overdueCurrent: 0 });
    expect(await counts({ province: scene.province }, month(1), '2026-01-21T09:00')).toMatchObject({ overdue: 1, overdueCurrent: 1 });
    expect(await counts({ province: scene.province }, { kind: 'half-month', year: 2026, month: 1, half: 1 }, '2026-02-21T09:00')).toMatchObject({ overdue: 1, overdueCurrent: 0 });
  });

  test('paused or without a date, nothing is past the date last given', async () => {
    const scene = newScene();
    await storeLife(database, [...opening(scene), apologised, pausedEvent('2026-01-13T10:00')]);
    await storeLife(database, [receivedEvent('2026-01-05T09:00', undefined, scene)]);
    expect(await counts({ province: scene.province }, month(1), '2026-01-31T09:00')).toMatchObject({ open: 2, overdue: 0, overdueCurrent: 0, pausedInTime: 1 });
  });
});

describe('over random lives', () => {
  const scene = newScene();
  beforeAll(async () => {
    for (const life of livesOf(160, 21, scene.province)) {
      await storeLife(database, life);
    }
    await foldFigures({ database }, 120);
  });

  test.each(['2026-01-17T08:00', '2026-01-20T23:00', '2026-01-31T23:00', '2026-06-01T08:00'])('every count and rate equals its recount at %s, and nothing is out of balance', async (at) => {
    const scene = newScene();
    for (const life of livesOf(120, 23, scene.province)) {
      const known = life.filter(({ occurredAt }) => occurredAt <= local(at));
      await storeLife(database, known);
    }
    await foldFigures({ database }, 90);
    for (const groupBy of [undefined, 'agency', 'procedure'] as const) {
      const { kept, recounted, differences } = await proveFigure(database, { scope: { province: scene.province }, period: month(1), rates: 'all', at: local(at), ...(groupBy === undefined ? {} : { groupBy }) });
      expect(differences).toEqual([]);
      expect(recounted).toEqual(kept.figures);
    }
    expect((await checkBalance(database)).filter(({ province }) => province === scene.province)).toEqual([]);
  });

  test('open is in time, overdue and paused in time, and paused overdue is part of overdue', async () => {
    const { open = 0, overdue = 0, pausedInTime = 0, pausedOverdue = 0, overdueByDate = 0 } = await counts({ province: scene.province }, month(1), '2026-02-01T08:00');
    expect(pausedInTime).toBeGreaterThan(0);
    expect(pausedOverdue).toBeGreaterThan(0);
    expect(open - overdue - pausedInTime).toBeGreaterThanOrEqual(0);
    expect(overdue).toBeGreaterThanOrEqual(Math.max(pausedOverdue, overdueByDate));
  });
});

describe('dossiers without a date their procedure needs', () => {
  test('are listed as data errors, counted, and on time in no rate', async () => {
    const scene = newScene();
    const scope = { province: scene.province };
    await storeLife(database, [importedEvent('2026-01-06T08:00', { receivedAt: '2026-01-05T09:00', status: 'in-progress' }, scene)]);
    await storeLife(database, [importedEvent('2026-01-06T08:00', { receivedAt: '2026-01-05T10:00', finishedAt: '2026-01-06T07:00', status: 'returned', punctuality: 'undated' }, scene)]);
    await storeLife(database, followedBy([receivedEvent('2026-01-05T09:00', DUE, scene)], (state) => resultEvent(state, '2026-01-09T09:00')));
    const undated = { ...scene, procedure: '3.000004' };
    await database.read.run(`INSERT INTO procedure_version (code, version, hash, data, effective_from, published_at) VALUES ($1, 1, 'h', '{"cases": [{"code": "only", "dating": {"by": "nobody"}}]}', '2020-01-01', 0)`, [undated.procedure]);
    await storeLife(database, [receivedEvent('2026-01-05T09:00', undefined, undated)]);
    expect((await listDataErrors(database, scope, { limit: 10 })).map(({ procedure_code, finished_at }) => [procedure_code, finished_at !== null])).toEqual([[scene.procedure, false], [scene.procedure, true]]);
    expect(await countDataErrors(database, scope)).toBe(2);
    expect([await countDataErrors(database, { ...scope, field: scene.field }), await countDataErrors(database, { ...scope, field: 'G02' })]).toEqual([2, 0]);
    const [first] = await listDataErrors(database, scope, { limit: 1 });
    expect(await listDataErrors(database, scope, { limit: 10, after: { at: first?.received_at ?? 0, id: first?.id ?? '' } })).toHaveLength(1);
    const { figures } = await readFigure(database, { scope, period: month(1), rates: ['on-time-of-to-process', 'on-time-of-received', 'on-time-of-processed', 'on-time-of-processed-by-date', 'undated-of-processed'], at: local('2026-02-01T08:00') });
    const numerators = Object.entries(figures[0]?.rates ?? {}).map(([rate, value]) => [rate, value.n]);
    expect(numerators).toEqual([['on-time-of-to-process', 1], ['on-time-of-received', 1], ['on-time-of-processed', 1], ['on-time-of-processed-by-date', 1], ['undated-of-processed', 1]]);
  });
});

describe('the delay of what an import brought with its end', () => {
  test('is its competent agency’s and no stage’s, or told as not counted; by stage and by agency the parts sum to the whole', async () => {
    const scene = newScene();
    const history = { receivedAt: '2026-01-05T09:00', dueAt: '2026-01-12T09:00', finishedAt: '2026-01-14T10:00', status: 'returned', punctuality: 'late' } as const;
    const counted = importedEvent('2026-02-02T08:00', history, scene);
    if (counted.type !== 'DossierImported') {
      throw new Error('An import is told');
    }
    const finish = { punctuality: 'late', delayMs: 1_020 * 60_000, shares: [{ stage: '', run: 0, agency: scene.agency, minutes: 1_020 }] } as const;
    await storeLife(database, followedBy([{ ...counted, payload: { ...counted.payload, finish } }], becameLateEvent));
    await storeLife(database, followedBy([importedEvent('2026-02-02T08:00', { ...history, receivedAt: '2026-01-05T10:00' }, scene)], becameLateEvent));
    await foldFigures({ database }, 1_000);
    const query = { scope: { province: scene.province }, period: month(1), at: local('2026-02-10T08:00') };
    const told = { late: 2, minutes: 1_020, unmeasured: 1, parts: [{ agency: scene.agency, stage: '', minutes: 1_020 }] };
    expect(await readDelayByAgency(database, query)).toMatchObject({ source: 'cells', ...told });
    expect(await readDelayByStage(database, query)).toMatchObject({ source: 'dossiers', ...told });
  });
});
