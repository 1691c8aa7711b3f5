import { beforeAll, describe, expect, test } from 'vitest';
import { CHANNELS, type DossierState, eventOfRow, foldDossier, foldEvent, type NewEvent, parseInstant, parseLocalDate } from '#domain';
import { daysOf, type DaySpan, figureDeltas, handlingLine, NO_DETAILS, NO_FIGURES, type PeriodFigures, type ReportSpan, totalLine } from '#domain/figures';
import { HANDLING_COLUMNS } from '#letters';
import { composeReport, type ComposedReport, type Figure, foldFigures, type HandledColumn, listHandled, readFigure, ReportNotTold, ReportOutOfBalance, type ReportRequest } from '#service/figures';
import { becameLateEvent, importedEvent, pausedEvent, receivedEvent, reopenedEvent, resultEvent, resumedEvent, type Scene, SCENE, transferredEvent } from '../../libs/domain/performance/test-support/made-events.js';
import { chainedRowOf, type EventRow, SELECTED_EVENT } from '../../libs/service/event-rows.js';
import { insertDeltas } from '../../libs/service/figures/deltas.js';
import { FigureRecount } from '../../libs/service/figures/figure-recount.js';
import { figuresOfRecount } from '../../libs/service/figures/read-figure.js';
import { readDetails } from '../../libs/service/reports/read-details.js';
import { testCounter } from '../support/engine.js';
import { livesOf, seedRules, storeLife } from './figures-seed.js';

const { engine } = await testCounter('2026-03-20T08:00:00+07:00');
const { database } = engine;
const AT = parseInstant('2026-03-20T08:00:00+07:00');
const PROVINCE = { province: 'H99' };
const reportDays = (of: ReportSpan): DaySpan => daysOf({ kind: 'report', of, cutOffDay: 14 });
const MARCH = reportDays({ kind: 'month', year: 2026, month: 3 });

beforeAll(async () => {
  await seedRules(database);
  for (const [index, life] of livesOf(90, 11).entries()) {
    await storeLife(database, life);
    if (index === 45) {
      await foldFigures(engine);
    }
  }
});

function compose(request: Partial<ReportRequest>): Promise<ComposedReport> {
  return composeReport(engine, { report: 'ii-06a', days: MARCH, scope: PROVINCE, at: AT, ...request });
}

/** How many dossiers of an agency a cell of the table lists. */
async function listedIn(column: HandledColumn, comparison: 'minute' | 'date', agency: string, days = MARCH): Promise<number> {
  return (await listHandled(database, { column, comparison, scope: { ...PROVINCE, agency }, days, at: AT }, { limit: 10 })).length;
}

/** The numbers of a report, by row and column. */
function numbersOf({ figures, report }: ComposedReport): Readonly<Record<string, Readonly<Record<string, number>>>> {
  const rows = Map.groupBy(figures, ({ group }) => group);
  return Object.fromEntries([...rows].map(([group, own]) => [group, Object.fromEntries(own.map(({ figure, n }) => [figure.slice(report.length + 1, -1), n]))]));
}

function sceneOf(agency: string, other: Partial<Scene> = {}): Scene {
  return { ...SCENE, agency, ...other };
}

function then(events: readonly NewEvent[], step: (state: ReturnType<typeof foldDossier>) => NewEvent): readonly NewEvent[] {
  return [...events, step(foldDossier(events))];
}

const SPANS = [
  reportDays({ kind: 'month', year: 2026, month: 1 }),
  reportDays({ kind: 'month', year: 2026, month: 2 }),
  MARCH,
  reportDays({ kind: 'month', year: 2026, month: 4 }),
  reportDays({ kind: 'quarter', year: 2026, quarter: 1 }),
  reportDays({ kind: 'year', year: 2026 }),
];

