import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Action, type Actor, reachOf, reachOfRole, type Role, ROLES } from '#domain';
import { ROUTES } from '../../apps/api/openapi/routes.js';
import { createTestDatabase } from '../support/database.js';
import { announcementOf, type KeptThings, makeKeptThings, PDF } from '../support/kept-things.js';
import { publishOtherProvince } from '../support/other-province.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const { engine, clock, get, post } = await startTestApi(await createTestDatabase());
const V1 = '/api/v1';
const NOBODY = '00000000-0000-4000-8000-000000000000';
/** What nothing is known by, for each kind of thing. */
const UNKNOWN: KeptThings = {
  dossier: 'H99.31-260818-99999', letter: `${NOBODY}:supplement:1`, command: NOBODY, file: NOBODY, proposal: NOBODY, feedback: 'PA-H99-2026-999999', task: 'NV-H99-2026-999999', plan: NOBODY, publication: 'CK-H99-2026-999999',
  evidence: NOBODY, register: NOBODY, published: NOBODY, block: NOBODY, member: 'no-such-person', absence: NOBODY, message: '999999', notice: '999999', escalation: 'H99.31:2026-08-17:morning', work: 'no-such-task', authority: NOBODY, filing: 'LT-H99.31-260818-99999',
  survey: NOBODY, announcement: 'CB-H99-2026-999999', finding: '999999', sheet: NOBODY, import: NOBODY, whatIf: NOBODY, comparison: NOBODY, applicant: 'Không Ai Cả',
};

/** A request that names something of a commune in its address or body. */
interface Probe {
  readonly names: keyof KeptThings;
  /** Who is asked beside those of other provinces: who does not reach the commune, or who may do this with nothing. */
  readonly whoseElse?: Action;
  /** Parameters of the address beside the one that names it. */
  readonly also?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: (of: KeptThings) => unknown;
  readonly raw?: Call['raw'];
}
/** What a route is held to: nobody out of reach can tell what there is from what there is not; a list tells them nothing of it; or neither, and why. */
type Decision = Probe | { readonly list: string } | { readonly exempt: string };

const LIST: Decision = { list: '' };
const CATALOGUE: Decision = { exempt: 'of the catalogue, the calendars or the words, the same for everybody' };
const MANAGED: Decision = { exempt: 'what administrators prepare for the catalogue and the calendars, of which an installation has one' };
const AGENCY: Decision = { exempt: 'names agencies alone, which the catalogue shows to everybody: 403, and nothing is told' };
const MADE: Decision = { exempt: 'makes something new where its body says, an agency of the catalogue: 403 or 400' };
const OWN: Decision = { exempt: 'of the very person who asks, whoever that is' };
const ANYBODY: Decision = { exempt: 'without a token, on the public pages or for the installation’s own watch' };
const PROVINCE: Decision = { exempt: 'the province’s own decisions and sums, which all its staff may read: by whom is held by figure-rights.test.ts' };
const FIGURES: Decision = { exempt: 'counts, and the lists behind them: who is told whose is held by figure-rights.test.ts, over every role and place' };

const dossier = (more: Omit<Probe, 'names'> = {}): Probe => ({ names: 'dossier', ...more, also: { key: 'no-letter', urging: 'DD-H99-2026-999999', channel: 'email', ...more.also } });
const POSTED = { clock: 'counter', clickedAt: '2026-08-18T08:00:00+07:00', address: 'Bảng niêm yết tại quầy' };
const DECISION = announcementOf('7/QĐ-UBND');
const TIMED = { lead: 'H99.31', coordinating: [], timing: { kind: 'deadline', lastDay: '2026-09-30' }, targets: [], escalates: true };

