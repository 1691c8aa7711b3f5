import { describe, expect, test } from 'vitest';
import { syncPortal } from '#service';
import { createTestDatabase } from '../support/database.js';
import { FakePortal } from '../support/fake-portal.js';
import { type Answer, startTestApi } from './api-harness.js';

const { post, get, engine, clock, gateway } = await startTestApi(await createTestDatabase());
const PORTAL = { role: 'portal', agency: 'H99', subject: 'portal@H99' } as const;
const OTHER_SYSTEM = { role: 'portal', agency: 'H99', subject: 'provincial-system' } as const;
const DESK = { role: 'clerk', agency: 'H99.31' } as const;
const HEAD = { role: 'head', agency: 'H99.31' } as const;
const LAND = { procedureCode: '1.115778', caseCode: undefined, agencyCode: 'H99.05.01' };
const LAND_DESK = { role: 'clerk', agency: 'H99' } as const;
const LAND_OFFICER = { role: 'officer', agency: 'H99' } as const;
const PATH = '/api/v1/portal/dossiers';
let number = 0;

/** A filing under a code nobody has used. */
function filing(more: object = {}): { readonly portalCode: string } {
  number += 1;
  const usual = {
    portalCode: `G22.99-260818-${String(number).padStart(6, '0')}`,
    procedureCode: '1.013225',
    caseCode: '1.013225.01',
    agencyCode: 'H99.31',
    submittedAt: '2026-08-18T08:40:00+07:00',
    completeAt: '2026-08-18T08:55:00+07:00',
    evidence: `K-${String(number)}`,
    applicant: { name: 'Người nộp trực tuyến', idNumber: '079000000009', phone: '0900000009' },
  };
  return { ...usual, ...more };
}

const countOf = async (code: string): Promise<number> => (await engine.database.read.first<{ n: number }>('SELECT count(*) AS n FROM dossier WHERE code = $1', [code]))?.n ?? -1;
const give = (code: string, type: string, body: object, by: object = DESK, text?: object): Promise<Answer> => {
  number += 1;
  return post(`/api/v1/dossiers/${code}/commands`, { as: by, key: `portal-test-${String(number)}`, body: { type, body, ...(text === undefined ? {} : { text }) } });
};
const errorsOf = ({ body }: Answer): readonly string[] => (body['errors'] as readonly { readonly path: string }[]).map(({ path }) => path);

describe('a filing handed on by the portal', () => {
  test('becomes a dossier under the portal\'s code, received when the portal found it complete, with that as evidence', async () => {
    const body = filing();
    const answer = await post(PATH, { as: PORTAL, body });
    expect([answer.status, answer.body]).toEqual([201, { code: body.portalCode, dossierId: expect.any(String) as string, seq: 1 }]);
    const dossier = await get(`/api/v1/dossiers/${body.portalCode}`, { as: DESK });
    expect(dossier.body).toMatchObject({ status: 'registered', portalCode: 1, channel: 'online', receivedAt: '2026-08-18T08:55:00+07:00', submittedAt: '2026-08-18T08:40:00+07:00', timeEvidence: { kind: 'portal' } });
    expect(gateway.started).toContain(answer.body['dossierId']);
  });

  test('comes to one dossier and one answer however often it is handed on, also at once', async () => {
    const body = filing();
    const answers = await Promise.all([1, 2, 3].map(() => post(PATH, { as: PORTAL, body })));
    answers.push(await post(PATH, { as: PORTAL, body }));
    expect(new Set(answers.map(({ status, text }) => `${String(status)} ${text}`)).size).toBe(1);
    expect(await countOf(body.portalCode)).toBe(1);
  });

  test('with another content under its code is a 409, and so is one of another system under a code that is taken', async () => {
    const body = filing();
    await post(PATH, { as: PORTAL, body });
    const other = await post(PATH, { as: PORTAL, body: { ...body, note: 'Nội dung khác' } });
    const elsewhere = await post(PATH, { as: OTHER_SYSTEM, body });
    expect([other.status, other.body['code'], elsewhere.status, elsewhere.body['code'], await countOf(body.portalCode)]).toEqual([409, 'portal-content-differs', 409, 'code-taken', 1]);
  });

  test('that is not as it should be is answered with every field, and nothing of it is kept', async () => {
    const wrong = filing({ completeAt: '2026-08-18T08:00:00+07:00', agencyCode: 'H 99', extra: 1, applicant: { name: '' } });
    const answer = await post(PATH, { as: PORTAL, body: wrong });
    expect([answer.status, errorsOf(answer).toSorted()]).toEqual([400, ['/body/agencyCode', '/body/applicant/name', '/body/completeAt', '/body/extra']]);
    expect(await countOf(wrong.portalCode)).toBe(0);
  });

  test('that names codes nobody knows is told all of them, is not kept, and is taken once they are put right', async () => {
    const body = filing();
    const wrong = { ...body, caseCode: '1.013225.77', agencyCode: 'H99.77', placeCode: 'H99.78', components: [{ code: 'NO-SUCH-PAPER' }] };
    const answer = await post(PATH, { as: PORTAL, body: wrong });
    expect([answer.status, answer.body['code'], errorsOf(answer)]).toEqual([422, 'portal-codes-unknown', ['/body/caseCode', '/body/agencyCode', '/body/placeCode']]);
    const none = await post(PATH, { as: PORTAL, body: { ...body, procedureCode: '9.999999' } });
    expect([none.status, errorsOf(none)]).toEqual([422, ['/body/procedureCode']]);
    expect([(await post(PATH, { as: PORTAL, body })).status, await countOf(body.portalCode)]).toEqual([201, 1]);
  });

  test.each(['clerk', 'head', 'manager', 'admin', 'citizen'])('is taken from the portal\'s account alone, not from a %s', async (as) => {
    expect((await post(PATH, { as, body: filing() })).status).toBe(403);
  });

  test('is all the portal\'s account takes in: nobody comes to a counter through it', async () => {
    const body = { procedureCode: '1.013225', caseCode: '1.013225.01', agencyCode: 'H99.31', channel: 'counter', applicant: { name: 'Ai đó' } };
    expect((await post('/api/v1/dossiers', { as: PORTAL, key: 'portal-at-a-counter', body })).status).toBe(403);
    expect((await get('/api/v1/dossiers', { as: PORTAL })).status).toBe(403);
  });
});

