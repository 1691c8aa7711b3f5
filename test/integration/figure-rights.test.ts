import { describe, expect, test } from 'vitest';
import { type Action, type Actor, mayDo, reachOf, ROLES } from '#domain';
import { createTestDatabase } from '../support/database.js';
import { publishOtherProvince } from '../support/other-province.js';
import { type Answer, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, engine } = await startTestApi(database);

/** A body below a department, with a body below it. */
const ASKED = 'H99.05.01';
const PERSONS = ROLES.filter((role) => role !== 'system');
/** The agency asked about, the one above it, the one below it, another of the province, the province's own body, and the body of another province. */
const PLACES = [ASKED, 'H99.05', 'H99.05.01.01', 'H99.06', 'H99', 'H98'];
const CASES = PERSONS.flatMap((role) => PLACES.map((agency): Actor => ({ subject: `${role}@${agency}`, role, agency })));
const HEAD = { as: { role: 'head', agency: ASKED, subject: 'head-of-asked' } } as const;
const SPAN = 'from=2026-07-01&to=2026-07-31';
const SCENARIO = { month: '2026-07', scenario: { holidays: [{ date: '2026-07-22' }] } };

await publishOtherProvince(engine);
// The sealer seals what there is.
await post('/api/v1/dossiers', { as: { role: 'clerk', agency: 'H99.31' }, key: 'figure-rights', body: { procedureCode: '1.013225', caseCode: '1.013225.01', agencyCode: 'H99.31', channel: 'counter', applicant: { name: 'Nguyễn Thị Quyền' } } });
const agencies = await engine.rules.agencies(engine.database.read);

async function link(answer: Promise<Answer>, name: string): Promise<string> {
  return (((await answer).body['links'] ?? {}) as Readonly<Record<string, string>>)[name] ?? '';
}

/** Again while transactions of other databases of the cluster hold the sealer back. */
async function publish(scope: object, as: Actor['role']): Promise<Answer> {
  for (;;) {
    const answer = await post('/api/v1/figures/publish', { as, body: { period: { month: '2026-07' }, scope } });
    if (answer.body['code'] !== 'ledger-not-sealed') return answer;
  }
}

const comparison = await link(
  post('/api/v1/portal-comparisons', { ...HEAD, key: 'figure-rights', body: { agency: ASKED, from: '2026-07-01', to: '2026-07-31', document: { csv: 'Mã hồ sơ;Trạng thái\nH99.05-20260705-0000099;2\n' } } }),
  'comparison',
);
const whatIf = await link(post('/api/v1/what-if', { ...HEAD, key: 'figure-rights', body: { ...SCENARIO, agency: ASKED } }), 'self');
const evidence = `/api/v1/evidence/${String((await post(`/api/v1/evidence?agency=${ASKED}`, { ...HEAD, raw: { type: 'application/pdf', content: Buffer.from('%PDF-1.4\n%%EOF\n') } })).body['file'])}`;
const ofAgency = await link(publish({ agency: ASKED }, 'manager'), 'self');
const ofProvince = await link(publish({}, 'manager'), 'self');

/** What the province has for all its staff, and the right it takes: another province is told of its own. */
const OF_PROVINCE: readonly (readonly [Action, string])[] = [
  ['ReadCase', 'announcements?limit=5'],
  ['ReadCase', 'case-queues'],
  ['ReadFigures', 'late-targets?limit=5'],
  ['ReadFigures', 'risk-models/current'],
  ['ReadDossier', 'procedures/1.013225/open-dossiers?limit=5'],
];