describe.each(['field', 'agency'] as const)('II.06a by %s', (by) => {
  test('gives the very figures, and those of a recount from the ledger, in every period', async () => {
    await database.transaction(async (tx) => {
      await tx.run('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
      const recount = new FigureRecount(tx);
      let state: DossierState | undefined;
      for (const row of await tx.rows<EventRow>(`SELECT ${SELECTED_EVENT} FROM dossier_event e ORDER BY e.dossier_id, e.seq`)) {
        const before = row.seq === 1 ? undefined : state;
        const event = eventOfRow(chainedRowOf(row));
        state = foldEvent(before, event);
        await recount.add(figureDeltas(before, event, state));
      }
      for (const days of SPANS) {
        const ask = { period: { kind: 'range', ...days }, rates: 'all', at: AT } as const;
        const byChannel: Partial<Record<string, readonly Figure[]>> = {};
        for (const channel of CHANNELS) {
          byChannel[channel] = await figuresOfRecount(recount, { ...ask, scope: { ...PROVINCE, channel }, groupBy: by });
        }
        const countsOf = (channel: string, group: string): PeriodFigures => ({ ...NO_FIGURES, ...byChannel[channel]?.find((figure) => figure.group === group)?.counts });
        // What lacks the date its procedure gives is told by the dossiers alone, and has a test of its own.
        const details = await readDetails(tx, { scope: PROVINCE, at: AT }, days, by);
        const groups = [...new Set(Object.values(byChannel).flatMap((figures = []) => figures.map(({ group }) => group)))].sort();
        const lines = groups.map((group) => ({ group, line: handlingLine({ online: countsOf('online', group), counter: countsOf('counter', group), post: countsOf('post', group) }, { ...NO_DETAILS, finishedInError: details.get(group)?.finishedInError ?? 0 }, 'minute') }));
        const told = numbersOf(await compose({ days, by }));
        const recounted = Object.fromEntries([...lines.filter(({ line }) => line.total !== 0), { group: '', line: totalLine(lines.map(({ line }) => line)) }].map(({ group, line }) => [group, Object.fromEntries(HANDLING_COLUMNS.map(({ code, count }) => [code, count(line)]))]));
        expect(told).toEqual(recounted);
        const { figures } = await readFigure({ read: tx }, { ...ask, scope: PROVINCE });
        expect([told['']?.['3'], Number(told['']?.['10']) + Number(told['']?.['13'])]).toEqual([figures[0]?.rates['late-rate']?.d, figures[0]?.rates['late-rate']?.n]);
      }
    });
  });

  test('(3) = (4) + (5) + (6) = (7) + (11), (11) = (12) + (13), and (7) = (8) + (9) + (10) but for errors of data, in every row and by both comparisons', async () => {
    for (const days of SPANS) {
      for (const comparison of ['minute', 'date'] as const) {
        const rows = Object.values(numbersOf(await compose({ days, by, comparison })));
        expect(rows.length).toBeGreaterThan(1);
        for (const row of rows) {
          const [c3 = 0, c4 = 0, c5 = 0, c6 = 0, c7 = 0, c8 = 0, c9 = 0, c10 = 0, c11 = 0, c12 = 0, c13 = 0] = HANDLING_COLUMNS.map(({ code }) => row[code]);
          expect([c4 + c5 + c6, c7 + c11, c12 + c13]).toEqual([c3, c3, c11]);
          // What lacks the date its procedure gives is in (7) alone.
          expect([0, 1]).toContain(c7 - c8 - c9 - c10);
        }
      }
    }
  });
});

test('what is late on the day it was due is late by the minute and on time by the date; on the next day it is late by both', async () => {
  const scope = { ...PROVINCE, agency: 'H99.31' };
  const scene = sceneOf('H99.31');
  for (const end of ['2026-03-04T16:00', '2026-03-05T08:00']) {
    await storeLife(database, then(then([receivedEvent('2026-03-02T09:00', '2026-03-04T09:00', scene)], becameLateEvent), (state) => resultEvent(state, end)));
  }
  await storeLife(database, [receivedEvent('2026-03-10T09:00', '2026-03-13T15:00', scene)]);
  const at = parseInstant('2026-03-13T16:00:00+07:00');
  expect(numbersOf(await compose({ scope, at }))['']).toMatchObject({ 3: 3, 8: 0, 9: 0, 10: 2, 12: 0, 13: 1 });
  expect(numbersOf(await compose({ scope, at, comparison: 'date' }))['']).toMatchObject({ 3: 3, 8: 0, 9: 1, 10: 1, 12: 1, 13: 0 });
  expect(numbersOf(await compose({ scope, at: parseInstant('2026-03-14T07:00:00+07:00'), comparison: 'date' }))['']).toMatchObject({ 12: 0, 13: 1 });
  const said = async (comparison: 'minute' | 'date'): Promise<string> => (await compose({ scope, at, comparison })).document.notes.join(' ');
  expect([(await said('minute')).includes('So sánh theo ngày'), (await said('date')).includes('So sánh theo ngày')]).toEqual([false, true]);
});

test('by date a past period is judged on its last day, as late-rate-by-date is, whatever became of the dossier since', async () => {
  const scope = { ...PROVINCE, agency: 'H99.33' };
  // Due on the very last day of the period and open until it was handed to another agency; and ended late on its own day, then opened again.
  const due = then([receivedEvent('2026-03-02T09:00', '2026-03-14T09:00', sceneOf('H99.33'))], becameLateEvent);
  await storeLife(database, then(due, (state) => transferredEvent(state, '2026-03-17T09:00', 'H99.34')));
  const ended = then(then([receivedEvent('2026-03-02T09:00', '2026-03-04T09:00', sceneOf('H99.33'))], becameLateEvent), (state) => resultEvent(state, '2026-03-04T16:00'));
  await storeLife(database, then(ended, () => reopenedEvent('2026-03-17T09:00', undefined)));
  // Late in the morning of the last day, and paused in its afternoon.
  const morning = then([receivedEvent('2026-03-02T09:00', '2026-03-14T09:00', sceneOf('H99.33'))], becameLateEvent);
  await storeLife(database, then(morning, () => pausedEvent('2026-03-14T15:00')));
  expect(numbersOf(await compose({ scope, comparison: 'date' }))['']).toMatchObject({ 3: 3, 9: 1, 10: 0, 12: 2, 13: 0 });
  expect(numbersOf(await compose({ scope, comparison: 'minute' }))['']).toMatchObject({ 3: 3, 9: 0, 10: 1, 12: 0, 13: 2 });
  expect(numbersOf(await compose({ report: 'progress-766', scope, comparison: 'date' }))['']).toMatchObject({ running: 1, 'paused.in-time': 1, 'paused.overdue': 0 });
  for (const [comparison, inTime, overdue] of [['date', 1, 0], ['minute', 0, 1]] as const) {
    expect([comparison, await listedIn('paused-in-time', comparison, scope.agency), await listedIn('paused-overdue', comparison, scope.agency)]).toEqual([comparison, inTime, overdue]);
  }
  const { figures } = await readFigure(database, { scope, period: { kind: 'range', ...MARCH }, rates: ['late-rate-by-date'], at: AT });
  expect(figures[0]?.rates['late-rate-by-date']).toMatchObject({ n: 0, d: 3 });
});

test('a dossier is paused in the progress table as it stood at the period’s end, whatever happened since', async () => {
  const scope = { ...PROVINCE, agency: 'H99.07' };
  const late = then([receivedEvent('2026-02-10T09:00', '2026-02-20T09:00', sceneOf('H99.07'))], becameLateEvent);
  const paused = then(late, () => pausedEvent('2026-03-02T09:00'));
  await storeLife(database, then(paused, () => resumedEvent('2026-03-16T09:00', undefined)));
  await storeLife(database, then([receivedEvent('2026-03-02T10:00', '2026-03-30T09:00', sceneOf('H99.07', { channel: 'post' }))], () => pausedEvent('2026-03-05T09:00')));
  const march = numbersOf(await compose({ report: 'progress-766', scope }))[''];
  expect(march).toMatchObject({ received: 2, 'received.carried-over': 1, 'received.post': 1, running: 0, paused: 2, 'paused.in-time': 1, 'paused.overdue': 1 });
  const days = reportDays({ kind: 'month', year: 2026, month: 4 });
  const april = numbersOf(await compose({ report: 'progress-766', scope, days }))[''];
  // Of those in time, the one that is paused is told apart.
  for (const comparison of ['minute', 'date'] as const) {
    const lists = ['in-time', 'running-in-time', 'paused-in-time'] as const;
    expect(await Promise.all(lists.map((column) => listedIn(column, comparison, scope.agency, days)))).toEqual([1, 0, 1]);
  }
  expect(april).toMatchObject({ received: 2, 'received.carried-over': 2, 'running.overdue': 1, 'paused.in-time': 1, 'paused.overdue': 0 });
});

test('a dossier imported without the date its procedure gives is processed, on time nowhere, and told as an error', async () => {
  const scope = { ...PROVINCE, agency: 'H99.06' };
  await storeLife(database, [importedEvent('2026-03-12T08:00', { receivedAt: '2026-03-02T09:00', finishedAt: '2026-03-10T09:00', status: 'returned', punctuality: 'undated' }, sceneOf('H99.06'))]);
  const report = await compose({ scope });
  expect(numbersOf(report)['']).toMatchObject({ 3: 1, 7: 1, 8: 0, 9: 0, 10: 0, 11: 0 });
  expect(report.document.notes.join(' ')).toContain('LỖI DỮ LIỆU: 1 hồ sơ');
});

test('days that no kept figures compose are counted from the dossiers and said so; a progress table over them is not told', async () => {
  const days = { first: parseLocalDate('2026-03-03'), last: parseLocalDate('2026-03-09') };
  const report = await compose({ days });
  expect(report.document.notes.at(-1)).toContain('đếm từ danh sách hồ sơ hiện tại');
  await expect(compose({ report: 'progress-766', days })).rejects.toBeInstanceOf(ReportNotTold);
});

test('a report whose sums do not come out is refused with the difference, and printed never', async () => {
  const scope = { ...PROVINCE, agency: 'H99.32' };
  await storeLife(database, [receivedEvent('2026-03-02T09:00', '2026-03-30T09:00', sceneOf('H99.32'))]);
  const { figures } = await compose({ scope });
  expect(figures.find(({ figure, group }) => figure === 'ii-06a(3)' && group === '')?.n).toBe(1);
  const damage = { day: parseLocalDate('2026-03-03'), province: 'H99', agency: 'H99.32', procedureCode: '1.000001', fieldCode: 'G01', channel: 'counter', officer: '' };
  await database.transaction((tx) => insertDeltas(tx, [{ ...damage, measures: [1] }]));
  const refused = await compose({ scope }).catch((error: unknown) => error);
  // Tests run in any order: the damage is taken back before the next reads the province.
  await database.transaction((tx) => insertDeltas(tx, [{ ...damage, measures: [-1] }]));
  expect(refused).toBeInstanceOf(ReportOutOfBalance);
  expect((refused as ReportOutOfBalance).faults).toEqual([{ group: 'G01', fault: '(3) = (7) + (11): 2 and 1, a difference of 1' }]);
});
