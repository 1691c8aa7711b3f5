import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS, formatInstant, instant, type Instant, MS_PER_HOUR, parseInstant } from '#domain';
import { applyImport, type Clock, type Engine } from '#service';
import { foldFigures, isFitDue, isScoringDue, readDossierRisk, readRiskModel, refitRiskModel, scoreOpenDossiers, watchBudgets } from '#service/figures';
import { HEAVY_JOBS } from '../../apps/relay/heavy-jobs.js';
import type { HeavyWork } from '../../apps/relay/heavy-work.js';
import { RelayMetrics } from '../../apps/relay/metrics.js';
import { riskLoops } from '../../apps/relay/risk-loops.js';
import { relayLoops } from '../../apps/relay/schedule.js';
import { budgetSchema } from '../../apps/api/views/budget-view.js';
import { endangeredPageSchema } from '../../apps/api/views/budget-view.js';
import { dossierRiskSchema, riskItemSchema, riskPageSchema, riskModelSchema } from '../../apps/api/views/risk-view.js';
import { readLoads } from '../../libs/service/risk/loads.js';
import { readOpenMoments, readPastMoments } from '../../libs/service/risk/moments.js';
import { createTestDatabase } from '../support/database.js';
import { testCounter } from '../support/engine.js';
import { counted } from '../support/staff.js';
import { startTestApi } from './api-harness.js';
import { other, pastLines, PROCEDURE, prompt, slow } from './risk-seed.js';

const database = await createTestDatabase();
const { get, post, clock, engine } = await startTestApi(database);
const { clock: emptyClock, engine: emptyEngine } = await testCounter('2026-08-18T09:00:00+07:00');
const { get: ask, post: send, engine: newEngine, clock: newClock } = await startTestApi(await createTestDatabase());

/** Jobs done by this very thread, at the moment the loop was asked at. */
function inThisThread(on: Engine): HeavyWork {
  return { run: (job) => HEAVY_JOBS[job](on, loopClock) };
}
let loopNow = clock.now();
const loopClock = { now: () => loopNow };
const atMoment = (at: Instant): Clock => ({ now: () => at });

const MS_PER_DAY = 24 * MS_PER_HOUR;
const START = clock.now();
const NIGHT = parseInstant('2026-08-19T02:00:00+07:00');
async function takeIn(agencyCode: string, key: string): Promise<string> {
  const taken = await post('/api/v1/dossiers', { as: { role: 'clerk', agency: 'H99' }, key: `risk-intake-${key}`, body: { procedureCode: PROCEDURE, agencyCode, channel: 'counter', applicant: { name: 'Lê Văn Thử' } } });
  if (taken.status !== 201) throw new Error(taken.text);
  return String(taken.body['code']);
}

async function riskOf(code: string): Promise<ReturnType<typeof dossierRiskSchema.parse>> {
  return dossierRiskSchema.parse((await get(`/api/v1/dossiers/${code}/risk`, { as: 'manager' })).body);
}

let codes: { readonly prompt: string; readonly slow: string };

beforeAll(async () => {
  const { taken } = await applyImport(engine, pastLines(START, 700, 20261129), START, { source: 'history' });
  if (taken !== 700) throw new Error('Not everything was imported');
  await foldFigures(engine, 5_000);
  codes = { prompt: await takeIn(prompt, 'prompt'), slow: await takeIn(slow, 'slow') };
  await refitRiskModel(engine, atMoment(START));
  await scoreOpenDossiers(engine, atMoment(START));
});
// Tests come in any order: each leaves clock and scores as they were.
afterEach(async () => {
  clock.set(formatInstant(START));
  await scoreOpenDossiers(engine, atMoment(START));
});