/** What is asked about one agency, and the right it takes. */
const OF_AGENCY: readonly (readonly [Action, string])[] = [
  ...[
    `metrics/late-rate?month=2026-07`, `metrics/late-rate/trend?step=week&month=2026-07`, `metrics/handling?month=2026-07`, `metrics/handling/dossiers?month=2026-07`, `metrics/late-rate/dossiers?month=2026-07`, `metrics/apology-coverage/lines?month=2026-07`, `metrics/stage-late-rate/lines?month=2026-07`, `metrics/compare?month=2026-07`,
    `metrics/data-errors?limit=5`, `metrics/satisfaction/dossiers?month=2026-07`, `metrics/budget?month=2026-07`, `metrics/endangered?limit=5`, `metrics/capacity?days=5`, `metrics/capacity/dossiers?day=2026-08-20`, `metrics/delay?month=2026-07`,
    `metrics/dwell?month=2026-07&procedure=2.002621`, `metrics/stages?month=2026-07&procedure=2.002621`, `metrics/delay/lines?month=2026-07`, `metrics/ageing?groupBy=agency`, `metrics/ageing/dossiers?bucket=over-1`, `metrics/risk?limit=5`, `national-index?month=2026-07`, `quality-scores?period=2026-Q2`, `case-rates?${SPAN}`,
    `case-rates/clock-on-time/rounds?${SPAN}`, `publication-figures?${SPAN}`, `publication-figures/hotline-posted?${SPAN}`, `assigned-tasks/on-time-rate?${SPAN}`, `feedback-figures?${SPAN}`, `feedback-figures/received/members?${SPAN}`, `sync/punctuality?${SPAN}`, `figures/published?limit=5`,
    `sipas-surveys?limit=5`, `reports/ii-06a?month=2026-07`, `reports/evidence?month=2026-07`,
  ].map((path): readonly [Action, string] => ['ReadFigures', path]),
  ['ReadLedger', `publication-figures?${SPAN}&source=ledger`],
  ['ReadWatchList', 'watch-list?limit=5'],
  ['ReadPortalComparison', 'portal-comparisons?limit=5'],
  ['ExportEventLog', `event-log?format=csv&${SPAN}`],
  ['ReadParIndex', 'par-criteria?year=2026'],
  ['ReadParIndex', 'par-index/sheets?year=2026'],
  ...['morning-list?limit=5', 'morning-list/xlsx?', 'morning-list/made?limit=5', 'morning-list/told?limit=5'].map((path): readonly [Action, string] => ['SearchDossiers', path]),
];

/** Refused where the role has the right nowhere; not there where it is beyond the actor's reach. */
function statusOf(actor: Actor, action: Action, beyond = 404): number {
  const may = mayDo(actor, action, { province: 'H99', agencies: [ASKED] }, agencies);
  return may ? 200 : reachOf(actor.role, action) === 'none' ? 403 : beyond;
}

function reachesAll(actor: Actor, action: Action): boolean {
  return actor.agency !== 'H98' && (reachOf(actor.role, action) === 'province' || (reachOf(actor.role, action) !== 'none' && actor.agency === 'H99'));
}

