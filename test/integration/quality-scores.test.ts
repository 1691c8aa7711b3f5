import { beforeAll, describe, expect, test } from 'vitest';
import { foldDossier, type NewEvent, parseInstant } from '#domain';
import { daysOf } from '#domain/figures';
import { putStaff } from '#service';
import { keepQualityFacts, listEvaluated, readAgencyScores, readEvaluationSheet } from '#service/figures';
import { evaluatedSchema, evaluationSheetSchema, qualityScoresSchema, sheetOpeningSchema } from '../../apps/api/views/quality-view.js';
import { pageOf } from '../../apps/api/schemas/atoms.js';
import { made, receivedEvent, resultEvent, SCENE } from '../../libs/domain/performance/test-support/made-events.js';
import { readPdf, linesOf } from '../../libs/letters/test-support/read-pdf.js';
import { asOwner, createTestDatabase } from '../support/database.js';
import { type HeardStatement, listening } from '../support/plans.js';
import { counted, member } from '../support/staff.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';
import { storeLife } from './figures-seed.js';

const database = await createTestDatabase();
const { get, post, clock, engine } = await startTestApi(database);
const SCENES = { ...SCENE, agency: 'H99.07', procedure: '1.014464' };
const OFFICER = 'officer@H99.07';
const SHEET = `/api/v1/evaluation-sheets/${OFFICER}`;

/** A dossier received on 5 January, due on the 12th, its first stage held by these officers one after the other, finished at some moment. */
async function live(finished: string, { officers = [OFFICER], contacts = 0, online = false, agency = 'H99.07' }: { officers?: readonly string[]; contacts?: number; online?: boolean; agency?: string } = {}): Promise<string> {
  const opening = receivedEvent('2026-01-05T09:00', '2026-01-12T09:00', { ...SCENES, agency, channel: online ? 'online' : 'counter' });
  const events: NewEvent[] = [
    opening,
    ...officers.map((officer, index) => made('OfficerAssigned', `2026-01-05T1${String(index)}:00`, { stage: 'appraise', officer })),
    ...Array.from({ length: contacts }, () => made('ContactRecorded', '2026-01-06T09:00', { party: 'applicant' })),
    made('StageForwarded', '2026-01-07T10:00', { closed: { stage: 'appraise', usedMs: 0 }, opened: [{ stage: 'sign' }] }),
  ];
  const late = parseInstant(`${finished}:00+07:00`) > parseInstant('2026-01-12T09:00:00+07:00');
  const done = late ? [...events, made('DossierBecameLate', '2026-01-12T09:00', { dueAt: parseInstant('2026-01-12T09:00:00+07:00'), promise: 1 })] : events;
  const judged = resultEvent(foldDossier(done), finished);
  const isOnItsDay = finished === '2026-01-12T09:00' && judged.type === 'ResultRecorded';
  return storeLife(engine.database, [...done, isOnItsDay ? { ...judged, payload: { ...judged.payload, finish: { punctuality: 'on-time', delayMs: 0 } } } : judged]);
}

function as(role: 'officer' | 'head' | 'clerk' | 'manager' | 'admin' | 'auditor' | 'signatory', agency = 'H99.07', subject = `${role}@${agency}`): Call {
  return { as: { role, agency, subject } };
}

beforeAll(async () => {
  await engine.database.read.run(`INSERT INTO calendar_version (id, published_at, published_by) VALUES ('calendar-1', 0, 'seed')`);
  await putStaff(engine.database.read, [member(OFFICER, 'officer', 'H99.07'), member('head@H99.07', 'head', 'H99.07'), member('head@H99', 'head', 'H99'), member('head@H99.06', 'head', 'H99.06')], { subject: 'admin-1' }, clock.now());
  await live('2026-01-09T09:00');
  await live('2026-01-12T09:00', { contacts: 1 });
  await live('2026-01-13T09:00', { contacts: 2, online: true });
  await live('2026-01-09T10:00', { officers: [OFFICER, 'other@H99.07'] });
  await live('2026-02-02T09:00');
});

function openings(): Promise<Answer> {
  return get(`${SHEET}/openings`, as('officer'));
}

