import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '#persistence';
import { createTestDatabase } from '../support/database.js';

const { ownerUrl } = await createTestDatabase();
const owner = await openDatabase({ url: ownerUrl, poolSize: 1 });
afterAll(() => owner.close());

/** `rows`: a reader sees those of its scope. `open`: all of them, and why. `withheld`: none at all, and why. */
type Decision = 'rows' | { readonly open: string } | { readonly withheld: string };

const CATALOGUE: Decision = { open: 'catalogue, the same for all staff' };
const CALENDAR: Decision = { open: 'calendars, published for everybody' };
const COUNTS: Decision = { open: 'counts, which name nobody; whose are told is asked of the table of rights' };
const PUBLISHED: Decision = { open: 'of announcements, which are made to be read by everybody' };
const WORK: Decision = { withheld: 'work of the processes, which nobody asks for by itself' };
const BY_AGENCY: Decision = { withheld: 'told by agency, by routes that read as the application after asking the table of rights' };
const BY_PERSON: Decision = { withheld: 'told to the person it is about, by their name in the token' };
const BY_PAR: Decision = { withheld: 'scores of agencies, of no dossier' };
const PUBLIC: Decision = { withheld: 'of the public pages, where nobody is signed in' };
const RESTORED: Decision = { withheld: 'protocols of restores, read by whoever runs the installation' };
const ON_RECORD: Decision = { withheld: 'who saw whom, told by routes that read as the application after asking the table of rights' };
const KEYS: Decision = { withheld: 'of keys, turned by whoever runs the installation' };
const SEALS: Decision = { withheld: 'proofs over the whole ledger, read by whoever verifies it' };

/** Who sees the rows of each table when something is read on somebody's behalf: whoever adds one decides here. */
const DECISIONS: Readonly<Record<string, Decision>> = {
  access_log: ON_RECORD,
  agency: CATALOGUE,
  announced_item: PUBLISHED,
  announcement: PUBLISHED,
  bulk_action: BY_PERSON,
  bulk_action_item: BY_PERSON,
  calendar_draft: BY_AGENCY,
  calendar_effective: CALENDAR,
  calendar_head: CALENDAR,
  calendar_impact: BY_AGENCY,
  calendar_layer: CALENDAR,
  calendar_version: CALENDAR,
  calendar_version_agency: CALENDAR,
  calendar_version_layer: CALENDAR,
  case_clock: 'rows',
  case_command: WORK,
  case_event: 'rows',
  case_record: 'rows',
  catalogue_change: BY_AGENCY,
  code_block: BY_AGENCY,
  code_counter: WORK,
  command_inbox: 'rows',
  data_key: { open: 'keys wrapped under one that is not in the database' },
  deadline_case: 'rows',
  document_counter: WORK,
  document_number: BY_AGENCY,
  dossier: 'rows',
  dossier_event: 'rows',
  dossier_follow: 'rows',
  dossier_import: 'rows',
  dossier_note: 'rows',
  dossier_risk: 'rows',
  dwell_cell: 'rows',
  dwell_delta: 'rows',
  escalation: BY_AGENCY,
  escalation_item: BY_AGENCY,
  evaluation_access: BY_PERSON,
  exchange_import: BY_AGENCY,
  feedback: 'rows',
  feedback_request: WORK,
  feedback_round: 'rows',
  figure_cell: 'rows',
  figure_delta: 'rows',
  figure_reopening: BY_AGENCY,
  file_access: 'rows',
  filing: 'rows',
  filing_dossier: 'rows',
  import_line: WORK,
  key_rotation: KEYS,
  late_alert: BY_AGENCY,
  late_target: BY_AGENCY,
  ledger_seal: SEALS,
  ledger_seal_signature: SEALS,
  letter: 'rows',
  letter_attempt: 'rows',
  letter_content: 'rows',
  letter_delivery: 'rows',
  letter_template: CATALOGUE,
  morning_line: BY_AGENCY,
  morning_list: BY_AGENCY,
  morning_told: BY_PERSON,
  national_index_scheme: BY_AGENCY,
  par_catalogue: BY_PAR,
  par_evidence: BY_PAR,
  par_request: BY_PAR,
  par_sheet: BY_PAR,
  par_sheet_event: BY_PAR,
  par_sheet_text: BY_PAR,
  par_target_assignment: BY_PAR,
  par_target_import: BY_PAR,
  pass_cell: WORK,
  pass_dwell: WORK,
  person_export: ON_RECORD,
  personal_record: 'rows',
  plan_task: 'rows',
  portal_comparison: BY_AGENCY,
  portal_difference: BY_AGENCY,
  portal_upload: BY_AGENCY,
  posted_item: PUBLISHED,
  printed_slip: 'rows',
  procedure_group_version: CATALOGUE,
  procedure_record_answer: BY_AGENCY,
  procedure_record_draft: BY_AGENCY,
  procedure_record_request: WORK,
  procedure_version: CATALOGUE,
  projection: { open: 'the version everything derived stands under' },
  projection_pass: WORK,
  proposal: 'rows',
  public_letter_access: PUBLIC,
  public_letter_code: PUBLIC,
  public_session: PUBLIC,
  public_window: PUBLIC,
  published_figure: BY_AGENCY,
  quality_cursor: WORK,
  quality_fact: BY_AGENCY,
  queue_ticket: BY_AGENCY,
  register: { open: 'names of registers, without their lines' },
  register_closed_line: BY_AGENCY,
  register_cursor: WORK,
  register_entry: 'rows',
  report_file: BY_AGENCY,
  report_run: BY_AGENCY,
  report_series: BY_AGENCY,
  restoration: RESTORED,
  restoration_finding: RESTORED,
  restoration_jump: RESTORED,
  retention_due: BY_AGENCY,
  retired_data_key: KEYS,
  risk_model: COUNTS,
  risk_run: COUNTS,
  sealed_document: SEALS,
  search_token: 'rows',
  settings_version: CATALOGUE,
  signing_authority: CATALOGUE,
  sipas_survey: BY_AGENCY,
  staff: { open: 'names of colleagues, shown beside what they did' },
  staff_absence: BY_PERSON,
  staff_digest: BY_PERSON,
  staff_mail: BY_PERSON,
  staff_notice: 'rows',
  stored_file: 'rows',
  sync_message: 'rows',
  sync_outbox: 'rows',
  task: 'rows',
  task_plan: BY_AGENCY,
  watch_cursor: WORK,
  watch_finding: BY_AGENCY,
  watch_note: BY_AGENCY,
  what_if_dossier: BY_AGENCY,
  what_if_request: BY_AGENCY,
  work_lease: WORK,
  workflow_nudge: WORK,
};

