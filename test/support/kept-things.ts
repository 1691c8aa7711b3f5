import { randomUUID } from 'node:crypto';
import type { Instant, Role } from '#domain';
import { SIPAS_DIMENSIONS } from '#domain/figures';
import { type Engine, enterDossier } from '#service';
import type { Answer, Call } from '../integration/api-harness.js';

type Post = (path: string, call?: Call) => Promise<Answer>;

/** One commune with something of every kind that is kept for an agency, by what it is known by in addresses. */
export type KeptThings = Readonly<Record<(typeof KINDS)[number], string>>;

const KINDS = [
  'dossier', 'letter', 'command', 'file', 'proposal', 'feedback', 'task', 'plan', 'publication', 'evidence', 'register', 'published', 'block', 'member', 'absence', 'message', 'notice', 'escalation', 'work', 'authority', 'filing',
  'survey', 'announcement', 'finding', 'sheet', 'import', 'whatIf', 'comparison', 'applicant',
] as const;

const AGENCY = 'H99.31';
const APPLICANT = 'Trần Văn Khuất Tầm';
/** A document, as it is sent. */
export const PDF = { type: 'application/pdf', content: Uint8Array.from(Buffer.from('%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n', 'latin1')) };

/** A decision of the province that announces a procedure. */
export function announcementOf(number: string): object {
  return { number, issuer: { agency: 'H99', level: 'province' }, signedOn: '2026-08-17', effectiveOn: '2026-08-24', items: [{ kind: 'procedure', code: '1.013225', change: 'amended', version: 1 }] };
}

const SUPPLEMENT = { type: 'RequestSupplement', body: { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '17' } }], reasonCode: 'incomplete' }, text: { reason: 'Thiếu bản sao' } };

const as = (role: Role, agency = AGENCY): Pick<Call, 'as'> => ({ as: { role, agency } });
const keyed = (role: Role, body: unknown, agency = AGENCY): Call => ({ ...as(role, agency), key: randomUUID(), body });

/** Makes them, most by the API itself, those that only a loop or another installation makes by their rows. Throws where one was not made. */
export async function makeKeptThings(engine: Engine, post: Post, at: Instant): Promise<KeptThings> {
  const made = await byTheApi(post);
  const rows = await byTheirRows(engine, made.dossier, at);
  const things = { ...made, ...rows, applicant: APPLICANT };
  const missing = KINDS.filter((kind) => things[kind] === '' || things[kind] === 'undefined');
  if (missing.length > 0) throw new Error(`Not made: ${missing.join(', ')}`);
  return things;
}

