import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { createTestDatabase } from '../support/database.js';
import { type Answer, startTestApi, startTokenIssuer } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, issuer, api } = await startTestApi(database);

const INTAKE = { procedureCode: '1.014464', agencyCode: 'H99.07', channel: 'counter', applicant: { name: 'Nguyễn Văn Đạt' } };
const DOSSIERS = '/api/v1/dossiers';

function takeIn(body: unknown, key = 'bad-input-key'): Promise<Answer> {
  return post(DOSSIERS, { as: 'clerk', key, body });
}

function expectProblem(answer: Answer, status: number, code: string): void {
  expect([answer.status, answer.body['code'], answer.body['status']]).toEqual([status, code, status]);
  expect(answer.type).toContain('application/problem+json');
  expect(answer.body['title']).toMatch(/^\p{Lu}.*[à-ỹđ].*\.$/u);
  expect(answer.body['type']).toBe(`urn:dung-han:problem:${code}`);
  expect(answer.text).not.toMatch(/node_modules|\.ts:|\bat \w+ \(/);
}

describe('a token', () => {
  const CLAIMS = { sub: 'clerk@H99.02', role: 'clerk', agency: 'H99.02' };

  test('is needed for every call', async () => {
    const answer = await get('/api/v1/agencies');
    expectProblem(answer, 401, 'unauthenticated');
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  test.each([
    ['of another issuer', () => issuer.token(CLAIMS, { issuer: 'http://elsewhere.test' })],
    ['for another audience', () => issuer.token(CLAIMS, { audience: 'somebody-else' })],
    ['that has expired', () => issuer.token(CLAIMS, { expiresInSeconds: -60 })],
    ['without a role', () => issuer.token({ sub: 'clerk@H99.02', agency: 'H99.02' })],
    ['with a role nobody has', () => issuer.token({ ...CLAIMS, role: 'minister' })],
    ['that claims to be the engine itself', () => issuer.token({ ...CLAIMS, role: 'system' })],
    ['without an agency', () => issuer.token({ sub: 'clerk@H99.02', role: 'clerk' })],
    ['that is not signed', () => Promise.resolve(unsigned({ ...CLAIMS, iss: issuer.url, aud: 'dung-han', exp: 4_000_000_000 }))],
    ['that is no token', () => Promise.resolve('abc')],
  ])('%s is a 401', async (_what, make) => {
    expectProblem(await get('/api/v1/agencies', { token: await make() }), 401, 'unauthenticated');
  });

  test('signed with other keys under the same issuer is a 401', async () => {
    const impostor = await startTokenIssuer();
    const token = await impostor.token(CLAIMS, { issuer: issuer.url });
    await impostor.close();
    expectProblem(await get('/api/v1/agencies', { token }), 401, 'unauthenticated');
  });
});

describe('a body', () => {
  test.each([
    ['an unknown field', { ...INTAKE, priority: 'high' }, '/body/priority'],
    ['an unknown field inside', { ...INTAKE, applicant: { name: 'A', nickname: 'B' } }, '/body/applicant/nickname'],
    ['no applicant', { ...INTAKE, applicant: undefined }, '/body/applicant'],
    ['a malformed procedure code', { ...INTAKE, procedureCode: "1'; DROP TABLE dossier" }, '/body/procedureCode'],
    ['an unknown channel', { ...INTAKE, channel: 'fax' }, '/body/channel'],
    ['a negative number of copies', { ...INTAKE, components: [{ code: 'C1', copies: -1 }] }, '/body/components/0/copies'],
    ['an instant without an offset', { ...INTAKE, channel: 'post', postal: { arrivedAt: '2026-08-18T09:00:00', evidence: 'EE1' } }, '/body/postal/arrivedAt'],
    ['a list where an object belongs', [], '/body'],
    ['half a character in a name', { ...INTAKE, applicant: { name: 'Nguyễn \ud800' } }, '/body/applicant/name'],
    ['a control character in a name', { ...INTAKE, applicant: { name: 'Nguyễn\0Văn Đạt' } }, '/body/applicant/name'],
    ['half a character in a note', { ...INTAKE, note: 'Ghi chú \udc00' }, '/body/note'],
  ])('with %s is a 400 that names the place', async (_what, body, path) => {
    const answer = await takeIn(body);
    expectProblem(answer, 400, 'invalid-request');
    expect((answer.body['errors'] as readonly { readonly path: string }[]).map((error) => error.path)).toContain(path);
  });

  test.each([
    ['that is not JSON', { type: 'application/json', content: '{"procedureCode": ' }, 400, 'malformed-json'],
    ['that is empty', { type: 'application/json', content: '' }, 400, 'malformed-json'],
    ['that would change prototypes', { type: 'application/json', content: '{"__proto__": {"admin": true}}' }, 400, 'malformed-json'],
    ['of 10 MB', { type: 'application/json', content: `{"note": "${'x'.repeat(10_000_000)}"}` }, 413, 'body-too-large'],
    ['that is a form', { type: 'application/x-www-form-urlencoded', content: 'channel=counter' }, 415, 'unsupported-media-type'],
    ['that is plain text', { type: 'text/plain', content: 'hello' }, 415, 'unsupported-media-type'],
    ['that is XML', { type: 'application/xml', content: '<a/>' }, 415, 'unsupported-media-type'],
  ])('%s is refused', async (_what, raw, status, code) => {
    expectProblem(await post(DOSSIERS, { as: 'clerk', key: 'bad-body-key', raw }), status, code);
  });
});

describe('a body larger than usual', () => {
  /** Parsed it would be no JSON; whoever is told so had it parsed. */
  const LARGE = { type: 'application/json', content: `{"table": "${'x'.repeat(5_000_000)}` };

  test.each(['/api/v1/portal-comparisons', '/api/v1/exchange/imports'])('to %s is parsed for nobody without a good token', async (path) => {
    for (const call of [{}, { token: await issuer.token({ sub: 'head@H99.05', role: 'head', agency: 'H99.05' }, { expiresInSeconds: -60 }) }]) {
      expectProblem(await post(path, { ...call, key: 'large-body-key', raw: LARGE }), 401, 'unauthenticated');
    }
    expectProblem(await post(path, { as: 'admin', key: 'large-body-key', raw: LARGE }), 400, 'malformed-json');
  });
});

describe('an Idempotency-Key', () => {
  test.each([
    ['missing', undefined],
    ['of seven characters', '1234567'],
    ['of 201 characters', 'k'.repeat(201)],
    ['with a blank', 'key with blank'],
  ])('that is %s is a 400', async (_what, key) => {
    const answer = await post(DOSSIERS, { as: 'clerk', body: INTAKE, ...(key === undefined ? {} : { key }) });
    expectProblem(answer, 400, 'invalid-request');
    expect(answer.body['errors']).toMatchObject([{ path: '/header/Idempotency-Key' }]);
  });

  test('used for an intake cannot be used for a command', async () => {
    const taken = await takeIn(INTAKE, 'key-of-an-intake');
    const answer = await post(`${DOSSIERS}/${String(taken.body['code'])}/commands`, { as: 'clerk', key: 'key-of-an-intake', body: { type: 'RecordContact', body: { party: 'applicant' } } });
    expectProblem(answer, 422, 'idempotency-key-reused');
  });
});

describe('an address', () => {
  test.each([
    ['/api/v1/nothing', 404, 'not-found'],
    ['/nothing', 404, 'not-found'],
    [`${DOSSIERS}/000.00.02.H99-260818-9999`, 404, 'not-found'],
    [`${DOSSIERS}/%27%20OR%201%3D1`, 400, 'invalid-request'],
    [`${DOSSIERS}/%E0%A4%A`, 400, 'bad-request'],
    [`${DOSSIERS}/${'9'.repeat(500)}`, 414, 'uri-too-long'],
    [`${DOSSIERS}?limit=0`, 400, 'invalid-request'],
    [`${DOSSIERS}?limit=100000`, 400, 'invalid-request'],
    [`${DOSSIERS}?queue=everything`, 400, 'invalid-request'],
    [`${DOSSIERS}?order=code`, 400, 'invalid-request'],
    [`${DOSSIERS}?after=nonsense`, 400, 'invalid-request'],
    [`${DOSSIERS}?search=H99-26&after=nonsense`, 400, 'invalid-request'],
    [`${DOSSIERS}?search=Nguyen`, 400, 'invalid-request'],
    [`${DOSSIERS}?search=0912000012`, 400, 'invalid-request'],
    [`${DOSSIERS}?limit=1e2`, 400, 'invalid-request'],
    [`${DOSSIERS}?limit=1&limit=2`, 400, 'invalid-request'],
    [`${DOSSIERS}?after=${keyOf([1, 'no-identifier'])}`, 400, 'invalid-request'],
    [`${DOSSIERS}?search=H99-26&after=${keyOf(['code', '\0', null])}`, 400, 'invalid-request'],
    [`/api/v1/tasks?after=${keyOf([1, '\0'])}`, 400, 'invalid-request'],
    ['/api/v1/procedures?after=%00', 400, 'invalid-request'],
    ['/api/v1/procedures/1.014464?version=1', 400, 'invalid-request'],
    ['/api/v1/agencies?name=x', 400, 'invalid-request'],
    [`${DOSSIERS}?agency=H99.77`, 403, 'not-authorised'],
    ['/api/v1/procedures/9.999999', 404, 'not-found'],
    ['/api/v1/metrics/best-rate', 400, 'invalid-request'],
    ['/api/v1/metrics/late-rate?month=2026-13', 400, 'invalid-request'],
    ['/api/v1/metrics/late-rate?from=2026-02-30&to=2026-03-01', 400, 'invalid-request'],
    ['/api/v1/metrics/late-rate?from=2026-03-01', 400, 'invalid-request'],
    ['/api/v1/metrics/late-rate?from=2026-03-02&to=2026-03-01', 400, 'invalid-request'],
    ['/api/v1/metrics/late-rate?from=2006-03-02&to=2026-03-01&groupBy=month', 400, 'invalid-request'],
  ])('%s answers %i %s', async (path, status, code) => {
    expectProblem(await get(path, { as: 'clerk' }), status, code);
  });
});

describe('a method an address does not take', () => {
  test.each([
    ['PUT', DOSSIERS, 'POST, GET, HEAD'],
    ['DELETE', `${DOSSIERS}/000.00.02.H99-260818-0001`, 'GET, HEAD'],
    ['PATCH', '/api/v1/metrics/late-rate', 'GET, HEAD'],
    ['POST', '/health/live', 'GET, HEAD'],
  ])('%s %s is a 405 that names those it does', async (method, path, allowed) => {
    const answer = await fetch(`${api.url}${path}`, { method });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allowed]);
    expect(await answer.json()).toMatchObject({ code: 'method-not-allowed', status: 405 });
  });
});

test('a made-up place of a search is refused where it stood', async () => {
  const inBody = await post(`${DOSSIERS}/search`, { as: 'clerk', body: { text: 'nguyen', after: 'nonsense' } });
  const inQuery = await get(`${DOSSIERS}?search=H99-26&after=nonsense`, { as: 'clerk' });
  expect([inBody, inQuery].map(({ status, body }) => [status, (body['errors'] as readonly { readonly path: string }[])[0]?.path])).toEqual([[400, '/body/after'], [400, '/query/after']]);
});

test('a task is done without a body: whatever one says is refused', async () => {
  const answer = await post('/api/v1/tasks/some-task/done', { as: 'clerk', body: { doneAt: '2026-08-18T09:00:00+07:00' } });
  expectProblem(answer, 400, 'invalid-request');
  expect(answer.body['errors']).toEqual([{ path: '/body/doneAt', reason: 'is not a known field' }]);
});

/** The place of a page as somebody might make it up. */
function keyOf(parts: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

function unsigned(claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part(claims)}.`;
}