const DECISIONS: Readonly<Record<string, Decision>> = {
  'post /dossiers': MADE, 'get /dossiers': LIST, 'post /dossiers/search': { exempt: 'row-scope.property.test.ts' }, 'post /dossiers/duplicates': { exempt: 'finds within reach alone: api-duplicates.test.ts; its reading is held by row-level.test.ts' }, 'get /queues': LIST,
  ...Object.fromEntries(ROUTES.filter(({ method, path }) => method === 'get' && path.startsWith(`${V1}/dossiers/{code}`)).map(({ path }) => [`get ${path.slice(V1.length)}`, dossier()])),
  'post /dossiers/{code}/commands': dossier({ body: () => ({ type: 'RecordContact', body: { party: 'applicant' } }) }),
  'post /dossiers/{code}/letters/{key}/deliveries/{channel}/resolution': dossier({ body: () => ({ answer: 'again' }) }),
  'post /dossiers/{code}/letters/{key}/deliveries/{channel}/return': dossier({ body: () => ({ reason: 'moved-away' }) }),
  'post /dossiers/{code}/files': dossier({ raw: PDF }),
  'post /dossiers/{code}/urgings': dossier({ body: () => ({ by: 'applicant' }) }),
  'post /dossiers/{code}/apology/preview': dossier({ body: () => ({}) }),
  'post /dossiers/{code}/notes': dossier({ body: () => ({ text: 'Đã gọi điện' }) }),
  'post /dossiers/{code}/follows': dossier({ body: () => ({ occasion: 'supplement' }) }),
  'post /dossiers/{code}/proposals': dossier({ body: () => ({ type: 'RefuseAfterAppraisal', body: { reasonCode: 'not-eligible', documentNumber: '1/TB' }, text: { reason: 'Không đủ điều kiện' } }) }),
  'get /commands/{id}': { names: 'command' }, 'get /changes': { exempt: 'names only what lists show: row-scope.property.test.ts holds the hub it reads, api-changes.test.ts the route' }, 'post /deadlines/preview': MADE,
  'get /print-queue': LIST, 'post /print-queue/marks': { names: 'letter', body: ({ letter }) => ({ letters: [letter], mark: 'printed' }) },
  'post /portal/dossiers': MADE,
  'post /portal/dossiers/{code}/supplements': dossier({ body: () => ({ supplementId: 'BS-260825-01' }) }),
  'post /portal/dossiers/{code}/payments': dossier({ body: () => ({ for: 'obligation', receiptNumber: 'TT-260901-0002' }) }),
  'post /portal/dossiers/{code}/withdrawals': dossier({ body: () => ({ requestId: 'RH-260825-03', reason: 'Không còn nhu cầu' }) }),
  'get /sync/messages': LIST, 'post /sync/messages/{id}/resolution': { names: 'message', body: () => ({ answer: 'again' }) }, 'get /sync/punctuality': FIGURES,
  'post /portal-comparisons': MADE, 'get /portal-comparisons': LIST, 'get /portal-comparisons/{id}': { names: 'comparison' }, 'get /portal-comparisons/{id}/differences': { names: 'comparison' }, 'get /portal-comparisons/{id}/xlsx': { names: 'comparison' },
  'post /what-if': MADE, 'get /what-if': OWN, 'get /what-if/{id}': { names: 'whatIf' }, 'get /what-if/{id}/dossiers': { names: 'whatIf' }, 'post /what-if/{id}/delete': { names: 'whatIf' },
  'post /handover-records': { names: 'dossier', body: (of) => ({ codes: [of.dossier], toAgencyCode: 'H99.05' }) }, 'post /guidance-slips': MADE,
  'get /letter-templates': CATALOGUE, 'get /letter-templates/{scope}': CATALOGUE, 'get /letter-templates/{scope}/versions': CATALOGUE, 'post /letter-templates/{scope}/versions': AGENCY, 'post /letter-templates/{scope}/preview': AGENCY,
  'get /registers': LIST, 'get /registers/{id}/lines': { names: 'register' }, 'get /registers/{id}/pdf': { names: 'register' }, 'get /registers/{id}/xlsx': { names: 'register' }, 'get /registers/{id}/csv': { names: 'register' }, 'post /registers/{id}/close': { names: 'register' },
  'get /reports': CATALOGUE, 'get /reports/{report}': FIGURES,
  'get /files/{id}': { names: 'file' }, 'get /files/{id}/accesses': { names: 'file' },
  'get /procedures': CATALOGUE, 'get /procedures/{code}': CATALOGUE, 'get /agencies': CATALOGUE, 'get /labels': CATALOGUE, 'get /procedure-groups': CATALOGUE, 'get /procedure-groups/{code}': CATALOGUE,
  'post /group-filings': MADE, 'get /group-filings/{code}': { names: 'filing' }, 'get /group-filings/{code}/receipt': { names: 'filing' },
  'get /procedures/{code}/versions': CATALOGUE, 'get /procedures/{code}/versions/{version}': CATALOGUE, 'get /procedures/{code}/difference': CATALOGUE, 'get /procedures/{code}/open-dossiers': FIGURES,
  'get /procedure-records': MANAGED, 'post /procedure-records': MADE, 'get /procedure-records/{id}': MANAGED, 'post /procedure-records/{id}/answers': MANAGED, 'post /procedure-records/{id}/publication': MANAGED,
  'post /procedures/validate': MANAGED, 'post /procedures/{code}/versions': MANAGED, 'get /agencies/{code}': CATALOGUE, 'get /agencies/{code}/changes': AGENCY, 'post /agencies': MADE, 'post /agencies/{code}': AGENCY,
  'get /settings': MANAGED, 'get /settings/versions': MANAGED, 'post /settings/versions': MANAGED, 'post /calendars/date-trials': CATALOGUE,
  'get /document-numbers': AGENCY, 'post /document-numbers': AGENCY, 'get /document-numbers/{agency}/{symbol}/{year}': AGENCY, 'post /document-numbers/void': AGENCY,
  'get /exchange/export': MANAGED, 'post /exchange/imports': MADE, 'get /exchange/imports': MANAGED, 'get /exchange/imports/{id}': MANAGED, 'post /exchange/imports/{id}/apply': MANAGED,
  'get /delay-reasons': CATALOGUE, 'get /calendars': CATALOGUE, 'get /calendars/{agency}/years/{year}': CATALOGUE,
  'post /calendar-drafts': MADE, 'post /calendar-drafts/imports': MADE, 'get /calendar-drafts': MANAGED, 'get /calendar-drafts/{id}': MANAGED, 'get /calendar-drafts/{id}/impact': MANAGED,
  'post /calendar-drafts/{id}/rebase': MANAGED, 'post /calendar-drafts/{id}/discard': MANAGED, 'post /calendar-drafts/{id}/publish': MANAGED,
  'get /cases': LIST, 'get /case-queues': FIGURES, 'get /cases/{code}': { names: 'feedback' }, 'get /cases/{code}/timeline': { names: 'task' }, 'post /cases/{code}/assignments': { names: 'task', body: () => ({ agency: 'H99.31' }) },
  'get /case-rates': FIGURES, 'get /case-rates/{rate}/rounds': FIGURES,
  'post /evidence': MADE, 'get /evidence/{id}': { names: 'evidence' }, 'get /evidence/{id}/accesses': { names: 'evidence' },
  'post /feedback': MADE, 'get /feedback': LIST, 'get /feedback/{code}': { names: 'feedback' }, 'post /feedback/{code}/commands': { names: 'feedback', body: () => ({ type: 'AcceptFeedback', body: {} }) }, 'get /feedback/{code}/publication-check': { names: 'feedback' },
  'get /feedback-figures': FIGURES, 'get /feedback-figures/{count}/members': FIGURES,
  'post /announcements': MADE, 'get /announcements': PROVINCE, 'get /announcements/{code}': { names: 'announcement', whoseElse: 'ReadCase' }, 'post /announcements/{code}/corrections': { names: 'announcement', whoseElse: 'EnterAnnouncement', body: () => ({ ...DECISION, evidence: [proofElsewhere], reason: 'Ghi nhầm ngày' }) },
  'get /publications/due': LIST, 'get /publications/{code}': { names: 'publication' }, 'post /publications/{code}/postings': { names: 'publication', body: () => ({ ...POSTED, evidence: [proof] }) },
  'post /publications/{code}/postings/corrections': { names: 'publication', body: () => ({ ...POSTED, evidence: [proof], reason: 'Ghi nhầm ngày' }) }, 'post /posted-items': MADE,
  'get /publication-figures': FIGURES, 'get /publication-figures/{name}': FIGURES,
  'post /figures/publish': MADE, 'get /figures/published': LIST, 'get /figures/published/{id}': { names: 'published' }, 'get /figures/published/{id}/events': { names: 'published' },
  'post /figures/published/{id}/reopen': { names: 'published', body: () => ({ reason: 'Nhập bổ sung' }) }, 'post /figures/published/{id}/reopen/confirm': { names: 'published' },
  'get /report-runs': PROVINCE, 'get /report-runs/{id}/files/{format}': PROVINCE, 'get /event-log': { exempt: 'row-scope.property.test.ts' },
  'get /signing-authorities': LIST, 'post /signing-authorities': MADE, 'post /signing-authorities/{id}/end': { names: 'authority' },
  'get /apologies/to-sign': LIST, 'post /apologies/sign': { exempt: 'each of its dossiers is a command of its own, and each answered as a command to it would be' },
  'get /tasks': LIST, 'post /tasks/{key}/done': { names: 'work' },
  'post /codes/blocks': MADE, 'get /codes/blocks': LIST, 'get /codes/blocks/{id}': { names: 'block' }, 'get /codes/blocks/{id}/slips': { names: 'block' },
  'post /task-plans': MADE, 'get /task-plans': LIST, 'get /task-plans/{id}': { names: 'plan' }, 'post /task-plans/{id}/confirm': { names: 'plan', body: () => ({ tasks: [{ place: 1, ...TIMED }] }) }, 'get /task-plans/{id}/report': { names: 'plan', query: 'format=docx' },
  'post /assigned-tasks': MADE, 'get /assigned-tasks': LIST, 'get /assigned-tasks/on-time-rate': FIGURES, 'get /assigned-tasks/{code}': { names: 'task' }, 'post /assigned-tasks/{code}/commands': { names: 'task', body: () => ({ type: 'ReportTaskProgress', reached: 1, outOf: 2 }) },
  'get /staff': LIST, 'post /staff': MADE, 'post /staff/{subject}/end': { names: 'member', body: () => ({ activeUntil: '2026-12-31' }) },
  'get /notices': LIST, 'post /notices/{id}/read': { names: 'notice' }, 'get /escalations': LIST, 'get /escalations/{key}/lines': { names: 'escalation' }, 'post /escalations/{key}/acknowledge': { names: 'escalation', body: () => ({}) },
  'get /metrics/delay': FIGURES, 'get /metrics/dwell': FIGURES, 'get /metrics/stages': FIGURES, 'get /metrics/delay/lines': FIGURES, 'get /metrics/ageing': FIGURES, 'get /metrics/ageing/dossiers': FIGURES, 'get /metrics/budget': FIGURES, 'get /metrics/endangered': FIGURES, 'get /metrics/capacity': FIGURES, 'get /metrics/capacity/dossiers': FIGURES,
  'get /metrics/risk': FIGURES, 'get /metrics/rates': CATALOGUE, 'get /metrics/data-errors': FIGURES, 'get /metrics/compare': FIGURES, 'get /metrics/satisfaction/dossiers': FIGURES, 'get /metrics/handling': FIGURES, 'get /metrics/handling/dossiers': FIGURES,
  'get /metrics/{rate}': FIGURES, 'get /metrics/{rate}/trend': FIGURES, 'get /metrics/{rate}/dossiers': FIGURES, 'get /metrics/{rate}/lines': FIGURES, 'get /national-index': FIGURES, 'post /national-index/simulate': FIGURES, 'get /risk-models/current': PROVINCE,
  'get /late-targets': PROVINCE, 'post /late-targets': MADE,
  'get /absences': LIST, 'post /absences': MADE, 'post /absences/{id}/cancel': { names: 'absence' }, 'get /absences/{id}/due-work': { names: 'absence' },
  'get /morning-list': LIST, 'get /morning-list/xlsx': FIGURES, 'get /morning-list/made': FIGURES, 'get /morning-list/told': FIGURES,
  'get /queue-desks': AGENCY, 'get /queue-desks/{agency}': AGENCY, 'post /queue-desks/{agency}/tickets': AGENCY, 'post /queue-desks/{agency}/calls': AGENCY, 'post /queue-desks/{agency}/tickets/{series}/{number}/steps': AGENCY,
  'get /watch-list': LIST, 'get /watch-list/{id}': { names: 'finding' }, 'post /watch-list/{id}/notes': { names: 'finding', body: () => ({ text: 'Đã xem' }) },
  'post /bulk-actions/preview': { exempt: 'answers each dossier by itself, one out of reach as one there is not: bulk-actions.test.ts' }, 'post /bulk-actions': { exempt: 'the same' }, 'get /bulk-actions': OWN, 'get /bulk-actions/{id}': OWN, 'post /bulk-actions/{id}/undo': OWN,
  'get /follows': OWN, 'post /follows/{id}/end': OWN, 'get /sign-list': LIST,
  'get /proposals/{id}': { names: 'proposal' }, 'get /proposals/{id}/preview': { names: 'proposal' }, 'post /proposals/{id}/approve': { names: 'proposal' }, 'post /proposals/{id}/reject': { names: 'proposal' },
  'get /access-log': { names: 'dossier', query: 'dossier={dossier}' }, 'post /person-exports': { exempt: 'finds by a number within reach alone, and says as much where there is nobody: person-export.test.ts' },
  'get /retention-due': LIST, 'post /retention-due/confirmations': { names: 'dossier', body: (of) => ({ dossiers: [of.dossier], decisionNumber: '1/QĐ' }) }, 'post /retention-due/erasures': { names: 'dossier', body: (of) => ({ dossiers: [of.dossier] }) },
  'get /par-index/catalogues': CATALOGUE, 'get /par-index/catalogues/{code}': CATALOGUE, 'post /par-index/catalogues/{code}/versions': MANAGED,
  'get /par-index/sheets': LIST, 'post /par-index/sheets': MADE, 'get /par-index/sheets/{id}': { names: 'sheet' }, 'get /par-index/sheets/{id}/history': { names: 'sheet' }, 'post /par-index/sheets/{id}/rows': { names: 'sheet', body: () => ({ row: '3.2', score: 1 }) },
  'post /par-index/sheets/{id}/proposals/{seq}/answer': { names: 'sheet', also: { seq: '1' }, body: () => ({ answer: 'confirm' }) }, 'post /par-index/sheets/{id}/catalogue': { names: 'sheet', body: () => ({ version: 2 }) }, 'post /par-index/sheets/{id}/submission': { names: 'sheet' },
  'post /par-index/sheets/{id}/evidence': { names: 'sheet', raw: PDF }, 'get /par-index/sheets/{id}/evidence/{fileId}': { names: 'sheet', also: { fileId: NOBODY } }, 'get /par-index/sheets/{id}/pack': { names: 'sheet' },
  'post /par-index/target-imports': MADE, 'get /par-index/target-imports/{id}': { names: 'import' }, 'post /par-index/target-imports/{id}/lines/{line}/criterion': { names: 'import', also: { line: '1' }, body: () => ({ criterion: '3.1', target: 3.2 }) },
  'get /par-index/agencies/{agency}/years/{year}/targets': AGENCY, 'get /quality-scores': FIGURES, 'get /par-criteria': FIGURES,
  'get /evaluation-sheets/{subject}': { names: 'member' }, 'get /evaluation-sheets/{subject}/dossiers': { names: 'member' }, 'get /evaluation-sheets/{subject}/pdf': { names: 'member' }, 'get /evaluation-sheets/{subject}/openings': { names: 'member' },
  'post /sipas-surveys': MADE, 'get /sipas-surveys': LIST, 'get /sipas-surveys/{id}': { names: 'survey' }, 'get /me': OWN,
};