describe('too little history', () => {
  test('gives a model that says so, and no probability before or after it', async () => {
    const taken = await send('/api/v1/dossiers', { as: { role: 'clerk', agency: 'H99' }, key: 'risk-without-history', body: { procedureCode: PROCEDURE, agencyCode: prompt, channel: 'counter', applicant: { name: 'Lê Văn Thử' } } });
    const path = `/api/v1/dossiers/${String(taken.body['code'])}/risk`;
    expect((await ask('/api/v1/risk-models/current', { as: 'manager' })).status).toBe(404);
    expect(dossierRiskSchema.parse((await ask(path, { as: 'manager' })).body)).toMatchObject({ probability: null, without: 'not-enough-history', reasons: [], modelVersion: null });
    await refitRiskModel(newEngine, newClock);
    expect(riskModelSchema.parse((await ask('/api/v1/risk-models/current', { as: 'manager' })).body)).toMatchObject({ enough: false, trainedThrough: null, total: null, sentence: 'Chưa đủ dữ liệu để đối chiếu dự báo với kết quả thật.' });
    expect(dossierRiskSchema.parse((await ask(path, { as: 'manager' })).body)).toMatchObject({ probability: null, without: 'not-enough-history', modelVersion: 1 });
    expect(await scoreOpenDossiers(newEngine, newClock)).toBeUndefined();
    for (const list of ['risk', 'endangered']) expect((await ask(`/api/v1/metrics/${list}`, { as: 'manager' })).body).toMatchObject({ foretoldAt: null, backTest: null, advice: expect.stringContaining('Chỉ để tham khảo') as string });
  });
});

describe('a model of the ledger', () => {
  test('learns from the moments at which a dossier was open and not late, each as it was known then', async () => {
    const moments = await readPastMoments(engine.database.read, await readLoads(engine.database.read, 0), { since: 0, through: START, most: 10_000 });
    expect(new Set(moments.map(({ dossier }) => dossier)).size).toBe(700);
    expect(moments.filter(({ at, dueAt, endedAt = Infinity }) => at >= dueAt || at >= endedAt)).toEqual([]);
    expect(moments.filter(({ termFrom, dueAt, at, share }) => Math.abs(at - termFrom - share * (dueAt - termFrom)) > 1)).toEqual([]);
    expect(moments.filter(({ late, endedAt = 0, dueAt }) => late !== endedAt > dueAt)).toEqual([]);
    expect(moments.filter(({ load }) => load !== undefined).length).toBeGreaterThan(moments.length / 2);
  });

  test('a dossier due after the moment of training is no part of it, nor is one more than the most', async () => {
    const cut = START - 180 * MS_PER_DAY;
    const loads = await readLoads(engine.database.read, 0);
    const until = await readPastMoments(engine.database.read, loads, { since: 0, through: cut, most: 10_000 });
    expect(Math.max(...until.map(({ knownAt }) => knownAt))).toBeLessThanOrEqual(cut);
    const few = await readPastMoments(engine.database.read, loads, { since: 0, through: cut, most: 20 });
    expect(new Set(few.map(({ dossier }) => dossier)).size).toBe(20);
    expect(await readPastMoments(engine.database.read, loads, { since: 0, through: cut, most: 20 })).toEqual(few);
  });

  test('is fitted anew at night once a week, and scores all open dossiers each hour of the working day', async () => {
    const stored = await readRiskModel(engine);
    expect(stored).toMatchObject({ version: 1, fittedAt: START, scoredAt: START });
    expect(stored?.model?.dossiers).toBe(700);
    expect(isFitDue(undefined, DEFAULT_SETTINGS.risk, START)).toBe(true);
    expect(isFitDue(stored, DEFAULT_SETTINGS.risk, NIGHT)).toBe(false);
    expect(isFitDue(stored, DEFAULT_SETTINGS.risk, instant(NIGHT + 7 * MS_PER_DAY))).toBe(true);
    expect(isFitDue(stored, DEFAULT_SETTINGS.risk, instant(NIGHT + 7 * MS_PER_DAY + 8 * MS_PER_HOUR))).toBe(false);
    if (stored === undefined) throw new Error('No model');
    expect(isScoringDue(stored, instant(START + 30 * 60_000))).toBe(false);
    expect(isScoringDue(stored, instant(START + MS_PER_HOUR))).toBe(true);
    expect(isScoringDue(stored, instant(START + 12 * MS_PER_HOUR))).toBe(false);
    expect(isScoringDue({ ...stored, scoredAt: undefined }, instant(START + 12 * MS_PER_HOUR))).toBe(true);
  });

  test('the relay\'s pass does what is due and nothing else', async () => {
    const [loop] = riskLoops({ engine }, inThisThread(engine));
    expect(await loop?.once(instant(START + 30 * 60_000))).toBe(false);
    expect((await readRiskModel(engine))?.scoredAt).toBe(START);
    loopNow = instant(START + MS_PER_HOUR);
    expect(await loop?.once(loopNow)).toBe(false);
    expect(await readRiskModel(engine)).toMatchObject({ version: 1, scoredAt: START + MS_PER_HOUR });
    const [empty] = riskLoops({ engine: emptyEngine }, inThisThread(emptyEngine));
    loopNow = emptyClock.now();
    expect(await empty?.once(emptyClock.now())).toBe(false);
    expect(await readRiskModel(emptyEngine)).toMatchObject({ model: undefined, scoredAt: undefined });
  });

  test('is among what the relay does', () => {
    const all = relayLoops({ engine } as unknown as Parameters<typeof relayLoops>[0], {} as Parameters<typeof relayLoops>[1], new RelayMetrics(), () => undefined);
    expect(all.map(({ name }) => name)).toContain('risk');
  });

  test('foretells the agency that is often late worse than the other, says why, and what came of earlier forecasts', async () => {
    const [good, bad] = [await riskOf(codes.prompt), await riskOf(codes.slow)];
    expect(bad.probability ?? 0).toBeGreaterThan((good.probability ?? 100) + 15);
    expect(bad.reasons.length).toBeGreaterThan(0);
    expect(bad.reasons.length).toBeLessThanOrEqual(3);
    expect(bad.reasons.find(({ feature }) => feature === 'history')).toMatchObject({ raises: true, effect: 'làm tăng khả năng trễ', text: expect.stringMatching(/^Hồ sơ tương tự .* trước đây trễ \d+,\d %$/) as string });
    expect(bad.backTest).toMatch(/^Trong [\d.]+ hồ sơ đã xong mà máy từng dự báo trên \d+ %, \d+ % trễ thật; sai số Brier 0,\d{3} so với 0,\d{3} khi chỉ dùng tỷ lệ chung\.$/);
    expect(bad.advice).toContain('Chỉ để tham khảo');
  });

  test('is shown with its back-test over several cuts, which beats the base rate here', async () => {
    const model = riskModelSchema.parse((await get('/api/v1/risk-models/current', { as: 'head' })).body);
    expect(model).toMatchObject({ version: 1, enough: true, dossiers: 700 });
    expect(model.cuts.length).toBeGreaterThan(2);
    expect(model.total?.skill ?? 0).toBeGreaterThan(0);
    expect(model.total?.calibration.reduce((sum, { forecasts }) => sum + forecasts, 0)).toBe(model.total?.forecasts);
  });
});