describe('what is kept for scores', () => {
  const query = { agency: 'H99.07', days: daysOf({ kind: 'quarter', year: 2026, quarter: 1 }), at: clock.now() };
  const folds = (heard: readonly HeardStatement[]): readonly string[] => heard.filter(({ sql }) => sql.includes('JOIN dossier_event e ON e.dossier_id = wanted.id')).flatMap(({ parameters }) => parameters[0] as readonly string[]);

  async function kept(): Promise<void> {
    const until = (await engine.database.read.first<{ xact: string }>('SELECT max(xact_id::text::bigint) AS xact FROM dossier_event'))?.xact ?? '0';
    for (;;) {
      while (await keepQualityFacts(engine, 2));
      const cursor = (await engine.database.read.first<{ xact: string }>('SELECT until_xact::text AS xact FROM quality_cursor'))?.xact ?? '0';
      if (BigInt(cursor) > BigInt(until)) return;
    }
  }

  test('was told by the relay from the ledgers, some events at a time, and a score folds none', async () => {
    await engine.database.read.run(`UPDATE quality_cursor SET until_xact = '0'`);
    await asOwner(database, 'DELETE FROM quality_fact');
    await kept();
    const { engine: heardBy, heard } = listening(engine);
    const scores = await readAgencyScores(heardBy, query);
    expect([scores.dossiers > 3, folds(heard)]).toEqual([true, []]);
    await asOwner(database, 'DELETE FROM quality_fact');
    const { engine: coldBy, heard: cold } = listening(engine);
    expect(await readAgencyScores(coldBy, query)).toEqual(scores);
    expect(folds(cold)).toHaveLength(scores.dossiers);
  });

  test('is told anew of the ledger that went on, and of no other', async () => {
    await readAgencyScores(engine, query);
    const [one] = await engine.database.read.rows<{ id: string }>(`SELECT id FROM dossier WHERE competent_agency = 'H99.07' AND NOT in_stock ORDER BY id LIMIT 1`);
    await asOwner(database, `UPDATE quality_fact SET of_seq = of_seq - 1 WHERE dossier_id = '${one?.id ?? ''}'`);
    const { engine: heardBy, heard } = listening(engine);
    await readAgencyScores(heardBy, query);
    expect(folds(heard)).toEqual([one?.id]);
  });

  test('by another rule of the program is told anew', async () => {
    const before = await readAgencyScores(engine, query);
    await asOwner(database, `UPDATE quality_fact SET rule = 0, content = '{"runs": []}'`);
    expect(await readAgencyScores(engine, query)).toEqual(before);
    expect(await engine.database.read.rows('SELECT FROM quality_fact WHERE rule = 0 AND dossier_id IN (SELECT id FROM dossier WHERE competent_agency = $1)', ['H99.07'])).toEqual([]);
  });
});