const keyOf = ({ method, path }: (typeof ROUTES)[number]): string => `${method} ${path.replace(V1, '')}`;
const isOpen = ({ open }: (typeof ROUTES)[number]): boolean => open === true;
const decisionOf = (route: (typeof ROUTES)[number]): Decision | undefined => (isOpen(route) ? ANYBODY : DECISIONS[keyOf(route)]);

/** Everybody who does not reach the commune: of another commune where the role reaches an agency, else of another province. */
const STRANGERS = ROLES.filter((role) => role !== 'system').flatMap((role: Role) => (reachOfRole(role) === 'province' ? ['H98'] : ['H99.32', 'H98']).map((agency): Actor => ({ subject: `${role}@${agency}`, role, agency })));

/** What the province keeps for all its staff is hidden from another province, and from roles that read or enter none of it. */
function strangersOf({ whoseElse }: Probe): readonly Actor[] {
  return whoseElse === undefined ? STRANGERS : STRANGERS.filter(({ role, agency }) => agency === 'H98' || reachOf(role, whoseElse) === 'none');
}

let kept: KeptThings = UNKNOWN;
/** Evidence of another commune. */
let proof = NOBODY;
/** Evidence of the other province. */
let proofElsewhere = NOBODY;
beforeAll(async () => {
  await publishOtherProvince(engine);
  kept = await makeKeptThings(engine, post, clock.now());
  proof = String((await post('/api/v1/evidence', { as: { role: 'officer', agency: 'H99.32' }, raw: PDF })).body['file']);
  proofElsewhere = String((await post('/api/v1/evidence', { as: { role: 'manager', agency: 'H98' }, raw: PDF })).body['file']);
});