describe('the budget by the model', () => {
  const budget = async (agency: string): Promise<ReturnType<typeof budgetSchema.parse>> => budgetSchema.parse((await get(`/api/v1/metrics/budget?agency=${agency}&month=2026-08`, { as: 'manager' })).body);
  const stands = (code: string, probability: number): Promise<unknown> => engine.database.read.run('UPDATE dossier_risk SET probability = $2 WHERE dossier_id = (SELECT id FROM dossier WHERE code = $1)', [code, probability]);

  test('expects the sum of the probabilities of what is due in the period, and shows what came of earlier forecasts', async () => {
    await stands(codes.slow, 6_250);
    const { rate, due, forecast, projection, target } = await budget(slow);
    expect(due.dossiers).toBe(1);
    expect(forecast).toMatchObject({ basis: 'model', expected: 0.63, foretold: 1, backTest: expect.stringMatching(/^Trong .* sai số Brier /) as string });
    expect(projection.numerator).toBe(rate.numerator + 0.63);
    expect(projection.exceeds).toBe((100 * projection.numerator) / projection.denominator >= target);
  });

  test('counts what the model was not asked about yet by the mean of the others', async () => {
    clock.set(formatInstant(instant(START + 60_000)));
    const code = await takeIn(slow, 'not-yet');
    await stands(codes.slow, 4_000);
    const { due, forecast } = await budget(slow);
    expect([due.dossiers, forecast.foretold, forecast.expected]).toEqual([2, 1, 0.8]);
    expect((await post(`/api/v1/dossiers/${code}/commands`, { as: { role: 'clerk', agency: 'H99' }, key: 'risk-not-yet', body: { type: 'RecordResult' } })).status).toBe(200);
  });

  test('goes by facts and history where the last probabilities are older than a day', async () => {
    clock.set(formatInstant(instant(START + 24 * MS_PER_HOUR + 1)));
    expect((await budget(slow)).forecast).toMatchObject({ basis: expect.not.stringContaining('model') as string, foretold: null, backTest: null });
  });

  test('is what the hourly look for alerts projects by', async () => {
    await stands(codes.prompt, 0);
    const calm = await watchBudgets(engine, START);
    await stands(codes.prompt, 10_000);
    const alarmed = await watchBudgets(engine, START);
    const of = ({ budgets }: typeof calm): number => budgets.find(({ scope }) => scope.agency === prompt)?.standing.projection.lateHundredths ?? -1;
    expect([of(calm) % 100, of(alarmed) - of(calm)]).toEqual([0, 100]);
  });

  test('lists who will be late next with the most probable first, and those only the model foretells by that', async () => {
    await stands(codes.prompt, 9_000);
    await stands(codes.slow, 9_500);
    const page = async (after: string): Promise<{ readonly items: readonly { readonly code: string; readonly reason: string; readonly probability: number }[]; readonly next: string | null }> =>
      (await get(`/api/v1/metrics/endangered?days=10&limit=1${after}`, { as: 'manager' })).body as never;
    const first = await page('');
    const second = await page(`&after=${String(first.next)}`);
    expect([...first.items, ...second.items].map(({ code, reason, probability }) => [code, reason, probability])).toEqual([[codes.slow, 'foretold', 95], [codes.prompt, 'foretold', 90]]);
    await stands(codes.slow, 4_999);
    expect((await page('')).items.map(({ code }) => code)).toEqual([codes.prompt]);
  });
});

