import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase } from '#persistence';
import { createTestDatabase } from '../support/database.js';

const { url, ownerUrl } = await createTestDatabase();
const application = await openDatabase({ url });
const owner = await openDatabase({ url: ownerUrl, poolSize: 1 });
afterAll(async () => {
  await application.close();
  await owner.close();
});

/** Only added to; these columns alone may change. */
const onlyAddedTo = (...columns: readonly string[]): { readonly changes: readonly string[] } => ({ changes: columns });
/** `projection`: made again from events. `work`: what is still to be done. `log`: only added to, and forgotten by its age. `setting`: what people configure or number by. `personal`: what an erasure takes away. */
type Decision = 'projection' | 'work' | 'log' | 'setting' | 'personal' | ReturnType<typeof onlyAddedTo>;

/** What may become of the rows of each table: whoever adds one decides here. */
const DECISIONS: Readonly<Record<string, Decision>> = {
  access_log: 'log',
  agency: 'setting',
  announced_item: 'projection',
  announcement: 'projection',
  bulk_action: onlyAddedTo('finished_at', 'undone_at', 'undo_finished_at', 'tried_at'),
  bulk_action_item: onlyAddedTo('command_id', 'refused', 'undo_command_id', 'undo_refused'),
  calendar_draft: 'work',
  calendar_effective: onlyAddedTo(),
  calendar_head: 'setting',
  calendar_impact: 'work',
  calendar_layer: onlyAddedTo(),
  calendar_version: onlyAddedTo(),
  calendar_version_agency: onlyAddedTo(),
  calendar_version_layer: onlyAddedTo(),
  case_clock: 'projection',
  case_command: onlyAddedTo(),
  case_event: onlyAddedTo(),
  case_record: 'personal',
  catalogue_change: onlyAddedTo(),
  code_block: onlyAddedTo(),
  code_counter: 'setting',
  command_inbox: 'work',
  data_key: 'setting',
  deadline_case: 'projection',
  document_counter: 'setting',
  document_number: onlyAddedTo('voided_at', 'voided_by', 'void_reason'),
  dossier: 'projection',
  dossier_event: onlyAddedTo(),
  dossier_follow: onlyAddedTo('ended_at'),
  dossier_import: onlyAddedTo(),
  dossier_note: onlyAddedTo('content', 'key_ref', 'erased_at'),
  dossier_risk: 'projection',
  dwell_cell: 'projection',
  dwell_delta: 'work',
  escalation: onlyAddedTo(),
  escalation_item: onlyAddedTo(),
  evaluation_access: onlyAddedTo(),
  exchange_import: onlyAddedTo('applied_at', 'applied_by', 'outcome'),
  feedback: 'projection',
  feedback_request: onlyAddedTo(),
  feedback_round: 'projection',
  figure_cell: 'projection',
  figure_delta: 'work',
  figure_reopening: onlyAddedTo('confirmed_by', 'confirmed_at'),
  file_access: onlyAddedTo(),
  filing: onlyAddedTo('receipt_owed_at'),
  filing_dossier: onlyAddedTo(),
  import_line: 'work',
  key_rotation: 'work',
  late_alert: onlyAddedTo(),
  late_target: onlyAddedTo(),
  ledger_seal: onlyAddedTo(),
  ledger_seal_signature: onlyAddedTo(),
  letter: 'projection',
  letter_attempt: onlyAddedTo('detail', 'key_ref'),
  letter_content: 'personal',
  letter_delivery: 'work',
  letter_template: onlyAddedTo(),
  morning_line: onlyAddedTo(),
  morning_list: onlyAddedTo(),
  morning_told: onlyAddedTo(),
  national_index_scheme: onlyAddedTo(),
  par_catalogue: onlyAddedTo(),
  par_evidence: onlyAddedTo(),
  par_request: onlyAddedTo(),
  par_sheet: 'projection',
  par_sheet_event: onlyAddedTo(),
  par_sheet_text: onlyAddedTo(),
  par_target_assignment: onlyAddedTo(),
  par_target_import: onlyAddedTo(),
  pass_cell: 'work',
  pass_dwell: 'work',
  person_export: onlyAddedTo(),
  personal_record: 'personal',
  plan_task: onlyAddedTo(),
  portal_comparison: onlyAddedTo('source', 'key_ref', 'source_erased_at'),
  portal_difference: onlyAddedTo(),
  portal_upload: 'work',
  posted_item: 'projection',
  printed_slip: 'personal',
  procedure_group_version: onlyAddedTo(),
  procedure_record_answer: onlyAddedTo(),
  procedure_record_draft: onlyAddedTo('published_version', 'published_at', 'published_by'),
  procedure_record_request: onlyAddedTo(),
  procedure_version: onlyAddedTo(),
  projection: 'work',
  projection_pass: 'work',
  public_letter_access: onlyAddedTo(),
  public_letter_code: 'work',
  public_session: 'work',
  public_window: 'work',
  proposal: onlyAddedTo('content', 'key_ref', 'erased_at', 'decided_at', 'decided_by', 'outcome', 'command_id'),
  published_figure: onlyAddedTo(),
  quality_cursor: 'work',
  quality_fact: 'projection',
  queue_ticket: 'work',
  register: 'projection',
  register_closed_line: onlyAddedTo(),
  register_cursor: 'work',
  register_entry: onlyAddedTo(),
  report_file: onlyAddedTo(),
  report_run: onlyAddedTo(),
  report_series: 'work',
  restoration: onlyAddedTo('workflows_ended_at', 'asked_at'),
  restoration_finding: onlyAddedTo(),
  restoration_jump: onlyAddedTo(),
  retention_due: 'work',
  retired_data_key: onlyAddedTo(),
  risk_model: 'work',
  risk_run: 'work',
  sealed_document: onlyAddedTo(),
  search_token: 'personal',
  settings_version: onlyAddedTo(),
  signing_authority: onlyAddedTo('ended_at', 'ended_by'),
  sipas_survey: onlyAddedTo(),
  staff: 'setting',
  staff_absence: onlyAddedTo('cancelled_at', 'cancelled_by'),
  staff_digest: onlyAddedTo(),
  staff_mail: 'work',
  staff_notice: 'work',
  stored_file: 'personal',
  sync_message: 'work',
  sync_outbox: 'work',
  task: 'work',
  task_plan: 'setting',
  watch_cursor: 'work',
  watch_finding: onlyAddedTo('refiled_id', 'refiled_at'),
  watch_note: onlyAddedTo('content', 'key_ref', 'erased_at'),
  what_if_dossier: 'work',
  what_if_request: 'work',
  work_lease: 'work',
  workflow_nudge: 'work',
};