async function ask({ method, path }: (typeof ROUTES)[number], { names, also = {}, query = '', body, raw }: Probe, of: KeptThings, as: Actor): Promise<Answer> {
  const named = path.replaceAll(/\{(\w+)\}/gu, (_, name: string) => encodeURIComponent(also[name] ?? of[names]));
  const address = `${named}${query === '' ? '' : `?${query.replace('{dossier}', of.dossier)}`}`;
  return method === 'get' ? get(address, { as }) : post(address, { as, key: randomUUID(), ...(raw === undefined ? {} : { raw }), ...(body === undefined ? {} : { body: body(of) }) });
}

/** Numbers of rows, too short to be looked for in a text: they are compared with the ids of a list's items. */
const NUMBERED = ['message', 'notice', 'finding'] as const satisfies readonly (keyof KeptThings)[];
const LISTS_OF: Readonly<Record<(typeof NUMBERED)[number], string>> = { message: '/sync/messages', notice: '/notices', finding: '/watch-list' };

/** Which of the things kept an answer tells of. */
function toldIn({ text, body }: Answer, path: string): readonly string[] {
  const ids = ((body['items'] ?? []) as readonly { readonly id?: unknown }[]).map(({ id }) => String(id));
  const numbered = NUMBERED.filter((kind) => path.startsWith(`${V1}${LISTS_OF[kind]}`) && ids.includes(kept[kind]));
  return [...numbered, ...Object.entries(kept).flatMap(([kind, name]) => (name.length > 8 && text.includes(name) ? [kind] : []))];
}