describe('the list by probability', () => {
  test('is paged from the highest, under the reader\'s scope, each line as the dossier itself says', async () => {
    const items: (typeof riskItemSchema)['_output'][] = [];
    for (let next: string | null = ''; next !== null; ) {
      const page = riskPageSchema.parse((await get(`/api/v1/metrics/risk?limit=1${next === '' ? '' : `&after=${next}`}`, { as: 'manager' })).body);
      items.push(...page.items);
      next = page.next;
    }
    expect(items.map(({ code }) => code)).toEqual(expect.arrayContaining([codes.slow, codes.prompt]));
    expect(items.map(({ probability }) => probability)).toEqual(items.map(({ probability }) => probability).sort((x, y) => y - x));
    expect(new Set(items.map(({ code }) => code)).size).toBe(items.length);
    expect(items[0]?.code).toBe(codes.slow);
    expect(items[0]?.probability).toBe((await riskOf(codes.slow)).probability);
    const narrowed = riskPageSchema.parse((await get(`/api/v1/metrics/risk?agency=${prompt}`, { as: 'manager' })).body);
    expect(narrowed.items.map(({ code }) => code)).toEqual([codes.prompt]);
    const own = riskPageSchema.parse((await get('/api/v1/metrics/risk', { as: { role: 'head', agency: slow } })).body);
    expect(own.items.map(({ code }) => code)).toEqual([codes.slow]);
    expect((await get(`/api/v1/metrics/risk?agency=${prompt}`, { as: { role: 'head', agency: slow } })).status).toBe(404);
    expect((await get('/api/v1/metrics/risk?after=nonsense', { as: 'manager' })).status).toBe(400);
  });

  test('says how earlier forecasts fared and that it is advice, as does the list of who will be late next', async () => {
    const { scoredAt, sentence, advice } = riskModelSchema.parse((await get('/api/v1/risk-models/current', { as: 'manager' })).body);
    const told = { foretoldAt: scoredAt, backTest: sentence, advice };
    expect([scoredAt, sentence]).toEqual([expect.any(String), expect.stringContaining('sai số Brier')]);
    expect(riskPageSchema.parse((await get('/api/v1/metrics/risk?limit=1', { as: 'manager' })).body)).toMatchObject(told);
    expect(endangeredPageSchema.parse((await get('/api/v1/metrics/endangered?limit=1', { as: 'manager' })).body)).toMatchObject({ ...told, asOf: formatInstant(clock.now()) });
  });

  test('a foreign dossier is not found, as little as an unknown one', async () => {
    expect((await get(`/api/v1/dossiers/${codes.slow}/risk`, { as: { role: 'officer', agency: prompt } })).status).toBe(404);
    expect((await get('/api/v1/dossiers/H99-260101-9999/risk', { as: 'manager' })).status).toBe(404);
  });

  test('a dossier that has ended leaves the list at once, and its row goes with the next scoring', async () => {
    const code = await takeIn(other, 'ended');
    expect(await scoreOpenDossiers(engine, clock)).toBe(await inStock());
    expect(await listed(other)).toEqual([code]);
    expect((await post(`/api/v1/dossiers/${code}/commands`, { as: { role: 'clerk', agency: 'H99' }, key: 'risk-result', body: { type: 'RecordResult' } })).status).toBe(200);
    expect(await listed(other)).toEqual([]);
    expect(await riskOf(code)).toMatchObject({ probability: null, without: 'not-open' });
    await scoreOpenDossiers(engine, atMoment(instant(clock.now() + 1)));
    expect(await engine.database.read.rows('SELECT 1 FROM dossier_risk WHERE agency = $1', [other])).toEqual([]);
  });

  test('a dossier whose date has passed is late and not foretold, recorded or not', async () => {
    clock.set('2026-10-01T09:00:00+07:00');
    expect(await riskOf(codes.prompt)).toMatchObject({ probability: null, without: 'late', withoutText: 'Hồ sơ đã quá hạn: không còn gì để dự báo.' });
    expect(await scoreOpenDossiers(engine, clock)).toBe(0);
    expect(await listed(prompt)).toEqual([]);
    expect(await engine.database.read.rows('SELECT 1 FROM dossier_risk')).toEqual([]);
  });
});