describe.each(CASES)('$role of $agency', (actor) => {
  const statuses = async (paths: readonly string[]): Promise<readonly (readonly [string, number])[]> => Promise.all(paths.map(async (path) => [path, (await get(path, { as: actor })).status] as const));
  const all = (paths: readonly string[], status: number): readonly (readonly [string, number])[] => paths.map((path) => [path, status]);

  test('is told figures, lists and the log of an agency when the table says so, refused without the right, and told of nothing beyond', async () => {
    const asked = OF_AGENCY.map(([action, path]) => [action, `/api/v1/${path}&agency=${ASKED}`.replace('?&', '?')] as const);
    expect(await statuses(asked.map(([, path]) => path))).toEqual(asked.map(([action, path]) => [path, statusOf(actor, action)]));
  });

  test('supposes changes of the figures of an agency when the table says so', async () => {
    const { status } = await post('/api/v1/national-index/simulate', { as: actor, body: { agency: ASKED, month: '2026-07', changes: [{ input: 'in-time', more: 0 }] } });
    const expected = statusOf(actor, 'ReadFigures');
    expect(expected === 200 ? [200, 422] : [expected]).toContain(status);
  });

  test('finds what belongs to an agency when the table says so; to everybody else it is not there', async () => {
    const compared = [comparison, `${comparison}/differences`, `${comparison}/xlsx`];
    expect(await statuses(compared)).toEqual(all(compared, statusOf(actor, 'ReadPortalComparison') === 200 ? 200 : 404));
    expect(await statuses([evidence])).toEqual(all([evidence], statusOf(actor, 'ReadEvidence')));
    expect(await statuses([`${evidence}/accesses`])).toEqual(all([`${evidence}/accesses`], statusOf(actor, 'ReadLedger')));
    const published = [ofAgency, `${ofAgency}/events`];
    expect(await statuses(published)).toEqual(all(published, statusOf(actor, 'ReadFigures') === 200 ? 200 : 404));
  });

  test('reads what is made of the whole province when the table gives all of it', async () => {
    const published = [ofProvince, `${ofProvince}/events`];
    expect(await statuses(published)).toEqual(all(published, reachesAll(actor, 'ReadFigures') ? 200 : 404));
    const runs = reachOf(actor.role, 'ReadFigures') !== 'none' && (reachesAll(actor, 'ReadFigures') || actor.agency === 'H98');
    // Screens offer what stands behind this, and no more.
    expect((await get('/api/v1/me', { as: actor })).body['figuresOf']).toBe(runs ? 'province' : reachOf(actor.role, 'ReadFigures') === 'none' ? 'nothing' : 'agencies');
    expect(await statuses(['/api/v1/report-runs'])).toEqual(all(['/api/v1/report-runs'], runs ? 200 : 403));
    const files = ['/api/v1/report-runs/00000000-0000-4000-8000-000000000000/files/xlsx'];
    expect(await statuses(files)).toEqual(all(files, runs ? 404 : 403));
  });

  test('reads what the province has for all its staff when the role has the right at all', async () => {
    const asked = OF_PROVINCE.map(([action, path]) => [action, `/api/v1/${path}`] as const);
    expect((await statuses(asked.map(([, path]) => path))).map(([path, status]) => [path, status === 403])).toEqual(asked.map(([action, path]) => [path, reachOf(actor.role, action) === 'none']));
  });

  test('opens a published period of the province only with the right to publish all of it', async () => {
    const asked = await post(`${ofProvince}/reopen/confirm`, { as: actor });
    expect(asked.status).toBe(reachesAll(actor, 'PublishFigures') ? 409 : 404);
  });

  test('asks what would have been of an agency when the table says so, and never reads what another asked, not even by its key', async () => {
    const mine = await post('/api/v1/what-if', { as: actor, key: 'figure-rights', body: { ...SCENARIO, agency: ASKED } });
    expect(mine.status).toBe(statusOf(actor, 'AskWhatIf', 403) === 200 ? 202 : 403);
    expect(mine.body['id']).not.toBe(whatIf.split('/').at(-1));
    expect(await statuses([whatIf, `${whatIf}/dossiers`])).toEqual(all([whatIf, `${whatIf}/dossiers`], 404));
    expect((await post(`${whatIf}/delete`, { as: actor })).status).toBe(404);
    const listed = await get('/api/v1/what-if', { as: actor });
    expect(listed.status).toBe(reachOf(actor.role, 'AskWhatIf') === 'none' ? 403 : 200);
    expect(listed.text).not.toContain(whatIf);
  });

  test('is never told the figures of another person', async () => {
    const [status, beyond] = [statusOf(actor, 'ReadFigures'), ['late-rate?', 'late-rate/trend?', 'stage-late-rate/lines?']];
    for (const path of beyond) {
      expect((await get(`/api/v1/metrics/${path}month=2026-07&agency=${ASKED}&officer=officer-31`, { as: actor })).status).toBe(status === 200 ? 403 : status);
    }
    expect((await get('/api/v1/evaluation-sheets/officer-31', { as: actor })).status).toBe(404);
  });
});