/** What an answer says, whatever the thing asked for is called. */
function said({ status, body }: Answer, name: string): string {
  return [status, body['code'], body['detail'], JSON.stringify(body['errors'])].join(' | ').replaceAll(name, '…');
}

test('of every route it is decided what it is held to', () => {
  const named = ROUTES.filter((route) => !isOpen(route)).map(keyOf);
  expect([...named].sort()).toEqual(Object.keys(DECISIONS).sort());
  expect(named.filter((key) => key.includes('{') && DECISIONS[key] === LIST)).toEqual([]);
});

/** Tests a reason names. */
const testsIn = (reason: string): readonly string[] => reason.match(/[\w.-]+\.test\.ts/gu) ?? [];

test('a test named as what holds a route asks that route', () => {
  const unasked = Object.entries(DECISIONS).flatMap(([route, decision]) => {
    const named = 'exempt' in decision ? testsIn(decision.exempt) : [];
    const address = new RegExp(`${(route.split(' ')[1] ?? '').slice(1).replaceAll(/\{\w+\}/gu, "[^/?'`]+")}['\`?,]`, 'u');
    return named.length === 0 || named.some((file) => address.test(readFileSync(new URL(file, import.meta.url), 'utf8'))) ? [] : [route];
  });
  expect(unasked).toEqual([]);
});

