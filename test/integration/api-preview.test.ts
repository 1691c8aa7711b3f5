import { describe, expect, test } from 'vitest';
import { previewSchema } from '../../apps/api/views/preview-view.js';
import { createTestDatabase } from '../support/database.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { post, engine, clock } = await startTestApi(database);

const CERTIFICATE = { procedureCode: '1.014464', agencyCode: 'H99.07', channel: 'counter' };

function preview(body: Readonly<Record<string, unknown>>, call: Call = { as: 'clerk' }): Promise<Answer> {
  return post('/api/v1/deadlines/preview', { ...call, body });
}

async function previewed(body: Readonly<Record<string, unknown>>): Promise<ReturnType<typeof previewSchema.parse>> {
  const answer = await preview(body);
  expect([answer.status, answer.status === 200 ? '' : answer.text]).toEqual([200, '']);
  return previewSchema.parse(answer.body);
}

const rowsWritten = async (): Promise<unknown> =>
  engine.database.read.first('SELECT (SELECT count(*) FROM dossier) AS dossiers, (SELECT count(*) FROM command_inbox) AS commands, (SELECT count(*) FROM code_counter) AS codes');

describe('a preview', () => {
  test('gives the dates, stages and explanation the same intake then gets, and writes nothing', async () => {
    const before = await rowsWritten();
    const asked = await previewed(CERTIFICATE);
    expect(await rowsWritten()).toEqual(before);
    const { body: taken } = await post('/api/v1/dossiers', { as: 'clerk', key: 'preview-then-intake', body: { ...CERTIFICATE, applicant: { name: 'Công ty TNHH Minh Họa' } } });
    for (const field of ['receivedAt', 'dueAt', 'appointment', 'basis', 'provisional', 'term', 'explanation', 'warnings', 'receivingAgency', 'competentAgency'] as const) {
      expect({ [field]: taken[field] }).toEqual({ [field]: asked[field] });
    }
    const targets = (taken['stages'] as { id: string; targetAt: string }[]).map(({ id, targetAt }) => [id, targetAt]);
    expect(asked.stages.map(({ id, targetAt }) => [id, targetAt])).toEqual(targets);
  });

  test.each([
    // received                     due                          rule
    ['2026-08-18T09:00:00+07:00', '2026-08-21T09:00:00+07:00', 'three working days, the day of the event not counted'],
    ['2026-08-28T09:00:00+07:00', '2026-09-07T09:00:00+07:00', 'over the swap of 31/8 and National Day'],
    ['2026-11-20T16:30:00+07:00', '2026-11-26T16:30:00+07:00', 'over 24 November'],
  ])('of a filing received at %s is due %s: %s', async (receivedAt, dueAt) => {
    expect(await previewed({ ...CERTIFICATE, receivedAt })).toMatchObject({ receivedAt, dueAt, appointment: dueAt, basis: 'computed' });
  });

  test('names the article of its steps and the notice of each day off, as sentences and for programs', async () => {
    const { explanation, derivation } = await previewed({ ...CERTIFICATE, receivedAt: '2026-08-28T09:00:00+07:00' });
    expect(explanation.join('\n')).toMatch(/khoản 3 Điều 147 Bộ luật Dân sự 2015[\s\S]*Quốc khánh/u);
    const skipped = derivation?.steps.find((step) => step.code === 'day-skipped' && step.day.date === '2026-09-02');
    expect(skipped).toMatchObject({ day: { kind: 'holiday', working: false, source: expect.stringMatching(/\d/u) as string }, text: expect.stringContaining('02/09/2026') as string });
    expect(derivation?.steps.map(({ text }) => text)).toEqual(explanation.slice(0, derivation?.steps.length));
    expect(derivation?.steps.find(({ code }) => code === 'day-zero')).toMatchObject({ law: 'civil-code-2015:147.3' });
  });

  test('shows the term of the statute beside the shorter promise, with the date each gives', async () => {
    const asked = await previewed({ procedureCode: '3.000347', agencyCode: 'H99.81', channel: 'counter', receivedAt: '2026-08-18T09:00:00+07:00' });
    // Filed at a desk that does not serve the agency: both are counted from the planned receipt, at the desk's closing.
    expect(asked.statutory).toEqual({ term: '05 ngày làm việc', dueAt: '2026-08-24T17:00:00+07:00' });
    expect(asked.dueAt && asked.statutory?.dueAt && asked.dueAt < asked.statutory.dueAt).toBe(true);
  });

  test('of a promise that is the statute shows no other term', async () => {
    expect((await previewed(CERTIFICATE)).statutory).toBeNull();
  });

  test('of an online filing is provisional and says by when it must be answered, counted from its sending', async () => {
    const online = { procedureCode: '1.012644', agencyCode: 'H99.06', channel: 'online', submittedAt: '2026-08-18T08:00:00+07:00', receivedAt: '2026-08-18T09:00:00+07:00' };
    expect(await previewed(online)).toMatchObject({ provisional: true, answer: { dueAt: '2026-08-19T08:00:00+07:00' } });
  });

  test('warns of a year whose days off no notice has confirmed', async () => {
    const { warnings, unconfirmedYears } = await previewed({ ...CERTIFICATE, receivedAt: '2026-12-30T09:00:00+07:00' });
    expect([unconfirmedYears, warnings]).toEqual([[2027], [expect.stringContaining('2027')]]);
  });
});

