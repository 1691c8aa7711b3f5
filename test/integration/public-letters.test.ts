import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi } from '../../apps/api/start.js';
import { lookUpSchema, publicDossierSchema } from '../../apps/api/views/public-view.js';
import { createTestDatabase } from '../support/database.js';
import { apiDesk } from './api-desk.js';
import { type Answer, type Call, callsTo, settingsOver, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock, engine, issuer, gateway, files } = await startTestApi(database);

const [NAME, PHONE] = ['Trịnh Thị Tra Cứu', '0912 345 678'];
const desk = apiDesk({ get, post }, { as: 'clerk' }, { procedureCode: '1.014464', agencyCode: 'H99.07', channel: 'counter', applicant: { name: NAME, phone: PHONE } });
const PAIRS = '/api/v1/public/lookups';

const session = (token: string): Call => ({ headers: { authorization: `Lookup ${token}` } });

async function found(code: string): Promise<string> {
  return lookUpSchema.parse((await post(PAIRS, { body: { code, phoneLast4: '5678' } })).body).session.token;
}

describe('in English', () => {
  test('status and sentences are said, names staying Vietnamese between marks; who names no language we have hears Vietnamese', async () => {
    const { code } = await desk.take();
    const english = { headers: { 'accept-language': 'fr, en-GB;q=0.9, vi;q=0.2' } };
    const { dossier, session: { token } } = lookUpSchema.parse((await post(PAIRS, { ...english, body: { code, phoneLast4: '5678' } })).body);
    expect(dossier).toMatchObject({ language: 'en', statusLabel: 'Received' });
    expect(dossier.explanation.lines[0]).toMatch(/^The dossier was received at 09:00 on 18 August 2026\.$/);
    expect(dossier.explanation.lines.map((line) => line.replaceAll(/“[^”]*”/g, '')).filter((line) => /[ăâđêôơư]/i.test(line))).toEqual([]);
    const again = publicDossierSchema.parse((await get(`${PAIRS}/current`, session(token))).body);
    expect([again.language, again.statusLabel, again.explanation.lines.length]).toEqual(['vi', 'Được tiếp nhận', dossier.explanation.lines.length]);
  });
});

describe('a login of citizens', () => {
  const NUMBER = '001190000017';
  const CITIZENS = 'citizens-of-test';
  const login = (token: string, accessToken: string): Promise<Answer> => signed.post(`${PAIRS}/letter-logins`, { ...session(token), body: { accessToken } });
  const citizen = (claims: object, options: Parameters<typeof issuer.token>[1] = {}): Promise<string> => issuer.token({ sub: 'citizen', ...claims }, { audience: CITIZENS, ...options });
  const owned = async (applicant: object = {}): Promise<string> => found((await desk.take({ applicant: { name: NAME, phone: PHONE, idNumber: NUMBER, ...applicant } })).code);
  let signed: Awaited<ReturnType<typeof withCitizens>>;
  beforeAll(async () => { signed = await withCitizens(CITIZENS); });
  afterAll(() => signed.close());

  test('of the applicant opens the letters, however the number was written down', async () => {
    const right = await login(await owned({ idNumber: '001190-000017' }), await citizen({ identity_number: NUMBER }));
    expect(right.status).toBe(200);
    const letters = await signed.get(`${PAIRS}/letters`, { headers: { authorization: `Lookup ${String(right.body['token'])}`, 'accept-language': 'en' } });
    expect(letters.body['items']).toMatchObject([{ key: 'receipt', label: 'Receipt and appointment slip' }]);
  });

  test('is on record as such with every letter opened, beside those opened by a code', async () => {
    const { code: dossier, id } = await desk.take({ applicant: { name: NAME, phone: PHONE, idNumber: NUMBER } });
    const right = await login(await found(dossier), await citizen({ identity_number: NUMBER }));
    expect((await signed.get(`${PAIRS}/letters/receipt`, { headers: { authorization: `Lookup ${String(right.body['token'])}` } })).status).toBe(200);
    await engine.database.read.run('INSERT INTO public_letter_access (dossier_id, letter_key, at) VALUES ($1, $2, $3)', [id, 'receipt', clock.now()]);
    const openings = await get(`/api/v1/dossiers/${dossier}/letter-openings`, { as: 'clerk' });
    expect(openings.body['items']).toMatchObject([{ by: 'sign-in', byLabel: 'Người nộp hồ sơ đăng nhập bằng định danh của mình' }, { by: null, byLabel: 'Không ghi lại cách xác nhận' }]);
  });

  test.each<[string, object, object]>([
    ['somebody else', {}, { identity_number: '001190000018' }],
    ['somebody without a number', {}, {}],
    ['whoever names no number, of a dossier without one', { idNumber: undefined }, { identity_number: '' }],
    ['the bearer of an organisation’s number', { type: 'organisation' }, { identity_number: NUMBER }],
    ['one of the staff', {}, { role: 'clerk', agency: 'H99.02' }],
  ])('of %s has the one answer of all that open nothing', async (_, applicant, claims) => {
    const { status, body } = await login(await owned(applicant), await citizen(claims));
    expect([status, body]).toEqual([422, { type: 'urn:dung-han:problem:letter-login-wrong', title: expect.any(String) as string, status: 422, code: 'letter-login-wrong' }]);
  });

  test.each<[string, Parameters<typeof issuer.token>[1]]>([
    ['for the staff’s pages', { audience: 'dung-han' }],
    ['of another issuer', { issuer: 'http://elsewhere.example' }],
    ['that has run out', { expiresInSeconds: -60 }],
  ])('opens nothing by a token %s', async (_, options) => {
    expect((await login(await owned(), await citizen({ identity_number: NUMBER }, options))).body['code']).toBe('letter-login-wrong');
  });

  test('opens no dossier that was not looked up, and its token is none of the staff’s', async () => {
    const token = await citizen({ identity_number: NUMBER, role: 'clerk', agency: 'H99.02' });
    expect((await login('A'.repeat(43), token)).body['code']).toBe('look-up-over');
    expect((await signed.get('/api/v1/me', { token })).status).toBe(401);
  });

  test('leaves no number in the database', async () => {
    await login(await owned(), await citizen({ identity_number: NUMBER }));
    const { kept } = (await engine.database.read.first<{ kept: string }>(`SELECT string_agg(s::text, ' ') AS kept FROM public_session s`)) ?? { kept: '' };
    expect(kept).not.toContain(NUMBER);
  });

  test('is not there where the installation has no such service, and the pages are told so', async () => {
    const answer = await post(`${PAIRS}/letter-logins`, { ...session(await owned()), body: { accessToken: 'a.b.c' } });
    expect([answer.status, answer.body['code']]).toEqual([404, 'not-found']);
    expect((await get('/app-config.json')).body['citizens']).toBeNull();
    expect((await signed.get('/app-config.json')).body['citizens']).toEqual({ issuer: issuer.url, clientId: 'pages' });
  });
});

/** A second API over the same engine, at which citizens sign in. */
async function withCitizens(audience: string): Promise<ReturnType<typeof callsTo> & { readonly close: () => Promise<void> }> {
  const citizens = { issuer: issuer.url, jwksUrl: issuer.url, audience, clientId: 'pages', identityClaim: 'identity_number' };
  const api = await startApi({ engine, clock, gateway, files, settings: { ...settingsOver(issuer), citizens } });
  return { ...callsTo(api.url, issuer), close: () => api.close() };
}