describe('whoever does not reach a commune', () => {
  const probed = ROUTES.flatMap((route) => {
    const decision = decisionOf(route);
    return decision !== undefined && 'names' in decision ? [[keyOf(route), route, decision] as const] : [];
  });

  test.each(probed)('cannot tell by %s what it has from what there is not', async (_title, route, probe) => {
    for (const actor of strangersOf(probe)) {
      const [known, unknown] = [await ask(route, probe, kept, actor), await ask(route, probe, UNKNOWN, actor)];
      expect([actor.subject, said(known, kept[probe.names])]).toEqual([actor.subject, said(unknown, UNKNOWN[probe.names])]);
      // Evidence is one's own: whoever reads none of it is told no more than that.
      expect([403, 404, ...(route.path.includes('/postings') ? [422] : [])]).toContain(known.status);
    }
  }, 60_000);

  const listed = ROUTES.filter((route) => decisionOf(route) === LIST).map((route) => [keyOf(route), route.path] as const);
  test.each(listed)('is told nothing of it by %s', async (_title, path) => {
    for (const actor of STRANGERS) {
      expect([actor.subject, toldIn(await get(path, { as: actor }), path)]).toEqual([actor.subject, []]);
    }
  }, 60_000);
});

/** Where whoever reaches the commune is shown a thing: at its own address, or in a list. */
const SHOWN_AT: Readonly<Record<keyof KeptThings, string>> = {
  dossier: 'dossiers/{dossier}', letter: 'dossiers/{dossier}/letters', command: 'commands/{command}', file: 'files/{file}', proposal: 'proposals/{proposal}', feedback: 'feedback/{feedback}', task: 'assigned-tasks/{task}', plan: 'task-plans/{plan}',
  publication: 'publications/{publication}', evidence: 'evidence/{evidence}', register: 'registers/{register}/lines', published: 'figures/published/{published}', block: 'codes/blocks/{block}', member: 'staff?limit=100', absence: 'absences/{absence}/due-work',
  message: 'sync/messages', notice: 'notices', escalation: 'escalations/{escalation}/lines', work: 'tasks', authority: 'signing-authorities?limit=100', filing: 'group-filings/{filing}', survey: 'sipas-surveys/{survey}', announcement: 'announcements/{announcement}',
  finding: 'watch-list/{finding}', sheet: 'par-index/sheets/{sheet}', import: 'par-index/target-imports/{import}', whatIf: 'what-if/{whatIf}', comparison: 'portal-comparisons/{comparison}', applicant: 'dossiers/{dossier}',
};

