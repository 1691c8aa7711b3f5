import { describe, expect, test } from 'vitest';
import { putStaff, verifyLedger } from '#service';
import { checkBalance, describeDifference, foldFigures, readFigure, recountFigures } from '#service/figures';
import { ageingSchema } from '../../apps/api/views/ageing-view.js';
import { delayFigureSchema, dossierDelaySchema, dwellSchema, stageLatenessSchema } from '../../apps/api/views/delay-view.js';
import { linesBehindSchema } from '../../apps/api/views/line-view.js';
import { createTestDatabase } from '../support/database.js';
import { member } from '../support/staff.js';
import { apiDesk } from './api-desk.js';
import { type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock, engine } = await startTestApi(database);

const COMMUNE: Call = { as: { role: 'clerk', agency: 'H99.31' } };
const RESIDENCE: Call = { as: { role: 'officer', agency: 'H99.81' } };
const CARD: Call = { as: { role: 'officer', agency: 'H99.82' } };
const MANAGER: Call = { as: 'manager' };
const desk = apiDesk({ get, post }, COMMUNE, { procedureCode: '2.002621', agencyCode: 'H99.31', caseCode: '2.002621.01', channel: 'online', applicant: { name: 'Nguyễn Văn Đạt' } });
const METRICS = '/api/v1/metrics';

async function give(path: string, at: string, body: object, call: Call = COMMUNE): Promise<void> {
  clock.set(`${at}:00+07:00`);
  const answer = await desk.send(path, body, call);
  expect([answer.status, answer.status === 200 ? '' : answer.text]).toEqual([200, '']);
}

/** Birth 8 h, then residence and health card side by side, then the return step; due on Thursday 10/9 at 09:00. */
async function bornLate(): Promise<string> {
  clock.set('2026-09-07T09:00:00+07:00');
  const { links: { self: path } } = await desk.take();
  await give(path, '2026-09-07T09:00', { type: 'Accept' });
  await give(path, '2026-09-08T11:00', { type: 'Forward' });
  await give(path, '2026-09-09T11:00', { type: 'Forward', body: { stage: 'health-card' } }, CARD);
  await give(path, '2026-09-10T15:00', { type: 'Forward', body: { stage: 'residence' } }, RESIDENCE);
  await give(path, '2026-09-11T09:00', { type: 'RecordResult' });
  return path;
}

async function delay(query: string, call = MANAGER): Promise<ReturnType<typeof delayFigureSchema.parse>> {
  const answer = await get(`${METRICS}/delay?month=2026-09${query}`, call);
  expect([answer.status, answer.status === 200 ? '' : answer.text]).toEqual([200, '']);
  return delayFigureSchema.parse(answer.body);
}

/** Taken in at a local time, accepted at once, and left lying. */
async function leftLying(at: string): Promise<string> {
  clock.set(`${at}:00+07:00`);
  const { links } = await desk.take();
  await give(links.self, at, { type: 'Accept' });
  return links.self;
}

/** Taken in at a local time and waiting for the applicant's papers since. */
async function pausedAt(at: string): Promise<void> {
  const path = await leftLying(at);
  await give(path, at, { type: 'RequestSupplement', body: { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '8' } }], reasonCode: 'incomplete' }, text: { reason: 'Thiếu giấy tờ' } });
}

const self = await bornLate();
await bornLate();
const lying = await leftLying('2026-09-14T09:00');
await leftLying('2026-09-21T09:00');