describe('what follows a filing', () => {
  /** A filing that was accepted. */
  async function accepted(): Promise<string> {
    const { portalCode } = filing();
    await post(PATH, { as: PORTAL, body: { ...filing(), portalCode } });
    expect((await give(portalCode, 'Accept', {})).status).toBe(200);
    return portalCode;
  }

  test('a supplement ends the wait for papers, once under its number', async () => {
    const code = await accepted();
    await give(code, 'RequestSupplement', { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '17' } }], reasonCode: 'incomplete' }, DESK, { reason: 'Thiếu bản vẽ' });
    const body = { supplementId: 'BS-1' };
    const [first, again] = [await post(`${PATH}/${code}/supplements`, { as: PORTAL, body }), await post(`${PATH}/${code}/supplements`, { as: PORTAL, body })];
    expect([first.status, first.body['status'], again.text]).toEqual([200, 'applied', first.text]);
    expect((await post(`${PATH}/${code}/supplements`, { as: PORTAL, body: { ...body, complete: false } })).body['code']).toBe('portal-content-differs');
    expect((await post(`${PATH}/${code}/supplements`, { as: PORTAL, body: { supplementId: 'BS-2' } })).status).toBe(409);
    expect((await get(`/api/v1/dossiers/${code}`, { as: DESK })).body).toMatchObject({ portalCode: 4 });
  });

  test('a payment of a fee is recorded as paid through the portal, once under its receipt', async () => {
    const code = await accepted();
    const body = { for: 'fee', amount: 75_000, method: 'transfer', receiptNumber: 'TT-01' };
    const answers = [await post(`${PATH}/${code}/payments`, { as: PORTAL, body }), await post(`${PATH}/${code}/payments`, { as: PORTAL, body })];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const recorded = await engine.database.read.rows<{ payload: object }>(`SELECT payload FROM dossier_event e JOIN dossier d ON d.id = e.dossier_id WHERE d.code = $1 AND e.type = 'PaymentRecorded'`, [code]);
    expect(recorded.map(({ payload }) => payload)).toMatchObject([{ amount: 75_000, throughPortal: true, receiptNumber: 'TT-01' }]);
  });

  test('a payment of the obligation the clock waits for lets it run on', async () => {
    const { portalCode: code } = filing();
    await post(PATH, { as: PORTAL, body: { ...filing(LAND), portalCode: code } });
    await give(code, 'Accept', {}, LAND_DESK);
    expect((await give(code, 'RaiseFinancialObligation', { amount: 1_000_000 }, LAND_OFFICER)).body).toMatchObject({ status: 'applied' });
    const paid = await post(`${PATH}/${code}/payments`, { as: PORTAL, body: { for: 'obligation', receiptNumber: 'TT-02' } });
    expect([paid.status, paid.body['status'], (await post(`${PATH}/${code}/payments`, { as: PORTAL, body: { for: 'obligation', receiptNumber: 'TT-03' } })).status]).toEqual([200, 'applied', 409]);
  });

  test('a withdrawal ends the dossier, and its reason stays out of the ledger', async () => {
    const code = await accepted();
    const answer = await post(`${PATH}/${code}/withdrawals`, { as: PORTAL, body: { requestId: 'RH-1', reason: 'Chuyển đi nơi khác' } });
    expect([answer.status, (await get(`/api/v1/dossiers/${code}`, { as: DESK })).body['portalCode']]).toEqual([200, 7]);
    const written = await engine.database.read.first<{ text: string }>(`SELECT string_agg(e.payload::text, '') AS text FROM dossier_event e JOIN dossier d ON d.id = e.dossier_id WHERE d.code = $1`, [code]);
    expect(written?.text).not.toContain('Chuyển đi');
  });

  test('accepted while the workflows are away and refused later is a task of the desk, for nobody looks into tasks of the portal', async () => {
    const code = await accepted();
    gateway.down = true;
    expect((await give(code, 'Withdraw', { reasonCode: 'own-wish' }, DESK, { reason: 'Tự rút' })).status).toBe(202);
    const late = await post(`${PATH}/${code}/supplements`, { as: PORTAL, body: { supplementId: 'BS-9' } });
    gateway.down = false;
    expect([late.status, late.body['status']]).toEqual([202, 'pending']);
    await give(code, 'RecordContact', { party: 'applicant' });
    const tasks = await engine.database.read.rows<{ agency: string; subject: string | null }>(`SELECT t.agency, t.subject FROM task t JOIN dossier d ON d.id = t.dossier_id WHERE d.code = $1 AND t.kind = 'command-refused'`, [code]);
    expect(tasks).toEqual([{ agency: 'H99.31', subject: null }]);
  });

  test('of a dossier nobody has is a 404', async () => {
    expect((await post(`${PATH}/G22.99-000000/payments`, { as: PORTAL, body: { for: 'obligation', receiptNumber: 'TT-09' } })).status).toBe(404);
  });
});

