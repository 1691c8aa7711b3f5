import { describe, expect, test } from 'vitest';
import { type Action, type Actor, mayDo, ROLES } from '#domain';
import { createTestDatabase } from '../support/database.js';
import { publishOtherProvince } from '../support/other-province.js';
import { startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, engine } = await startTestApi(database);

const ASKED = 'H99.31';
const PERSONS = ROLES.filter((role) => role !== 'system' && role !== 'citizen');
/** The agency asked about, another one of the province, the province's own body, and the body of another province. */
const PLACES = [ASKED, 'H99.32', 'H99', 'H98'];
const CASES = PERSONS.flatMap((role) => PLACES.map((agency): Actor => ({ subject: `${role}@${agency}`, role, agency })));

await publishOtherProvince(engine);
const uploaded = await post('/api/v1/portal-comparisons', {
  as: { role: 'head', agency: ASKED }, key: 'figure-rights',
  body: { agency: ASKED, from: '2026-08-01', to: '2026-08-31', document: { csv: 'Mã hồ sơ;Trạng thái\nH99.31-20260805-0000099;2\n' } },
});
const agencies = await engine.rules.agencies(engine.database.read);
const comparison = (uploaded.body['links'] as Readonly<Record<string, string>>)['comparison'] ?? '';

/** What is asked about one agency, and the right it takes. */
const OF_AGENCY: readonly (readonly [Action, string])[] = [
  ['ReadFigures', `/api/v1/metrics/late-rate?month=2026-08&agency=${ASKED}`],
  ['ReadFigures', `/api/v1/metrics/budget?month=2026-08&agency=${ASKED}`],
  ['ReadFigures', `/api/v1/metrics/delay?month=2026-08&agency=${ASKED}`],
  ['ReadFigures', `/api/v1/metrics/dwell?month=2026-08&procedure=2.002621&agency=${ASKED}`],
  ['ReadFigures', `/api/v1/metrics/ageing?agency=${ASKED}`],
  ['ReadFigures', `/api/v1/metrics/risk?agency=${ASKED}`],
  ['ReadFigures', `/api/v1/national-index?month=2026-08&agency=${ASKED}`],
  ['ReadFigures', `/api/v1/quality-scores?period=2026-Q3&agency=${ASKED}`],
  ['ReadWatchList', `/api/v1/watch-list?agency=${ASKED}`],
  ['ReadPortalComparison', `/api/v1/portal-comparisons?agency=${ASKED}`],
  ['ExportEventLog', `/api/v1/event-log?format=csv&from=2026-08-01&to=2026-08-31&agency=${ASKED}`],
];

describe.each(CASES)('$role of $agency', (actor) => {
  const may = (action: Action): boolean => mayDo(actor, action, { province: 'H99', agencies: [ASKED] }, agencies);

  test('is told figures, lists and the log of an agency exactly when the table says so', async () => {
    const told = await Promise.all(OF_AGENCY.map(async ([, path]) => [path, (await get(path, { as: actor })).status] as const));
    expect(told).toEqual(OF_AGENCY.map(([action, path]) => [path, may(action) ? 200 : 403]));
  });

  test('finds what belongs to an agency exactly when the table says so; to everybody else it is not there', async () => {
    const status = may('ReadPortalComparison') ? 200 : 404;
    const paths = [comparison, `${comparison}/differences`, `${comparison}/xlsx`];
    expect(await Promise.all(paths.map(async (path) => (await get(path, { as: actor })).status))).toEqual([status, status, status]);
  });

  test('is never told the figures of another person', async () => {
    expect((await get(`/api/v1/metrics/late-rate?month=2026-08&agency=${ASKED}&officer=officer-31`, { as: actor })).status).toBe(403);
    expect((await get('/api/v1/evaluation-sheets/officer-31', { as: actor })).status).toBe(404);
  });
});