describe('the delay of a dossier', () => {
  test('is told step by step, and its shares sum to it', async () => {
    const told = dossierDelaySchema.parse((await get(`${self}/delay`, COMMUNE)).body);
    expect(told).toMatchObject({ ended: true, minutes: 480, dueAt: '2026-09-10T09:00:00+07:00', until: '2026-09-11T09:00:00+07:00' });
    expect(told.shares.map(({ stage, agency, minutes, percent }) => [stage, agency, minutes, percent])).toEqual([
      ['birth', 'H99.31', 120, 25],
      ['residence', 'H99.81', 120, 25],
      ['return', 'H99.31', 240, 50],
    ]);
    expect(told.lines[1]).toBe('Bước "Đăng ký thường trú" (H99.81), song song với "Cấp thẻ bảo hiểm y tế" kết thúc lúc 15:00 10/09/2026, vượt 2 giờ 00 phút; tính 2 giờ 00 phút trễ.');
    expect(told.lines.at(-1)).toMatch(/^Tổng thời gian trễ 8 giờ 00 phút làm việc: /u);
  });

  test('of an open one is told as it stands now, and in time there is none', async () => {
    clock.set('2026-09-15T09:00:00+07:00');
    expect((await get(`${lying}/delay`, COMMUNE)).body).toMatchObject({ ended: false, minutes: 0, steps: [], shares: [], lines: [] });
    clock.set('2026-09-17T11:00:00+07:00');
    const told = dossierDelaySchema.parse((await get(`${lying}/delay`, COMMUNE)).body);
    expect([told.minutes, told.shares.map(({ stage, minutes }) => [stage, minutes])]).toEqual([120, [['birth', 120]]]);
    expect(told.lines.filter((line) => line.startsWith('Bước'))).toEqual([expect.stringMatching(/^Bước .* đang thực hiện, tính đến 11:00 17\/09\/2026, vượt /u)]);
    expect(told.steps.at(-1)?.text).toContain('đang thực hiện, tính đến');
  });

  test('names an officer to the officer and the direct head alone: others see stage and agency', async () => {
    clock.set('2026-11-02T09:00:00+07:00');
    const { links: { self: path } } = await desk.take();
    await give(path, '2026-11-02T09:00', { type: 'Accept' });
    await give(path, '2026-11-02T10:00', { type: 'Assign', body: { officer: 'officer-31', stage: 'birth' } }, { as: { role: 'head', agency: 'H99.31' } });
    clock.set('2026-11-09T09:00:00+07:00');
    await putStaff(engine.database.read, [member('officer-31', 'officer', 'H99.31'), member('head-31', 'head', 'H99.31'), member('officer-32', 'officer', 'H99.31')], { subject: 'admin-1' }, clock.now());
    const named = async (role: 'clerk' | 'officer' | 'head' | 'manager', subject: string, agency = 'H99.31'): Promise<readonly unknown[]> => {
      const told = dossierDelaySchema.parse((await get(`${path}/delay`, { as: { role, subject, agency } })).body);
      expect(told.shares.map(({ stage, agency: whose }) => [stage, whose])).toEqual([['birth', 'H99.31']]);
      return [...told.shares, ...told.steps.filter(({ stage }) => stage === 'birth')].map(({ officer }) => officer);
    };
    expect([await named('officer', 'officer-31'), await named('head', 'head-31')]).toEqual([['officer-31', 'officer-31'], ['officer-31', 'officer-31']]);
    for (const [role, subject, agency] of [['clerk', 'clerk-31', 'H99.31'], ['officer', 'officer-32', 'H99.31'], ['manager', 'manager-1', 'H99'], ['head', 'head-0', 'H99.31']] as const) {
      expect(await named(role, subject, agency)).toEqual([null, null]);
    }
    await give(path, '2026-11-09T10:00', { type: 'Withdraw', body: { reasonCode: 'own-wish' }, text: { reason: 'Xin rút' } });
  });

  test('is for who may read the dossier, and none but a dossier has one', async () => {
    expect((await get(`${self}/delay`, { as: { role: 'clerk', agency: 'H99.32' } })).status).toBe(404);
    expect((await get('/api/v1/dossiers/H99-0/delay', MANAGER)).status).toBe(404);
    expect((await get(`${self}/delay?view=x`, COMMUNE)).status).toBe(400);
  });
});

describe('delays of a period', () => {
  test('are shared among agencies and sum to the whole, folded or not', async () => {
    const before = await delay('');
    expect(before).toMatchObject({ late: 2, minutes: 960, mean: 480, shared: 960, whole: true, source: 'cells' });
    expect(before.items.map(({ agency, minutes, percent }) => [agency, minutes, percent])).toEqual([['H99.31', 720, 75], ['H99.81', 240, 25]]);
    await foldFigures(engine);
    expect({ ...(await delay('')), asOf: '' }).toEqual({ ...before, asOf: '' });
  });

  test('of a procedure are shared among its stages, told from the dossiers, with the same sum', async () => {
    const told = await delay('&procedure=2.002621&by=stage');
    expect(told).toMatchObject({ late: 2, minutes: 960, shared: 960, whole: true, source: 'dossiers' });
    expect(told.items.map(({ stage, stageName, agency, minutes }) => [stage, stageName, agency, minutes])).toEqual([
      ['return', 'Trả kết quả cho tổ chức, cá nhân', 'H99.31', 480],
      ['birth', 'Đăng ký khai sinh, lấy số định danh cá nhân', 'H99.31', 240],
      ['residence', 'Đăng ký thường trú', 'H99.81', 240],
    ]);
    expect(await delay('&procedure=1.005144&by=stage')).toMatchObject({ late: 0, minutes: 0, mean: null, items: [] });
  });

  test('of one agency are its share of everybody\'s, and say so', async () => {
    expect(await delay('', RESIDENCE)).toMatchObject({ late: 0, minutes: 0, shared: 240, whole: false, items: [{ agency: 'H99.81', minutes: 240 }] });
    expect((await get(`${METRICS}/delay?agency=H99.31`, RESIDENCE)).status).toBe(404);
  });

  test('without a procedure have no stages', async () => {
    const answer = await get(`${METRICS}/delay?by=stage`, MANAGER);
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('procedure')]);
  });
});