async function byTheApi(post: Post): Promise<Pick<KeptThings, 'dossier' | 'command' | 'file' | 'proposal' | 'feedback' | 'plan' | 'publication' | 'evidence' | 'published' | 'block' | 'member' | 'absence' | 'authority' | 'import' | 'sheet' | 'whatIf' | 'comparison' | 'announcement'>> {
  const text = async (answer: Promise<Answer>, field: string): Promise<string> => {
    const { status, body, text: said } = await answer;
    if (status >= 300) throw new Error(said);
    return String(body[field]);
  };
  const linked = async (answer: Promise<Answer>, name: string): Promise<string> => (((await answer).body['links'] ?? {}) as Readonly<Record<string, string>>)[name]?.split('/').at(-1) ?? '';
  const dossier = await text(post('/api/v1/dossiers', keyed('clerk', { procedureCode: '1.013225', caseCode: '1.013225.01', agencyCode: AGENCY, receivingAgencyCode: AGENCY, channel: 'counter', applicant: { name: APPLICANT } })), 'code');
  const path = `/api/v1/dossiers/${dossier}`;
  const member = 'officer@H99.31';
  await text(post('/api/v1/staff', { ...as('admin', 'H99'), body: { subject: member, agency: AGENCY, role: 'officer', name: 'Lê Thị Kín', position: 'Chuyên viên', mailWanted: false, activeFrom: '2026-01-01' } }), 'subject');
  await text(post('/api/v1/assigned-tasks', keyed('head', { agency: AGENCY, number: '45/UBND-VX', issuedOn: '2026-08-10', endsOn: '2026-12-31', title: 'Rà soát', lead: AGENCY, timing: { kind: 'deadline', lastDay: '2026-09-30' }, escalates: true })), 'id');
  return {
    dossier,
    proposal: await text(post(`${path}/proposals`, keyed('officer', { type: 'RefuseAfterAppraisal', body: { reasonCode: 'not-eligible', documentNumber: '1/TB' }, text: { reason: 'Không đủ điều kiện' } })), 'id'),
    command: await text(post(`${path}/commands`, keyed('clerk', SUPPLEMENT)), 'id'),
    file: await text(post(`${path}/files`, { ...as('clerk'), raw: PDF }), 'fileId'),
    feedback: await text(post('/api/v1/feedback', keyed('clerk', { agencyCode: AGENCY, channel: 'hotline', subject: 'conduct', content: 'Cán bộ hướng dẫn chưa rõ ràng.' })), 'code'),
    plan: await text(post('/api/v1/task-plans', keyed('head', { agency: AGENCY, number: '12/KH-UBND', issuedOn: '2026-08-10', endsOn: '2026-12-31', document: { csv: 'STT;Nội dung;Thời hạn;Chủ trì;Phối hợp;Kết quả\n1;Kiểm tra;Quý III/2026;Văn phòng;;' } })), 'id'),
    publication: await text(post('/api/v1/posted-items', keyed('clerk', { agency: AGENCY, item: 'hotline', changedOn: '2026-08-17', content: '0299 3 999 999' })), 'publication'),
    announcement: await text(
      post('/api/v1/announcements', keyed('manager', { ...announcementOf('6/QĐ-UBND'), evidence: [await text(post('/api/v1/evidence', { ...as('manager', 'H99'), raw: PDF }), 'file')] }, 'H99')),
      'code',
    ),
    evidence: await text(post('/api/v1/evidence', { ...as('officer'), raw: PDF }), 'file'),
    published: await linked(published(post), 'self'),
    block: await text(post('/api/v1/codes/blocks', keyed('clerk', { agencyCode: AGENCY, count: 1 })), 'id'),
    member,
    absence: await text(post('/api/v1/absences', keyed('officer', { days: { from: '2026-08-20', to: '2026-08-21' }, reason: 'leave' })), 'id'),
    authority: await text(
      post('/api/v1/signing-authorities', keyed('admin', { agency: AGENCY, subject: 'head@H99.31', name: 'Phạm Văn Ký', position: 'Phó Chủ tịch', capacity: 'KT.', signedFor: 'Chủ tịch', delegationNumber: '2/QĐ-UBND', validFrom: '2026-08-01T00:00:00+07:00', validUntil: '2027-01-01T00:00:00+07:00' }, 'H99')),
      'id',
    ),
    sheet: await text(post('/api/v1/par-index/sheets', keyed('head', { agency: AGENCY, year: 2026, catalogue: 'qd-1149' })), 'id'),
    import: await text(post('/api/v1/par-index/target-imports', keyed('head', { agency: AGENCY, year: 2026, catalogue: 'qd-1149', text: '3.2. Kết quả giải quyết hồ sơ thủ tục hành chính\n- Mục tiêu: phấn đấu đạt 4,9/5 điểm' })), 'id'),
    whatIf: await linked(post('/api/v1/what-if', keyed('head', { month: '2026-07', scenario: { holidays: [{ date: '2026-07-22' }] }, agency: AGENCY })), 'self'),
    comparison: await linked(post('/api/v1/portal-comparisons', keyed('head', { agency: AGENCY, from: '2026-07-01', to: '2026-07-31', document: { csv: 'Mã hồ sơ;Trạng thái\nH99.31-20260705-0000099;2\n' } })), 'comparison'),
  };
}

/** Asked so often while transactions of other databases of the cluster hold the sealer back. */
const SEALING_TRIES = 2_000;