describe('a preview of a non-territorial filing', () => {
  const FORWARDED = { procedureCode: '1.001193', agencyCode: 'H99.31', receivingAgencyCode: 'H99.32', channel: 'counter', receivedAt: '2026-08-18T15:30:00+07:00' };

  test('is counted from the planned receipt, and from the real one where that is told and later', async () => {
    const planned = await previewed(FORWARDED);
    const later = await previewed({ ...FORWARDED, competentReceivedAt: '2026-08-20T10:00:00+07:00' });
    expect(planned.clocks.forwardingDueAt).toBe('2026-08-19T08:00:00+07:00');
    expect(planned.explanation[0]).toContain('Dự kiến cơ quan có thẩm quyền nhận hồ sơ lúc 08 giờ 00 phút');
    expect(later.explanation[0]).toContain('Cơ quan có thẩm quyền nhận hồ sơ lúc 10 giờ 00 phút');
    expect(String(later.dueAt) > String(planned.dueAt)).toBe(true);
  });

  test('refuses a competent receipt where nothing is forwarded', async () => {
    const { status, body } = await preview({ ...CERTIFICATE, receivedAt: '2026-08-18T09:00:00+07:00', competentReceivedAt: '2026-08-18T10:00:00+07:00' });
    expect([status, body['code']]).toEqual([409, 'nothing-to-confirm']);
  });
});

describe('a preview that cannot be given', () => {
  test.each([
    ['unknown-procedure', 422, { procedureCode: '9.999999' }],
    ['procedure-not-in-force', 422, { receivedAt: '2019-08-18T09:00:00+07:00' }],
    ['unknown-case', 422, { caseCode: 'none' }],
    ['unknown-agency', 422, { agencyCode: 'H00.00' }],
    ['agency-not-competent', 422, { agencyCode: 'H99.05' }],
    ['invalid-request', 400, { receivedAt: '2026-08-18T09:00:00' }],
    ['invalid-request', 400, { submittedAt: '2026-08-18T09:00:00+07:00' }],
    ['invalid-request', 400, { competentReceivedAt: '2026-08-18T09:00:00+07:00' }],
    ['invalid-request', 400, { receivedAt: '2026-08-18T09:00:00+07:00', competentReceivedAt: '2026-08-18T08:00:00+07:00' }],
  ])('answers %s with %i for %j', async (code, status, change) => {
    const answer = await preview({ ...CERTIFICATE, ...change });
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
    expect(answer.body['title']).toMatch(/[.]$/u);
  });

  test('because it lies beyond any calendar names the year that is missing', async () => {
    const { status, body } = await preview({ procedureCode: '1.012644', agencyCode: 'H99.06', channel: 'counter', receivedAt: '2028-12-20T09:00:00+07:00' });
    expect([status, body['code'], body['data']]).toEqual([422, 'beyond-calendar', { firstYear: 2019, year: 2028, needed: 2029 }]);
    expect(body['title']).toContain('cần bổ sung lịch năm 2029');
  });

  test('because the agency has no calendar names the agency, and so does an intake', async () => {
    const { version_id: snapshot } = (await engine.database.read.first<{ version_id: string }>('SELECT version_id FROM calendar_head')) ?? { version_id: '' };
    await engine.database.transaction(async (tx) => {
      await tx.run(`INSERT INTO calendar_version (id, published_at, published_by) VALUES (repeat('a', 64), $1, 'test')`, [clock.now()]);
      await tx.run(
        `INSERT INTO calendar_version_agency SELECT repeat('a', 64), agency_code, processing_id, intake_id FROM calendar_version_agency WHERE version_id = $1 AND agency_code <> 'H99.07'`,
        [snapshot],
      );
      await tx.run(`UPDATE calendar_head SET version_id = repeat('a', 64)`);
    });
    const asked = await preview(CERTIFICATE);
    const taken = await post('/api/v1/dossiers', { as: 'clerk', key: 'no-calendar', body: { ...CERTIFICATE, applicant: { name: 'Nguyễn Thị Ước' } } });
    await engine.database.transaction((tx) => tx.run('UPDATE calendar_head SET version_id = $1', [snapshot]));
    for (const { status, body } of [asked, taken]) {
      expect([status, body['code'], body['data']]).toEqual([422, 'agency-without-calendar', { agency: 'H99.07' }]);
      expect(body['title']).toContain('chưa có lịch làm việc');
    }
  });

  test('to somebody who neither takes in nor reads dossiers is forbidden', async () => {
    expect((await preview(CERTIFICATE, { as: { role: 'citizen', agency: 'H99' } })).status).toBe(403);
    expect((await preview(CERTIFICATE, { as: 'manager' })).status).toBe(200);
  });
});