describe('lengths of stages', () => {
  test('are told by percentiles with their bounds, of the province or of one agency', async () => {
    const told = dwellSchema.parse((await get(`${METRICS}/dwell?procedure=2.002621&month=2026-09`, MANAGER)).body);
    expect(told.items.map(({ stage, runs, p50 }) => [stage, runs, p50])).toEqual([
      ['birth', 2, { minutes: 577, from: 550, to: 604 }],
      ['health-card', 2, { minutes: 477, from: 455, to: 499 }],
      ['residence', 2, { minutes: 1121, from: 1069, to: 1174 }],
      ['return', 2, { minutes: 247, from: 236, to: 258 }],
    ]);
    expect(dwellSchema.parse((await get(`${METRICS}/dwell?procedure=2.002621&from=2026-09-01&to=2026-09-14`, RESIDENCE)).body).items.map(({ stage }) => stage)).toEqual(['residence']);
    expect(dwellSchema.parse((await get(`${METRICS}/dwell?procedure=2.002621&month=2026-08`, MANAGER)).body).items).toEqual([]);
  });

  test.each(['', '?procedure=2.002621&from=2026-09-02&to=2026-09-30', '?procedure=2.002621&from=2026-09-01&to=2026-09-15'])('are asked for by procedure and whole half-months, not by "%s"', async (query) => {
    expect((await get(`${METRICS}/dwell${query}`, MANAGER)).status).toBe(400);
  });
});

describe('lateness of stages', () => {
  const asked = 'procedure=2.002621&month=2026-09';

  test('is told with its delay, and adds up to the rate and the delay of the procedure', async () => {
    const told = stageLatenessSchema.parse((await get(`${METRICS}/stages?${asked}`, MANAGER)).body);
    expect(told.items.map(({ stage, stageName, numerator, denominator, value, delayMinutes }) => [stage, stageName, numerator, denominator, value, delayMinutes])).toEqual([
      ['birth', 'Đăng ký khai sinh, lấy số định danh cá nhân', 2, 2, 100, 240],
      ['health-card', 'Cấp thẻ bảo hiểm y tế', 0, 2, 0, 0],
      ['residence', 'Đăng ký thường trú', 2, 2, 100, 240],
      // It has no time of its own: what came of the whole fell to it, and no run of it is late.
      ['return', 'Trả kết quả cho tổ chức, cá nhân', 0, 0, null, 480],
    ]);
    const { body } = await get(`${METRICS}/stage-late-of-ended?${asked}`, MANAGER);
    expect(body['total']).toMatchObject({ numerator: told.total.numerator, denominator: told.total.denominator, value: told.total.value });
    expect(told.total.delayMinutes).toBe((await delay('&procedure=2.002621&by=stage')).minutes);
    expect(stageLatenessSchema.parse((await get(`${METRICS}/stages?${asked}`, RESIDENCE)).body).items.map(({ stage, delayMinutes }) => [stage, delayMinutes])).toEqual([['residence', 240]]);
  });

  test('lists the very runs and shares behind each number', async () => {
    const lines = async (path: string, call = MANAGER): Promise<readonly unknown[]> => linesBehindSchema.parse((await get(`${METRICS}/${path}`, call)).body).items.map(({ subject }) => subject);
    const birth = { kind: 'stage-run', stage: 'birth', stageName: 'Đăng ký khai sinh, lấy số định danh cá nhân' };
    expect(await lines(`stage-late-of-ended/lines?of=numerator&stage=birth&${asked}`)).toMatchObject([birth, birth]);
    expect(await lines(`stage-late-of-ended/lines?of=numerator&stage=health-card&${asked}`)).toEqual([]);
    expect(await lines(`delay/lines?stage=return&${asked}`)).toEqual(['return', 'return'].map((stage) => ({ kind: 'delay-share', stage, stageName: 'Trả kết quả cho tổ chức, cá nhân', run: 1, minutes: 240 })));
    expect(await lines(`delay/lines?${asked}`, RESIDENCE)).toEqual(['residence', 'residence'].map((stage) => ({ kind: 'delay-share', stage, stageName: 'Đăng ký thường trú', run: 1, minutes: 120 })));
  });

  test.each(['stages?month=2026-09', 'stages?procedure=2.002621&from=2026-09-02&to=2026-09-30', 'delay/lines?stage=birth&month=2026-09', 'stage-late-of-ended/lines?stage=birth&month=2026-09'])('is of one procedure and of whole half-months: %s is refused', async (path) => {
    expect((await get(`${METRICS}/${path}`, MANAGER)).status).toBe(400);
  });

  test('is no rate of letters by stage, and no other agency\'s', async () => {
    expect((await get(`${METRICS}/apology-coverage/lines?stage=birth&${asked}`, MANAGER)).body).toMatchObject({ code: 'figure-not-available' });
    for (const path of ['stages', 'delay/lines']) expect((await get(`${METRICS}/${path}?${asked}&agency=H99.31`, RESIDENCE)).status).toBe(404);
  });
});