describe('an officer\'s evaluation sheet', () => {
  test('is made of the dossiers finished in the period of which they held a stage to its end', async () => {
    const sheet = evaluationSheetSchema.parse((await get(`${SHEET}?period=2026-01`, as('officer'))).body);
    expect([sheet.dossiers, sheet.period.name, sheet.period.from, sheet.period.to]).toEqual([3, '2026-01', '2026-01-01', '2026-01-31']);
    expect(sheet.indices.map(({ number, numerator, denominator, score }) => [number, numerator, denominator, score])).toEqual([[1, 3, 3, 1], [2, 6, 3, 2], [3, 3, 3, 1], [4, 6, 3, 2], [7, 3, 3, 1]]);
    expect(sheet.sum).toEqual({ score: 7, of: 10, class: 'task-done', label: 'Hoàn thành 100% nhiệm vụ' });
    expect(sheet.signs?.name).toBe('Họ tên của head@H99.07');
    const quarter = evaluationSheetSchema.parse((await get(`${SHEET}?period=2026-Q1`, as('officer'))).body);
    const year = evaluationSheetSchema.parse((await get(`${SHEET}?period=2026`, as('officer'))).body);
    expect([quarter.dossiers, year.dossiers]).toEqual([4, 4]);
  });

  test('without a dossier in the period there is nothing to judge', async () => {
    const sheet = evaluationSheetSchema.parse((await get(`${SHEET}?period=2025`, as('officer'))).body);
    expect([sheet.dossiers, sheet.sum, sheet.indices.map(({ score, note }) => [score, note])]).toEqual([0, { score: 0, of: 0, class: null, label: null }, Array.from({ length: 5 }, () => [null, 'Không phát sinh'])]);
  });

  test('each index is the sum of the marks of the list behind it, page by page', async () => {
    const page = pageOf(evaluatedSchema);
    const first = page.parse((await get(`${SHEET}/dossiers?period=2026-Q1&limit=3`, as('officer'))).body);
    const second = page.parse((await get(`${SHEET}/dossiers?period=2026-Q1&limit=3&after=${String(first.next)}`, as('officer'))).body);
    const all = [...first.items, ...second.items];
    const sheet = evaluationSheetSchema.parse((await get(`${SHEET}?period=2026-Q1`, as('officer'))).body);
    expect([first.items.length, all.length, second.next]).toEqual([3, 4, null]);
    for (const { index, numerator } of sheet.indices) {
      expect(all.reduce((sum, { marks }) => sum + (marks[index as keyof typeof marks] ?? 0), 0), index).toBe(numerator);
    }
  });

  test('is printed with its dossiers and both signatures, the same from the same', async () => {
    const [one, other] = [await get(`${SHEET}/pdf?period=2026-Q1`, as('officer')), await get(`${SHEET}/pdf?period=2026-Q1`, as('officer'))];
    expect([one.status, one.type]).toEqual([200, 'application/pdf']);
    expect(Buffer.from(one.bytes).equals(Buffer.from(other.bytes))).toBe(true);
    const text = linesOf(await readPdf(one.bytes));
    for (const words of ['PHIẾU ĐÁNH GIÁ CÁN BỘ', 'Họ tên của officer@H99.07', 'Hoàn thành 100% nhiệm vụ', 'THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ', 'Họ tên của head@H99.07', '09/01/2026']) {
      expect(text).toContain(words);
    }
  });

  test.each([
    [as('manager', 'H99')], [as('admin', 'H99')], [as('auditor', 'H99')], [as('signatory')], [as('head', 'H99')], [as('head', 'H99.06')], [as('officer', 'H99.07', 'other@H99.07')], [as('clerk', 'H99.02')],
    [as('head', 'H99.07', 'impostor')],
  ])('nobody else opens it: %j', async (call) => {
    const before = (await openings()).body;
    for (const path of [SHEET, `${SHEET}/dossiers`, `${SHEET}/pdf`, `${SHEET}/openings`, '/api/v1/evaluation-sheets/nobody']) {
      expect((await get(path, call)).status, path).toBe(404);
    }
    expect((await openings()).body).toEqual(before);
  });

  test('every opening by the head is on record, the officer reads who looked, and nobody else does', async () => {
    const page = pageOf(sheetOpeningSchema);
    const known = page.parse((await openings()).body).items.length;
    const head = as('head');
    for (const path of [`${SHEET}?period=2026-Q1`, `${SHEET}/dossiers?period=2026-01`, `${SHEET}/pdf?period=2026`]) {
      clock.add(60_000);
      expect((await get(path, head)).status).toBe(200);
    }
    await get(`${SHEET}?period=2026-Q1`, as('officer'));
    const { items } = page.parse((await openings()).body);
    expect(items.length).toBe(known + 3);
    expect(items.slice(0, 3).map(({ openedBy, period, part, name }) => [openedBy, period, part, name])).toEqual([
      ['head@H99.07', '2026', 'pdf', 'Họ tên của head@H99.07'],
      ['head@H99.07', '2026-01', 'dossiers', 'Họ tên của head@H99.07'],
      ['head@H99.07', '2026-Q1', 'sheet', 'Họ tên của head@H99.07'],
    ]);
    const two = page.parse((await get(`${SHEET}/openings?limit=2`, as('officer'))).body);
    expect(page.parse((await get(`${SHEET}/openings?limit=2&after=${String(two.next)}`, as('officer'))).body).items[0]).toEqual(items[2]);
    expect((await get(`${SHEET}/openings`, head)).status).toBe(404);
  });

  test('of two heads the superior alone opens it, or who stands in for them while they are away', async () => {
    const [superior, other] = [member('head-a', 'head', 'H99.32'), member('head-b', 'head', 'H99.32')];
    const officer = member('officer-a', 'officer', 'H99.32');
    await putStaff(engine.database.read, [superior, other, officer], { subject: 'admin-1' }, clock.now());
    const statuses = async (): Promise<readonly number[]> =>
      Promise.all(['head-a', 'head-b'].map(async (head) => (await get('/api/v1/evaluation-sheets/officer-a', as('head', 'H99.32', head))).status));
    expect(await statuses()).toEqual([404, 404]);
    await putStaff(engine.database.read, [{ ...officer, superior: 'head-a' }], { subject: 'admin-1' }, clock.now());
    expect(await statuses()).toEqual([200, 404]);
    const from = clock.now();
    const day = new Date(from + 7 * 3_600_000).toISOString().slice(0, 10);
    const absence = await post('/api/v1/absences', { ...as('head', 'H99.32', 'head-a'), key: 'sheet-absence', body: { days: { from: day, to: day }, substitute: 'head-b', reason: 'leave' } });
    expect([absence.status, absence.text]).toEqual([201, expect.anything()]);
    expect(await statuses()).toEqual([200, 200]);
  });

  test('a record of an opening is neither changed nor deleted', async () => {
    await get(SHEET, as('head'));
    await expect(engine.database.read.run('UPDATE evaluation_access SET at = 0')).rejects.toThrow();
    await expect(engine.database.read.run('DELETE FROM evaluation_access')).rejects.toThrow();
  });

  test.each(['2026-13', '2026-Q5', 'all', '2026-01-01'])('a period %s is refused', async (period) => {
    expect((await get(`${SHEET}?period=${period}`, as('officer'))).status).toBe(400);
  });
});