/** Who is shown a thing that a head is not. */
const ROLE_TOLD: Partial<Record<keyof KeptThings, Role>> = { block: 'clerk', authority: 'admin' };

test.each(Object.entries(SHOWN_AT) as readonly (readonly [keyof KeptThings, string])[])('whoever reaches it is told of its %s', async (kind, path) => {
  const address = `${V1}/${path.replaceAll(/\{(\w+)\}/gu, (_, name: keyof KeptThings) => encodeURIComponent(kept[name]))}`;
  const answer = await get(address, { as: { subject: 'head@H99.31', role: ROLE_TOLD[kind] ?? 'head', agency: 'H99.31' } });
  expect([answer.status, path.includes(`{${kind}}`) || toldIn(answer, address).includes(kind)]).toEqual([200, true]);
});

test('lists tell whoever reaches it of what it has', async () => {
  const head: Actor = { subject: 'head@H99.31', role: 'head', agency: 'H99.31' };
  const told = await Promise.all(['cases', 'feedback', 'assigned-tasks', 'tasks', 'notices', 'escalations', 'registers', 'task-plans'].map(async (list) => [list, toldIn(await get(`${V1}/${list}?limit=100`, { as: head }), `${V1}/${list}`)] as const));
  expect(told.filter(([, kinds]) => kinds.length === 0).map(([list]) => list)).toEqual([]);
});
