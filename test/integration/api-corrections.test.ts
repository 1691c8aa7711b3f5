import { describe, expect, test } from 'vitest';
import { dossierSchema } from '../../apps/api/views/dossier-schema.js';
import { createTestDatabase } from '../support/database.js';
import { apiDesk } from './api-desk.js';
import { type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post } = await startTestApi(database);

const CLERK: Call = { as: 'clerk' };
const SIGNATORY: Call = { as: { subject: 'signatory@H99.07', role: 'signatory', agency: 'H99.07' } };
const APPLICANT = { name: 'Nguyễn Thị Mất', idNumber: '079000000044' };
const PROXY = { name: 'Lê Văn Ủy', phone: '0900000009' };
const INTAKE = { procedureCode: '1.014464', agencyCode: 'H99.07', channel: 'counter', applicant: APPLICANT };
const { send, take, read } = apiDesk({ get, post }, CLERK, INTAKE);
const { applicant: _, ...WITHOUT_PERSONS } = INTAKE;

function correct(code: string, key: string, more: object = { sameApplicant: true }): ReturnType<typeof post> {
  return post('/api/v1/dossiers', { ...CLERK, key, body: { ...WITHOUT_PERSONS, correctionOf: code, ...more } });
}

test('the signatory acknowledges a fault; the desk takes in what corrects it with the persons of the old one, and both pages and timelines show the other', async () => {
  const old = await take({ proxy: PROXY, lettersTo: 'proxy' });
  expect((await read(old.links.self, SIGNATORY)).allowedActions).toContain('AcknowledgeFault');
  expect((await read(old.links.self)).allowedActions).not.toContain('AcknowledgeFault');
  const refused = await correct(old.code, 'correction-1');
  expect([refused.status, refused.body['code']]).toEqual([409, 'fault-not-acknowledged']);
  expect((await send(old.links.self, { type: 'AcknowledgeFault', body: { fault: 'lost-dossier' }, text: { reason: 'Thất lạc khi luân chuyển' } }, SIGNATORY)).status).toBe(200);
  const answer = await correct(old.code, 'correction-2');
  expect(answer.status).toBe(201);
  const opened = dossierSchema.parse(answer.body);
  expect(opened).toMatchObject({ seq: 2, correctionOf: { code: old.code, self: old.links.self }, personal: { applicant: APPLICANT, proxy: PROXY, lettersTo: 'proxy' }, fees: { totalDue: 0 } });
  expect((await correct(old.code, 'correction-2')).body).toMatchObject({ code: opened.code, seq: 2 });
  // The next command of the old dossier brings the engine's own with it.
  await send(old.links.self, { type: 'RecordContact', body: { party: 'applicant' } });
  expect((await read(old.links.self)).fault).toMatchObject({ fault: 'lost-dossier', label: 'Hồ sơ bị thất lạc', correctedBy: { code: opened.code, self: opened.links.self } });
  expect((await get(`${old.links.timeline}?limit=200`, CLERK)).text).toContain(opened.code);
  expect((await get(`${opened.links.timeline}?limit=200`, CLERK)).text).toContain(old.code);
  const again = await correct(old.code, 'correction-3');
  expect([again.status, again.body['code'], again.text.includes(opened.code)]).toEqual([409, 'already-corrected', true]);
});

describe('an intake is refused as wrongly written', () => {
  test.each([
    [{ applicant: undefined }, 'applicant'],
    [{ lettersTo: 'proxy' }, 'lettersTo'],
    [{ sameApplicant: true }, 'sameApplicant'],
    [{ applicant: APPLICANT, correctionOf: '000.00.07.H99-260819-0001', sameApplicant: true }, 'sameApplicant'],
    [{ correctionOf: '000.00.07.H99-260819-0001', refusal: { reasonCode: 'incomplete', reason: 'Thiếu giấy tờ' } }, 'correctionOf'],
  ])('%j, by its field', async (more, field) => {
    const answer = await post('/api/v1/dossiers', { ...CLERK, key: `wrong-${field}-${String(JSON.stringify(more).length)}`, body: { ...INTAKE, ...more } });
    expect([answer.status, answer.text.includes(field)]).toEqual([400, true]);
  });
});

test('the addressee and the proxy’s mail are corrected with the other personal data; the addressee of nobody is refused', async () => {
  const { links } = await take({ proxy: PROXY });
  expect((await read(links.self)).personal?.lettersTo).toBe('applicant');
  const corrected = await send(links.self, { type: 'CorrectPersonalData', body: { fields: ['lettersTo', 'proxy.email'] }, text: { lettersTo: 'proxy', proxy: { email: 'uy@example.vn' } } });
  expect(corrected.status).toBe(200);
  expect((await read(links.self)).personal).toMatchObject({ lettersTo: 'proxy', proxy: { email: 'uy@example.vn' } });
  const alone = await take();
  const nobody = await send(alone.links.self, { type: 'CorrectPersonalData', body: { fields: ['lettersTo'] }, text: { lettersTo: 'proxy' } });
  expect([nobody.status, nobody.body['code']]).toEqual([409, 'nothing-to-correct']);
});

test('what only the engine gives cannot be sent', async () => {
  const { code, links } = await take();
  expect((await send(links.self, { type: 'RecordCorrection', body: { dossier: code } }, SIGNATORY)).status).toBe(400);
});