describe('an agency\'s scores', () => {
  test('are told of the dossiers it finished, with what each index is made of', async () => {
    const answer = qualityScoresSchema.parse((await get('/api/v1/quality-scores?period=2026-Q1&agency=H99.07', as('manager', 'H99'))).body);
    expect(answer.indices.map(({ number, numerator, denominator, score }) => [number, numerator, denominator, score])).toEqual([
      [1, 5, 5, 1], [2, 5, 5, 1], [3, 7, 5, 1.4], [4, 10, 5, 2], [5, 0, 5, 0], [6, 0, 5, 0], [7, 5, 5, 1], [8, 0, 0, null], [9, 1, 5, 1],
    ]);
    expect(answer.sum).toEqual({ score: 7.4, of: 16, class: null, label: null });
  });

  test('are the own agency\'s unless somebody sees more', async () => {
    expect((await get('/api/v1/quality-scores?period=2026-Q1', as('officer'))).body).toMatchObject({ agency: 'H99.07', dossiers: 5 });
    expect((await get('/api/v1/quality-scores?agency=H99.07', as('head', 'H99.06'))).status).toBe(404);
    expect((await get('/api/v1/quality-scores?period=2026-01&agency=H99.07', as('manager', 'H99'))).status).toBe(400);
  });

  test('a complaint of conduct about a dossier takes its mark of attitude, other feedback and a complaint taken back do not, and feedback overdue counts in index 8', async () => {
    const ids = await Promise.all([0, 1, 2].map(() => live('2026-01-09T09:00', { officers: ['civil@H99.05'], agency: 'H99.05' })));
    const feedback = async (subject: string, dossierCode: string | undefined): Promise<Answer> => {
      const body = { agencyCode: 'H99.05', channel: 'hotline', subject, content: 'Nội dung phản ánh thử nghiệm', ...(dossierCode === undefined ? {} : { dossierCode }) };
      const entered = await post('/api/v1/feedback', { ...as('officer', 'H99.05'), key: `complaint-${subject}-${String(dossierCode)}`, body });
      expect(entered.status).toBe(201);
      return entered;
    };
    await feedback('conduct', ids[0]);
    await feedback('fees', ids[1]);
    const taken = await feedback('conduct', ids[2]);
    await engine.database.read.run(`UPDATE feedback f SET phase = 'withdrawn' FROM deadline_case c WHERE c.id = f.case_id AND c.code = $1`, [String(taken.body['code'])]);
    const scores = async (period: string): Promise<readonly (readonly [number, number, number | null])[]> =>
      qualityScoresSchema.parse((await get(`/api/v1/quality-scores?agency=H99.05&period=${period}`, as('manager', 'H99'))).body).indices.map(({ numerator, denominator, score }) => [numerator, denominator, score]);
    expect((await scores('2026-Q1'))[6]).toEqual([4, 3, 1.3]);
    const before = clock.now();
    clock.add(60 * 86_400_000);
    expect((await scores('2026-Q3'))[7]).toEqual([0, 3, 0]);
    clock.add(before - clock.now());
  });

  test('take two statements for every two hundred ledgers told for the first time, and then two for every thousand dossiers', async () => {
    const days = daysOf({ kind: 'year', year: 2026 });
    const [officer, agency] = ['many@H99.06', 'H99.06'];
    // Agencies and settings are asked for by the second: they are not what is counted here.
    const [agencies, settings] = [await engine.rules.agencies(engine.database.read), await engine.rules.settings(engine.database.read)];
    const still = { ...engine, rules: { ...engine.rules, agencies: () => Promise.resolve(agencies), settings: () => Promise.resolve(settings) } };
    const cost = async (): Promise<readonly [number, number]> => {
      const { engine: asked, statements } = counted(still);
      const { dossiers } = await readAgencyScores(asked, { agency, days, at: clock.now() });
      return [dossiers, statements()];
    };
    const [none, empty] = await cost();
    for (let each = 0; each < 40; each += 1) await Promise.all(Array.from({ length: 10 }, () => live('2026-01-09T09:00', { officers: [officer], agency })));
    const [all, full] = await cost();
    // One page, as without dossiers; then ledgers and what is kept of them twice, and complaints. What was told is not told again.
    expect([none, all, full - empty]).toEqual([0, 400, 5]);
    expect((await cost())[1] - empty).toBe(1);
    const sheet = await readEvaluationSheet(engine, { officer, agency, days, at: clock.now() });
    const list = await listEvaluated(engine, { officer, agency, days, at: clock.now() }, 1_000);
    expect([sheet.scores.dossiers, list.length]).toEqual([400, 400]);
  });
});