const KEPT = Object.entries(DECISIONS).flatMap(([table, decision]) => (typeof decision === 'string' ? [] : [[table, decision.changes] as const]));

test('of every table it is decided what may become of its rows', async () => {
  const tables = await application.read.rows<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations' ORDER BY 1`);
  expect(tables.map(({ name }) => name).sort()).toEqual(Object.keys(DECISIONS).sort());
});

describe('a table that is only added to', () => {
  test.each(KEPT)('%s refuses other changes than of %j, whoever makes them', async (table, changes) => {
    const triggers = await owner.read.rows<{ columns: string }>(
      `SELECT array_to_string(regexp_split_to_array(encode(tgargs, 'escape'), '\\\\000'), ' ') AS columns FROM pg_trigger
       WHERE tgrelid = $1::regclass AND tgenabled = 'O' AND tgtype & 27 = 27 AND tgqual IS NULL AND tgfoid IN (SELECT oid FROM pg_proc WHERE proname IN ('refuse_rewrite', 'refuse_other_changes'))`,
      [table],
    );
    expect(triggers.map(({ columns }) => columns.trim())).toEqual([changes.join(' ')]);
  });

  test.each(KEPT)('%s cannot be emptied even by its owner', async (table) => {
    await expect(owner.read.run(`TRUNCATE ${table} CASCADE`)).rejects.toThrow(/the ledger is append-only: TRUNCATE on \w+ is refused/u);
  });

  test.each(KEPT)('%s is granted to the application for no more than that', async (table, changes) => {
    const granted = await owner.read.rows<{ privilege: string; columns: readonly string[] }>(
      `SELECT privilege_type AS privilege, array_agg(column_name::text ORDER BY column_name) AS columns FROM information_schema.column_privileges
       WHERE table_name = $1 AND grantee = 'dunghan_app' AND privilege_type = 'UPDATE' GROUP BY privilege_type`,
      [table],
    );
    expect(granted.flatMap(({ columns }) => columns)).toEqual([...changes].sort());
    expect(await owner.read.first('SELECT has_table_privilege($1, $2, $3) AS may', ['dunghan_app', table, 'DELETE'])).toEqual({ may: false });
  });
});