describe('what the portal was told', () => {
  test('is shown of a dossier, and what it turned away is listed, answered and sent again by who may', async () => {
    const { portalCode: code } = filing();
    await post(PATH, { as: PORTAL, body: { ...filing(), portalCode: code } });
    const portal = new FakePortal();
    portal.onSend = ({ body }) => (body.data.some(({ MaHoSo }) => MaHoSo === code) ? { kind: 'rejected', words: '{"error_code":"40"}' } : undefined);
    for (let pass = 0; pass < 6; pass += 1) await syncPortal(engine, portal, clock, () => 0.5);
    const held = await get('/api/v1/sync/messages?agency=H99.31', { as: HEAD });
    const [message] = held.body['items'] as readonly { readonly id: number; readonly dossierCode: string; readonly words: string }[];
    expect([held.status, message]).toMatchObject([200, { dossierCode: code, status: 'rejected', reason: 'rejected', words: '{"error_code":"40"}', service: 'DongBoHoSoMC' }]);
    const path = `/api/v1/sync/messages/${String(message?.id)}/resolution`;
    expect((await post(path, { as: { ...HEAD, agency: 'H99.32' }, key: 'resolve-elsewhere', body: { answer: 'again' } })).status).toBe(404);
    expect((await post(path, { as: HEAD, key: 'resolve-1', body: { answer: 'again' } })).body).toMatchObject({ status: 'waiting', resolvedBy: 'head@H99.31' });
    portal.onSend = () => undefined;
    for (let pass = 0; pass < 3; pass += 1) await syncPortal(engine, portal, clock, () => 0.5);
    expect((await post(path, { as: HEAD, key: 'resolve-2', body: { answer: 'told-otherwise' } })).body['code']).toBe('sync-stands-otherwise');
    const told = await get(`/api/v1/dossiers/${code}/sync`, { as: DESK });
    expect((told.body['items'] as readonly object[]).at(0)).toMatchObject({ status: 'acknowledged', sources: { TrangThaiHoSo: 1, NgayNopHoSo: 1 }, receiptSha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    expect((await get(`/api/v1/dossiers/${code}/sync`, { as: { ...DESK, agency: 'H99.32' } })).status).toBe(404);
  });

  test('punctually is counted by agency, with numerator and denominator', async () => {
    const answer = await get('/api/v1/sync/punctuality?from=2026-08-01&to=2026-08-31', { as: 'manager' });
    expect(answer.body).toMatchObject({ termMinutes: 15, period: { from: '2026-08-01', to: '2026-08-31' }, total: { numerator: expect.any(Number) as number, denominator: expect.any(Number) as number } });
    expect((await get('/api/v1/sync/punctuality?from=2026-08-01', { as: 'manager' })).status).toBe(400);
  });

  test('too late is an alarm of the system', async () => {
    clock.add(16 * 60_000);
    await post(PATH, { as: PORTAL, body: filing() });
    clock.add(16 * 60_000);
    const state = await get('/health/ready');
    expect(state.body['degraded']).toContain('portal-behind');
  });
});