async function published(post: Post): Promise<Answer> {
  for (let tries = 0; tries < SEALING_TRIES; tries += 1) {
    const answer = await post('/api/v1/figures/publish', { ...as('head'), body: { period: { month: '2026-07' }, scope: { agency: AGENCY } } });
    if (answer.body['code'] !== 'ledger-not-sealed') return answer;
  }
  throw new Error(`The ledger was not sealed after ${String(SEALING_TRIES)} tries: a transaction of another database stays open`);
}

async function byTheirRows(engine: Engine, code: string, at: Instant): Promise<Pick<KeptThings, 'task' | 'letter' | 'register' | 'message' | 'notice' | 'escalation' | 'work' | 'filing' | 'survey' | 'finding'>> {
  const { read } = engine.database;
  const of = async (sql: string, parameters: readonly unknown[]): Promise<string> => String((await read.first<{ id: unknown }>(sql, parameters))?.id);
  const [id, filing, survey] = [await of('SELECT id FROM dossier WHERE code = $1', [code]), randomUUID(), randomUUID()];
  await enterDossier(engine, id, at);
  const [work, escalation] = [`${id}:remind`, `${AGENCY}:2026-08-18:morning`];
  await read.run(`INSERT INTO task (key, kind, dossier_id, agency, data, created_at) VALUES ($1, 'remind-applicant', $2, $3, '{}', $4)`, [work, id, AGENCY, at]);
  await read.run('INSERT INTO escalation (key, agency, made_at) VALUES ($1, $2, $3)', [escalation, AGENCY, at]);
  await read.run('INSERT INTO escalation_item (escalation_key, task_key, level) VALUES ($1, $2, 1)', [escalation, work]);
  const filings = await read.run(`INSERT INTO filing (id, code, group_code, group_version, case_code, filed_at) SELECT $1, 'LT-' || $2, code, version, data #>> '{cases,0,code}', $3::bigint FROM procedure_group_version LIMIT 1`, [filing, code, at]);
  await read.run('INSERT INTO filing_dossier (filing_id, place, dossier_id) VALUES ($1, 1, $2)', [filing, id]);
  const surveys = await read.run(
    `INSERT INTO sipas_survey (id, agency, year, format, sha256, content, key_ref, results, entered_by, entered_at, idempotency_key, request_hmac)
     SELECT $1, $2, 2026, 'csv', 'none', '', ref, $4, 'head', $3::bigint, 'survey', '' FROM data_key LIMIT 1`,
    [survey, AGENCY, at, JSON.stringify(Object.fromEntries(SIPAS_DIMENSIONS.map((dimension) => [dimension, { n: 0, d: 0 }])))],
  );
  if (filings !== 1 || surveys !== 1) throw new Error('Not made: a filing or a survey, for there is no group or no key');
  return {
    task: await of(`SELECT code AS id FROM deadline_case WHERE kind = 'task' AND agency = $1 ORDER BY opened_at, code LIMIT 1`, [AGENCY]),
    letter: await of('SELECT key AS id FROM letter WHERE dossier_id = $1 LIMIT 1', [id]),
    register: await of('SELECT id FROM register WHERE agency = $1 LIMIT 1', [AGENCY]),
    message: await of(`INSERT INTO sync_message (dossier_id, service, from_seq, to_seq, agency, status, made_at) VALUES ($1, 'CapNhatTienDoHoSoMC', 1, 1, $2, 'withheld', $3) RETURNING id`, [id, AGENCY, at]),
    notice: await of(`INSERT INTO staff_notice (key, kind, agency, role, dossier_id, data, created_at, by_mail, visible_at, placed_on) VALUES ('kept', 'escalation', $1, 'head', $2, $4, $3, false, $3, 'x') RETURNING id`, [AGENCY, id, at, JSON.stringify({ count: 1, list: escalation })]),
    finding: await of(
      `INSERT INTO watch_finding (kind, province, agency, dossier_id, seq, happened_at, due_at, working_days, allowed_days, actor_subject, actor_role, actor_agency, found_at) VALUES ('pause-last-days', 'H99', $1, $2, 1, $3, $3, 1, 1, 'x', 'officer', $1, $3) RETURNING id`,
      [AGENCY, id, at],
    ),
    escalation,
    work,
    filing: `LT-${code}`,
    survey,
  };
}