describe('the access log', () => {
  const YEAR = 31_536_000_000;
  const row = (at: number): string => `INSERT INTO access_log (at, subject, role, agency, view, object, fields, request_id, address_hmac) VALUES (${String(at)}, 'officer-31', 'officer', 'H99.31', 'register', 'register:1', '{pdf}', gen_random_uuid(), '')`;

  test('loses no row younger than a year before its newest, and changes none, whoever tries', async () => {
    await owner.transaction(async (tx) => {
      for (const at of [1, YEAR + 1, 2 * YEAR]) await tx.run(row(at));
      await expect(tx.attempt(() => tx.run(`DELETE FROM access_log WHERE at = ${String(YEAR + 1)}`))).rejects.toThrow(/keeps each row for a year/u);
      await expect(tx.attempt(() => tx.run(`UPDATE access_log SET subject = 'x'`))).rejects.toThrow(/append-only/u);
      await expect(tx.attempt(() => tx.run('TRUNCATE access_log'))).rejects.toThrow(/append-only/u);
      await tx.run('DELETE FROM access_log WHERE at = 1');
      expect(await tx.rows('SELECT at FROM access_log ORDER BY at')).toEqual([{ at: YEAR + 1 }, { at: 2 * YEAR }]);
    });
  });
});

test('a column that may change does, and no other beside it', async () => {
  await owner.transaction(async (tx) => {
    await tx.run(`CREATE TABLE noted (id integer, words text, "by" text)`);
    await tx.run(`CREATE TRIGGER noted_append_only BEFORE UPDATE OR DELETE ON noted FOR EACH ROW EXECUTE FUNCTION refuse_other_changes('words')`);
    await tx.run(`INSERT INTO noted VALUES (1, 'a', 'x')`);
    await tx.run(`UPDATE noted SET words = NULL`);
    for (const statement of [`UPDATE noted SET "by" = 'y', words = 'b'`, 'DELETE FROM noted']) {
      await expect(tx.attempt(() => tx.run(statement))).rejects.toThrow(/the ledger is append-only/u);
    }
    expect(await tx.rows('SELECT words, "by" FROM noted')).toEqual([{ words: null, by: 'x' }]);
    await tx.run('DROP TABLE noted');
  });
});