interface TableRow {
  readonly name: string;
  readonly readable: boolean;
  readonly secured: boolean;
  readonly policies: number;
}

const TABLES = await owner.read.rows<TableRow>(
  `SELECT c.relname AS name, has_table_privilege('dunghan_reader', c.oid, 'SELECT') AS readable, c.relrowsecurity AS secured, (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid) AS policies
   FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'migrations' ORDER BY 1`,
);

test('of every table it is decided who sees its rows', () => {
  expect(TABLES.map(({ name }) => name)).toEqual(Object.keys(DECISIONS).sort());
});

test.each(TABLES)('the rows of $name are seen as decided', ({ name, readable, secured, policies }) => {
  const decision = DECISIONS[name];
  expect({ readable, secured, policies: policies > 0 }).toEqual({ readable: decision === 'rows' || (typeof decision === 'object' && 'open' in decision), secured: decision === 'rows', policies: decision === 'rows' });
});

test('readers may do nothing but read, and nobody can sign in as one', async () => {
  const roles = `('dunghan_reader', 'dunghan_province_reader', 'dunghan_agency_reader', 'dunghan_dossier_reader')`;
  expect(await owner.read.rows(`SELECT DISTINCT privilege_type AS may FROM information_schema.role_table_grants WHERE grantee IN ${roles}`)).toEqual([{ may: 'SELECT' }]);
  expect(await owner.read.rows(`SELECT rolname FROM pg_roles WHERE rolname IN ${roles} AND (rolcanlogin OR rolbypassrls OR rolsuper)`)).toEqual([]);
});

test('the application inherits nothing of its readers: it reads as one only where it says so', async () => {
  expect(await owner.read.rows(`SELECT inherit_option AS inherits, set_option AS becomes FROM pg_auth_members WHERE member = 'dunghan_app'::regrole GROUP BY 1, 2`)).toEqual([{ inherits: false, becomes: true }]);
});