describe('open dossiers by age', () => {
  test('are as many as the figures count as open and overdue at that moment', async () => {
    clock.set('2026-09-21T11:00:00+07:00');
    for (const query of ['', '?groupBy=agency', '?agency=H99.31&groupBy=procedure']) {
      const told = ageingSchema.parse((await get(`${METRICS}/ageing${query}`, MANAGER)).body);
      const { figures } = await readFigure(engine.database, { scope: { province: 'H99' }, period: { kind: 'month', year: 2026, month: 9 }, rates: [], at: clock.now() });
      expect([told.total.open, told.total.overdue]).toEqual([figures[0]?.counts.open, figures[0]?.counts.overdue]);
      for (const group of [told.total, ...told.items]) {
        expect(group.due.reduce((sum, { count }) => sum + count, group.paused + group.undated + group.uncounted)).toBe(group.open);
        expect(group.age.reduce((sum, { count }) => sum + count, group.uncountedAge)).toBe(group.open);
      }
      expect(told.total.due.filter(({ count }) => count > 0).map(({ label, count }) => [label, count])).toEqual([['quá 1–5 ngày làm việc', 1], ['còn 3–5 ngày làm việc', 1]]);
    }
  });

  test('are listed as many in every bucket as are counted there, and every open one once', async () => {
    clock.set('2026-09-21T11:00:00+07:00');
    await pausedAt('2026-09-21T11:00');
    const { total } = ageingSchema.parse((await get(`${METRICS}/ageing?agency=H99.31`, MANAGER)).body);
    const listed = async (bucket: string): Promise<readonly string[]> => {
      const { status, body } = await get(`${METRICS}/ageing/dossiers?agency=H99.31&bucket=${bucket}`, MANAGER);
      expect([status, body['next']]).toEqual([200, null]);
      return (body['items'] as readonly { readonly code: string }[]).map(({ code }) => code);
    };
    const buckets = (of: typeof total.due): readonly (readonly [string, number])[] => of.map(({ kind, from, count }) => [`${kind}-${String(from)}`, count]);
    const wholes: readonly (readonly (readonly [string, number])[])[] = [
      [...buckets(total.due), ['paused', total.paused], ['undated', total.undated], ['uncounted-due', total.uncounted]],
      [...buckets(total.age), ['uncounted-age', total.uncountedAge]],
    ];
    expect(total.paused).toBe(1);
    for (const whole of wholes) {
      const lists = await Promise.all(whole.map(async ([bucket]) => [bucket, await listed(bucket)] as const));
      expect(lists.map(([bucket, codes]) => [bucket, codes.length])).toEqual(whole);
      expect(new Set(lists.flatMap(([, codes]) => codes)).size).toBe(total.open);
    }
  });

  test('of a bucket that is not cut, or that is none, are refused', async () => {
    expect((await get(`${METRICS}/ageing/dossiers?bucket=over-7`, MANAGER)).status).toBe(422);
    expect((await get(`${METRICS}/ageing/dossiers?bucket=late`, MANAGER)).status).toBe(400);
  });
});

test('the ledger verifies, the balance holds, and a recount agrees with delays and lengths', async () => {
  await foldFigures(engine);
  expect(await verifyLedger(engine)).toMatchObject({ ok: true });
  expect(await checkBalance(engine.database)).toEqual([]);
  expect((await recountFigures(engine.database)).differences).toEqual([]);
});

test('a run too many among the kept ones is named by the recount', async () => {
  await foldFigures(engine);
  const undo = new Error('undo');
  const recounted = engine.database.transaction(async (tx) => {
    await tx.run(`UPDATE dwell_cell SET runs = runs + 1 WHERE half_month = (SELECT min(half_month) FROM dwell_cell) AND stage = 'birth' AND agency = '' AND runs > 0`);
    const tolerant = { ...tx, run: async (text: string, parameters?: readonly unknown[]) => (text.startsWith('SET TRANSACTION') ? 0 : tx.run(text, parameters)) };
    expect((await recountFigures({ transaction: (work) => work(tolerant) })).differences.map(describeDifference)).toEqual([
      'figures of province H99, procedure 2.002621 from 2026-09-01 to 2026-09-14 (dwell): finished runs of stage birth of 550 to 604 minutes is kept as 3, the events give 2',
    ]);
    throw undo;
  });
  await expect(recounted).rejects.toBe(undo);
});