describe('what may change in a table that is only added to', () => {
  const EMPTIED = ['content', 'detail', 'key_ref', 'refiled_id', 'source'];
  /** These have tests of their own. */
  const CHANGED_OTHERWISE = ['bulk_action.tried_at', 'watch_finding.refiled_at', 'proposal.command_id'];
  const COLUMNS = KEPT.flatMap(([table, columns]) => columns.filter((column) => !CHANGED_OTHERWISE.includes(`${table}.${column}`)).map((column) => [table, column, EMPTIED.includes(column) ? 'emptied' : 'filled'] as const));
  /** Rows of a copy of a table, under its triggers and nothing else, that holds `given` in some columns of its one row. */
  const changing = (table: string, given: string, changes: readonly string[]): Promise<readonly boolean[]> =>
    owner.transaction(async (tx) => {
      await tx.run(`CREATE TABLE copied (LIKE ${table})`);
      const columns = await tx.rows<{ name: string }>(`SELECT attname AS name FROM pg_attribute WHERE attrelid = 'copied'::regclass AND attnum > 0 AND attnotnull`);
      await tx.run(`ALTER TABLE copied ${columns.map(({ name }) => `ALTER COLUMN "${name}" DROP NOT NULL`).join(', ')}`);
      const triggers = await tx.rows<{ definition: string }>(`SELECT pg_get_triggerdef(oid) AS definition FROM pg_trigger WHERE tgrelid = $1::regclass AND NOT tgisinternal`, [table]);
      for (const { definition } of triggers) await tx.run(definition.replace(` ON public.${table} `, ' ON copied '));
      const done: boolean[] = [];
      for (const change of changes) {
        await tx.run('ALTER TABLE copied DISABLE TRIGGER USER');
        await tx.run('DELETE FROM copied');
        await tx.run(`INSERT INTO copied ${given}`);
        await tx.run('ALTER TABLE copied ENABLE TRIGGER USER');
        done.push(await tx.attempt(() => tx.run(`UPDATE copied SET ${change}`)).then(() => true, () => false));
      }
      await tx.run('DROP TABLE copied');
      return done;
    });
  const VALUES: Readonly<Record<string, readonly [string, string]>> = {
    text: [`'a'`, `'b'`], bigint: ['1', '2'], integer: ['1', '2'], bytea: [`'\\x01'`, `'\\x02'`], uuid: [`'00000000-0000-4000-8000-000000000001'`, `'00000000-0000-4000-8000-000000000002'`],
    json: [`'{"a":1}'`, `'{"a":2}'`],
  };

  test.each(COLUMNS)('%s.%s is %s once and for all', async (table, column, way) => {
    const type = (await owner.read.first<{ type: string }>(`SELECT data_type AS type FROM information_schema.columns WHERE table_name = $1 AND column_name = $2`, [table, column]))?.type ?? '';
    const [one, other] = VALUES[type] ?? ['', ''];
    expect(await changing(table, `("${column}") VALUES (NULL)`, [`"${column}" = ${one}`])).toEqual([way === 'filled']);
    expect(await changing(table, `("${column}") VALUES (${one})`, [`"${column}" = ${other}`, `"${column}" = NULL`])).toEqual([false, way === 'emptied']);
  });

  test('the command that is to approve a proposal gives place to another until the proposal is decided', async () => {
    const [one, other] = [`'00000000-0000-4000-8000-000000000001'`, `'00000000-0000-4000-8000-000000000002'`];
    const change = [`command_id = ${other}`];
    expect(await changing('proposal', `(command_id) VALUES (${one})`, change)).toEqual([true]);
    expect(await changing('proposal', `(command_id, decided_at) VALUES (${one}, 1)`, change)).toEqual([false]);
  });

  test('when an action on many dossiers was last tried moves on and never back', async () => {
    expect(await changing('bulk_action', '(tried_at) VALUES (NULL)', ['tried_at = 1'])).toEqual([true]);
    expect(await changing('bulk_action', '(tried_at) VALUES (5)', ['tried_at = 6', 'tried_at = 4', 'tried_at = NULL'])).toEqual([true, false, false]);
  });

  test('the moment of another filing becomes the beginning of its day with the link to it, and nothing else', async () => {
    const row = `(refiled_id, refiled_at) VALUES ('00000000-0000-4000-8000-000000000001', 100000000)`;
    const changes = ['refiled_id = NULL, refiled_at = 61200000', 'refiled_at = 61200000', 'refiled_id = NULL, refiled_at = 100000001', 'refiled_id = NULL, refiled_at = 1', 'refiled_id = NULL, refiled_at = NULL'];
    expect(await changing('watch_finding', row, changes)).toEqual([true, false, false, false, false]);
    expect(await changing('watch_finding', '(refiled_at) VALUES (NULL)', ['refiled_at = 1'])).toEqual([false]);
  });
});

test('dossiers a scenario moved are listed and dropped, never rewritten', async () => {
  expect(await owner.read.first(`SELECT has_table_privilege('dunghan_app', 'what_if_dossier', 'UPDATE') AS may`)).toEqual({ may: false });
});
