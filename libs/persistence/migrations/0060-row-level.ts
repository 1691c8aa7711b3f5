import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What every member of staff may read, and readers join with: catalogue, calendars, names of colleagues, counts that name nobody. */
const OPEN = [
  'agency', 'procedure_version', 'procedure_group_version', 'settings_version', 'signing_authority', 'letter_template', 'staff', 'data_key',
  'calendar_effective', 'calendar_head', 'calendar_layer', 'calendar_version', 'calendar_version_agency', 'calendar_version_layer',
  'figure_cell', 'figure_delta', 'dwell_cell', 'dwell_delta', 'projection', 'risk_model', 'risk_run',
  'announcement', 'announced_item', 'posted_item', 'register',
];

/** Rows of a dossier: seen by whoever sees the dossier. */
const OF_DOSSIER = [
  'command_inbox', 'dossier_event', 'dossier_follow', 'dossier_import', 'dossier_note', 'dossier_risk', 'personal_record', 'letter', 'letter_delivery', 'printed_slip',
  'filing_dossier', 'proposal', 'sync_message', 'sync_outbox', 'register_entry',
];

/** Rows of a case: seen by whoever sees the case. */
const OF_CASE = ['case_clock', 'case_event', 'case_record', 'feedback', 'feedback_round'];

const PROVINCE = `(SELECT current_setting('dunghan.province', true))`;
const AGENCIES = `(SELECT string_to_array(current_setting('dunghan.agencies', true), ','))::text[]`;
const DOSSIERS = `(SELECT string_to_array(current_setting('dunghan.dossiers', true), ',')::uuid[])::uuid[]`;

function seenDossier(of: string): string {
  return `EXISTS (SELECT FROM dossier d WHERE d.id = ${of}.dossier_id)`;
}

/** Rows that hang on others than a dossier alone. */
const OTHERWISE: Readonly<Record<string, string>> = {
  search_token: `scope_id = ANY (${AGENCIES})`,
  letter_attempt: 'EXISTS (SELECT FROM letter l WHERE l.key = letter_attempt.letter_key)',
  letter_content: 'EXISTS (SELECT FROM letter l WHERE l.pdf_sha256 = letter_content.sha256 AND l.content_key_ref = letter_content.key_ref)',
  stored_file: `agency = ANY (${AGENCIES}) OR ${seenDossier('stored_file')}`,
  file_access: 'EXISTS (SELECT FROM stored_file f WHERE f.id = file_access.file_id)',
  filing: 'EXISTS (SELECT FROM filing_dossier f WHERE f.filing_id = filing.id)',
  task: `agency = ANY (${AGENCIES}) OR ${seenDossier('task')}`,
  deadline_case: `agency = ANY (${AGENCIES}) OR coordinating && ${AGENCIES} OR ${seenDossier('deadline_case')}`,
};

/** The rows of a dossier itself, by what the reader's scope is; each by conditions an index serves. */
const DOSSIER: Readonly<Record<string, string>> = {
  dunghan_province_reader: `province = ${PROVINCE}`,
  dunghan_agency_reader: `receiving_agency = ANY (${AGENCIES}) OR competent_agency = ANY (${AGENCIES}) OR holders && ${AGENCIES}`,
  dunghan_dossier_reader: `id = ANY (${DOSSIERS})`,
};

/**
 * What is read on behalf of somebody is read in a reader's role, which sees the rows of a scope stated for the transaction and, without one, none:
 * a condition forgotten in a statement shows no more. The application itself, which the policies do not bind, sees and writes all.
 */
export class AddRowLevel1790000000060 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const policies = [
      ...OF_DOSSIER.map((table) => [table, seenDossier(table)] as const),
      ...OF_CASE.map((table) => [table, `EXISTS (SELECT FROM deadline_case c WHERE c.id = ${table}.case_id)`] as const),
      ...Object.entries(OTHERWISE),
    ];
    await runner.query(`GRANT SELECT ON ${['dossier', ...OPEN, ...policies.map(([table]) => table)].join(', ')} TO dunghan_reader`);
    for (const [table, seen] of policies) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${table}_seen ON ${table} FOR SELECT TO dunghan_reader USING (${seen})`);
    }
    await runner.query('ALTER TABLE dossier ENABLE ROW LEVEL SECURITY');
    for (const [role, seen] of Object.entries(DOSSIER)) {
      await runner.query(`CREATE POLICY ${role.replace('dunghan_', 'dossier_')} ON dossier FOR SELECT TO ${role} USING (${seen})`);
    }
    // Conditions that a policy goes before use an index only where they cannot tell of rows they refuse: comparing text and ids can, the beginning of a text and arrays cannot.
    await runner.query('CREATE INDEX dossier_code_beginning ON dossier (code text_pattern_ops)');
    await runner.query(`
      CREATE FUNCTION open_dossiers_of(officer text) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER ROWS 50 SET search_path = public
      AS $$ SELECT id FROM dossier WHERE NOT closed AND officers @> ARRAY[officer] $$`);
    await runner.query(`COMMENT ON FUNCTION open_dossiers_of IS 'Ids alone: the rows themselves are still shown by the policies only.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION open_dossiers_of; DROP INDEX dossier_code_beginning');
    for (const table of [...OF_DOSSIER, ...OF_CASE, ...Object.keys(OTHERWISE)]) {
      await runner.query(`DROP POLICY ${table}_seen ON ${table}; ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`);
    }
    for (const role of Object.keys(DOSSIER)) await runner.query(`DROP POLICY ${role.replace('dunghan_', 'dossier_')} ON dossier`);
    await runner.query('ALTER TABLE dossier DISABLE ROW LEVEL SECURITY; REVOKE SELECT ON ALL TABLES IN SCHEMA public FROM dunghan_reader');
  }
}