test('scoring takes the same statements for one dossier more, and a dossier\'s own answer four', async () => {
  const cost = async (): Promise<number> => {
    const { engine: measured, statements } = counted(engine);
    expect(await scoreOpenDossiers(measured, clock)).toBe(await inStock());
    return statements();
  };
  const before = await cost();
  const code = await takeIn(other, 'cost');
  expect(await cost()).toBe(before);
  const { engine: measured, statements } = counted(engine);
  const [row] = await engine.database.read.rows<{ id: string }>('SELECT id FROM dossier WHERE code = $1', [code]);
  await readDossierRisk(measured, row?.id ?? '', clock.now());
  expect(statements()).toBe(4);
  expect((await post(`/api/v1/dossiers/${code}/commands`, { as: { role: 'clerk', agency: 'H99' }, key: 'risk-result-cost', body: { type: 'RecordResult' } })).status).toBe(200);
});

test('stage, pauses, supplements and date of a moment are those of the moment, not of later', async () => {
  newClock.set(formatInstant(START));
  const taken = await send('/api/v1/dossiers', { as: { role: 'clerk', agency: 'H99' }, key: 'risk-intake-moments', body: { procedureCode: PROCEDURE, agencyCode: other, channel: 'counter', applicant: { name: 'Lê Văn Thử' } } });
  const code = String(taken.body['code']);
  const [row] = await newEngine.database.read.rows<{ id: string; due_at: number }>('SELECT id, due_at FROM dossier WHERE code = $1', [code]);
  const at = async (when: string): Promise<object | undefined> => (await readOpenMoments(newEngine.database.read, new Map(), parseInstant(`${when}+07:00`), { id: row?.id ?? '' })).moments[0];
  const before = await at('2026-08-18T12:00:00');
  newClock.set('2026-08-19T08:00:00+07:00');
  expect((await send(`/api/v1/dossiers/${code}/commands`, { as: { role: 'clerk', agency: 'H99' }, key: 'risk-forward', body: { type: 'Forward', body: { stage: 'desk' } } })).status).toBe(200);
  newClock.set('2026-08-19T09:00:00+07:00');
  const body = { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '8' } }], reasonCode: 'incomplete' };
  expect((await send(`/api/v1/dossiers/${code}/commands`, { as: { role: 'officer', agency: other }, key: 'risk-supplement', body: { type: 'RequestSupplement', body, text: { reason: 'Thiếu bản vẽ' } } })).status).toBe(200);
  expect(before).toMatchObject({ stage: 'desk', termFrom: START, dueAt: row?.due_at, pauses: 0, supplements: 0 });
  expect(await at('2026-08-18T12:00:00')).toEqual(before);
  expect(await at('2026-08-19T08:30:00')).toMatchObject({ stageSince: parseInstant('2026-08-19T08:00:00+07:00'), pauses: 0 });
  expect(await at('2026-08-21T09:00:00')).toMatchObject({ pauses: 1, supplements: 1, pausedSince: parseInstant('2026-08-19T09:00:00+07:00'), dueAt: row?.due_at });
});

async function listed(agency: string): Promise<readonly string[]> {
  return riskPageSchema.parse((await get(`/api/v1/metrics/risk?agency=${agency}`, { as: 'manager' })).body).items.map(({ code }) => code);
}

async function inStock(): Promise<number> {
  return (await engine.database.read.rows('SELECT 1 FROM dossier WHERE in_stock')).length;
}
