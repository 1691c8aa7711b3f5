import { describe, expect, test } from 'vitest';
import { dossierExplanationSchema } from '../../apps/api/views/dossier-explanation-view.js';
import { retrace } from '../oracle/retrace.js';
import { createTestDatabase } from '../support/database.js';
import { apiDesk } from './api-desk.js';
import { type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock } = await startTestApi(database);
const CLERK: Call = { as: 'clerk' };
const INTAKE = { procedureCode: '1.014464', agencyCode: 'H99.07', channel: 'counter', applicant: { name: 'Công ty TNHH Minh Họa' } };
const LACKING = { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '8' } }], reasonCode: 'incomplete' };
const { take, sendAll, read } = apiDesk({ get, post }, CLERK, INTAKE);

type Explained = ReturnType<typeof dossierExplanationSchema.parse>;

async function explained(path: string, view = ''): Promise<Explained> {
  const { status, body } = await get(`${path}${view}`, CLERK);
  expect(status).toBe(200);
  return dossierExplanationSchema.parse(body);
}

const ms = (iso: string | null): number | undefined => (iso === null ? undefined : Date.parse(iso));

describe('the explanation of a dossier whose papers came late', () => {
  test('is a sequence of derivations that leads to the dates the dossier has, and at intake to the printed one', async () => {
    clock.set('2026-08-18T09:00:00+07:00');
    const { links } = await take();
    clock.set('2026-08-19T10:10:00+07:00');
    await sendAll(links.self, { type: 'RequestSupplement', body: LACKING, text: { reason: 'thiếu giấy tờ' } });
    clock.set('2026-08-24T10:25:00+07:00');
    await sendAll(links.self, { type: 'ReceiveSupplement' });
    const dossier = await read(links.self);

    const today = await explained(links.explanation);
    expect(today.view).toBe('today');
    expect(today.stages.map(({ stage, targetAt }) => [stage, targetAt])).toEqual(dossier.stages.filter(({ status }) => status === 'open').map(({ id, targetAt }) => [id, targetAt]));
    expect(today.stages[0]?.rows.map(({ counted }) => counted)).toContain('Tính');
    expect(today.derivations.map(({ because, endsAt }) => [because, endsAt])).toEqual([
      ['DossierReceived', '2026-08-21T09:00:00+07:00'],
      ['SupplementRequested', null],
      ['SupplementReceived', '2026-08-27T10:25:00+07:00'],
    ]);
    expect(retrace(today.derivations)).toEqual({ due: ms(dossier.dueAt), appointment: ms(dossier.appointment) });
    expect(today.table).toContain('→ Hạn xử lý: 10 giờ 25 phút, ngày 27 tháng 8 năm 2026');

    const intake = await explained(links.explanation, '?view=intake');
    expect(intake.derivations.map(({ because }) => because)).toEqual(['DossierReceived']);
    expect(retrace(intake.derivations)).toEqual({ due: ms(dossier.firstAppointment), appointment: ms(dossier.firstAppointment) });
    expect([intake.dueAt, intake.calendar.changedDays]).toEqual([dossier.firstAppointment, []]);
  });

  test('tells each step as data, as a sentence with its article, and as a row', async () => {
    clock.set('2026-08-28T09:00:00+07:00');
    const { links } = await take();
    const [derivation] = (await explained(links.explanation)).derivations;
    const steps = derivation?.steps ?? [];
    expect(steps.find(({ code }) => code === 'day-zero')).toEqual({ code: 'day-zero', date: '2026-08-28', law: 'civil-code-2015:147.3', text: 'Không tính ngày bắt đầu thứ Sáu 28/08/2026 (khoản 3 Điều 147 Bộ luật Dân sự 2015).' });
    expect(steps).toContainEqual(expect.objectContaining({ code: 'day-skipped', day: expect.objectContaining({ date: '2026-09-02', hours: [], kind: 'holiday', source: expect.stringContaining('9441/TB-BNV') as string }) as unknown }));
    expect(derivation?.rows).toContainEqual({ day: 'T5 03/09/2026', time: '', counted: 'Tính (1)', reason: 'ngày làm việc', basis: '' });
  });
});

test.each([
  ['an unknown view', '?view=tomorrow', CLERK, 400],
  ['somebody who may not read dossiers', '', { as: { role: 'citizen', agency: 'H99' } }, 403],
])('the explanation asked with %s is answered by %s %o', async (_, query, call, status) => {
  const { links } = await take();
  expect((await get(`${links.explanation}${query}`, call as Call)).status).toBe(status);
});

test('the explanation of a dossier nobody knows is not found', async () => {
  expect((await get('/api/v1/dossiers/000.00.99.H99-260819-9999/explanation', CLERK)).status).toBe(404);
});
