import { describe, expect, test } from 'vitest';
import { type Action, type Actor, isInReach, mayDo, reachOf, ROLES } from '#domain';
import { createTestDatabase } from '../support/database.js';
import { startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, engine } = await startTestApi(database);

const INTAKE = { procedureCode: '1.014464', agencyCode: 'H99.07', receivingAgencyCode: 'H99.02', channel: 'counter', applicant: { name: 'Nguyễn Văn Đạt' } };
const DOSSIER = { province: 'H99', agencies: ['H99.02', 'H99.07'] };
const DESK = { province: 'H99', agencies: ['H99.02'] };
/** The desk, the agency that decides, one that has nothing to do with it, and the province's own body. */
const AGENCIES = ['H99.02', 'H99.07', 'H99.05', 'H99'];
const PERSONS = ROLES.filter((role) => role !== 'system');

const { body: dossier } = await post('/api/v1/dossiers', { as: 'clerk', key: 'permission-intake', body: INTAKE });
const path = `/api/v1/dossiers/${String(dossier['code'])}`;
const agencies = await engine.rules.agencies(engine.database.read);
let calls = 0;

const CASES = PERSONS.flatMap((role) => AGENCIES.map((agency) => ({ subject: `${role}@${agency}`, role, agency })));

function expected(actor: Actor, action: Action, concerned = DOSSIER): boolean {
  return mayDo(actor, action, concerned, agencies);
}

/** How somebody is refused: of a dossier out of reach they are not told that it exists. */
function refusal(actor: Actor, action: Action): number {
  const mayAnywhere = reachOf(actor.role, action) !== 'none' || reachOf(actor.role, 'ReadDossier') !== 'none';
  return mayAnywhere && !isInReach(actor, DOSSIER, agencies) ? 404 : 403;
}

function key(): string {
  calls += 1;
  return `permission-${String(calls)}`;
}

describe.each(CASES)('$role of $agency', (actor) => {
  test('reads the dossier, its history and its letters exactly when the table says so', async () => {
    const statuses = await Promise.all(['', '/timeline', '/letters'].map(async (part) => (await get(`${path}${part}`, { as: actor })).status));
    const status = expected(actor, 'ReadDossier') ? 200 : refusal(actor, 'ReadDossier');
    expect(statuses).toEqual([status, status, status]);
  });

  test('sees who opened its letters on the public page exactly when the table says so', async () => {
    const { status } = await get(`${path}/letter-openings`, { as: actor });
    expect(status).toBe(expected(actor, 'ReadPersonalData') ? 200 : refusal(actor, 'ReadPersonalData'));
  });

  test('sees names exactly when the table says so', async () => {
    const seen = await get(path, { as: actor });
    expect(seen.text.includes('Nguyễn Văn Đạt')).toBe(expected(actor, 'ReadPersonalData') && expected(actor, 'ReadDossier'));
    const found = await post('/api/v1/dossiers/search', { as: actor, body: { text: 'nguyen van dat' } });
    expect(found.text.includes('Nguyễn Văn Đạt')).toBe(expected(actor, 'ReadPersonalData') && expected(actor, 'SearchDossiers'));
  });

  test('takes in, commands and reserves codes exactly when the table says so', async () => {
    const body = { type: 'RecordContact', body: { party: 'applicant' } };
    const statuses = [
      (await post('/api/v1/dossiers', { as: actor, key: key(), body: INTAKE })).status,
      (await post(`${path}/commands`, { as: actor, key: key(), body })).status,
      (await post('/api/v1/codes/blocks', { as: actor, key: key(), body: { agencyCode: 'H99.02', count: 1 } })).status,
    ];
    expect(statuses).toEqual([
      expected(actor, 'TakeIn', DESK) ? 201 : 403,
      expected(actor, 'RecordContact') ? 200 : refusal(actor, 'RecordContact'),
      expected(actor, 'ReserveCodes', DESK) ? 201 : 403,
    ]);
  });

  test('lists dossiers only of agencies the table opens', async () => {
    const { body } = await get('/api/v1/dossiers?limit=200', { as: actor });
    const items = (body['items'] ?? []) as readonly { readonly receivingAgency: string; readonly competentAgency: string }[];
    expect(items.length > 0).toBe(expected(actor, 'SearchDossiers'));
  });
});
