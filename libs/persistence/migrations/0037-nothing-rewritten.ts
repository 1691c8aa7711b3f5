import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables in which rows are only ever added, and that nothing kept from being rewritten but the grants. */
const APPEND_ONLY = [
  'calendar_effective', 'calendar_layer', 'calendar_version', 'calendar_version_agency', 'calendar_version_layer', 'case_command', 'code_block', 'dossier_import',
  'escalation', 'escalation_item', 'feedback_request', 'file_access', 'filing_dossier', 'late_alert', 'late_target', 'letter_template', 'morning_line', 'morning_list', 'morning_told',
  'national_index_scheme', 'par_catalogue', 'par_evidence', 'par_request', 'par_sheet_text', 'plan_task', 'portal_difference', 'procedure_group_version',
  'procedure_record_answer', 'procedure_record_request', 'procedure_version', 'settings_version', 'staff_digest',
] as const;

/** Tables in which rows are added, and nothing of them changes later but these columns. */
const CHANGING_BY_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  document_number: ['voided_at', 'voided_by', 'void_reason'],
  figure_reopening: ['confirmed_by', 'confirmed_at'],
  filing: ['receipt_owed_at'],
  letter_attempt: ['detail', 'key_ref'],
  portal_comparison: ['source', 'key_ref', 'source_erased_at'],
  procedure_record_draft: ['published_version', 'published_at', 'published_by'],
  signing_authority: ['ended_at', 'ended_by'],
  staff_absence: ['cancelled_at', 'cancelled_by'],
  watch_finding: ['refiled_id', 'refiled_at'],
  watch_note: ['content', 'key_ref', 'erased_at'],
};

/** Guarded against other changes before, but not against being emptied. */
const NOT_EMPTIED = ['par_target_assignment', 'par_target_import', 'register', 'register_closed_line', 'register_entry', 'report_file', 'report_run'] as const;

/**
 * What is only added to is kept so by triggers, whoever asks; what was made of the figures and given out is under the seals; and an
 * erasure reaches what was noted and uploaded about a dossier.
 */
export class KeepNothingRewritten1790000000037 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SEALED_DOCUMENTS);
    await runner.query(SEAL_EARLIER_DOCUMENTS);
    await runner.query(ERASABLE);
    await runner.query(DIRECT_HEAD);
    await runner.query(`
      CREATE FUNCTION refuse_other_changes() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'UPDATE' THEN
          IF to_jsonb(NEW) - TG_ARGV::text[] = to_jsonb(OLD) - TG_ARGV::text[] THEN
            RETURN NEW;
          END IF;
        END IF;
        RAISE EXCEPTION 'the ledger is append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
      END $$`);
    for (const table of APPEND_ONLY) {
      await runner.query(`CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_rewrite()`);
    }
    for (const [table, columns] of Object.entries(CHANGING_BY_COLUMNS)) {
      await runner.query(`CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_other_changes(${columns.map((column) => `'${column}'`).join(', ')})`);
    }
    for (const table of [...APPEND_ONLY, ...Object.keys(CHANGING_BY_COLUMNS), ...NOT_EMPTIED]) {
      await runner.query(`CREATE TRIGGER ${table}_no_truncate BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite()`);
    }
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Seals cover the lists and reports given out: restore a backup instead'));
  }
}

/** What was made before gets the transaction of the migration, which no seal covers yet. */
const SEALED_DOCUMENTS = `
  CREATE TABLE sealed_document (
    id uuid CONSTRAINT sealed_document_pkey PRIMARY KEY,
    kind text NOT NULL,
    key text NOT NULL,
    hash text NOT NULL,
    made_at bigint NOT NULL,
    xact_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
    CONSTRAINT sealed_document_unique UNIQUE (kind, key),
    CONSTRAINT sealed_document_kind CHECK (kind IN ('morning-list', 'report-run')),
    CONSTRAINT sealed_document_hash CHECK (length(hash) = 64 AND hash !~ '[^0-9a-f]')
  );
  COMMENT ON TABLE sealed_document IS 'Append-only: hashes of the lists and reports that were given out, under the seals like those of events.';
  CREATE INDEX sealed_document_xact ON sealed_document (xact_id);
  CREATE TRIGGER sealed_document_append_only BEFORE UPDATE OR DELETE ON sealed_document FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
  CREATE TRIGGER sealed_document_no_truncate BEFORE TRUNCATE ON sealed_document FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
  GRANT SELECT, INSERT ON sealed_document TO dunghan_app;
`;

const ERASABLE = `
  ALTER TABLE watch_note ALTER COLUMN content DROP NOT NULL, ALTER COLUMN key_ref DROP NOT NULL, ADD COLUMN erased_at bigint,
    ADD CONSTRAINT watch_note_erased CHECK ((content IS NULL) = (erased_at IS NOT NULL) AND (key_ref IS NULL) = (erased_at IS NOT NULL));
  COMMENT ON COLUMN watch_note.erased_at IS 'When its words went with the personal data of the dossier.';
  GRANT UPDATE (content, key_ref, erased_at) ON watch_note TO dunghan_app;

  ALTER TABLE watch_finding DROP CONSTRAINT watch_finding_rule, DROP CONSTRAINT watch_finding_unique,
    ADD CONSTRAINT watch_finding_rule CHECK ((due_at IS NULL) <> (refiled_at IS NULL) AND (refiled_id IS NULL OR refiled_at IS NOT NULL));
  COMMENT ON COLUMN watch_finding.refiled_id IS 'The filing by the same applicant; absent where either was erased, and the day alone is left of refiled_at.';
  CREATE UNIQUE INDEX watch_finding_unique ON watch_finding (kind, dossier_id, seq, refiled_id) NULLS NOT DISTINCT WHERE refiled_at IS NULL OR refiled_id IS NOT NULL;
  CREATE INDEX watch_finding_dossier ON watch_finding (dossier_id);
  CREATE INDEX watch_finding_refiled ON watch_finding (refiled_id) WHERE refiled_id IS NOT NULL;
  GRANT UPDATE (refiled_id, refiled_at) ON watch_finding TO dunghan_app;

  ALTER TABLE portal_comparison ADD COLUMN source_erased_at bigint, DROP CONSTRAINT portal_comparison_source,
    ADD CONSTRAINT portal_comparison_source CHECK ((source IS NULL) = (key_ref IS NULL) AND (file_id IS NULL OR source IS NULL) AND (file_id IS NOT NULL OR (source IS NULL) = (source_erased_at IS NOT NULL)));
  COMMENT ON COLUMN portal_comparison.source_erased_at IS 'When what it was read from went with the personal data of a dossier it may name.';
  GRANT UPDATE (source, key_ref, source_erased_at) ON portal_comparison TO dunghan_app;
`;

const DIRECT_HEAD = `
  ALTER TABLE staff ADD COLUMN superior text CONSTRAINT staff_superior_fkey REFERENCES staff, ADD CONSTRAINT staff_superior CHECK (superior <> subject);
  COMMENT ON COLUMN staff.superior IS 'Who leads them; absent: the only head of the agency.';
  CREATE INDEX staff_absence_substitute ON staff_absence (substitute, from_at) WHERE cancelled_at IS NULL AND substitute IS NOT NULL;
`;

/**
 * Puts the lists and reports made before under the seals to come; the texts are those of `sealed-documents.ts`.
 */
export const SEAL_EARLIER_DOCUMENTS = `
  INSERT INTO sealed_document (id, kind, key, made_at, hash)
  SELECT gen_random_uuid(), 'morning-list', day || ' ' || agency, made_at,
    encode(sha256(convert_to('["morning-list",' || day || ',' || to_json(agency) || ',' || made_at || ',' || soon_until || ',' || late || ',' || soon || ',' || to_json(content_hash) || ']', 'UTF8')), 'hex')
  FROM morning_list
  UNION ALL
  SELECT gen_random_uuid(), 'report-run', r.id::text, made_at,
    encode(sha256(convert_to('["report-run","' || r.id || '",' || to_json(r.report) || ',' || to_json(r.province) || ',' || to_json(r.agency) || ',' || r.first_day || ',' || r.last_day || ',' || r.due_at || ',' || r.made_at || ',"'
      || r.figures_hash || '","' || coalesce(r.published_figure::text, '') || '"'
      || coalesce((SELECT string_agg(',[' || to_json(f.format) || ',' || to_json(f.name) || ',' || to_json(f.media_type) || ',"' || f.sha256 || '",' || f.size || ']', '' ORDER BY f.format COLLATE "C") FROM report_file f WHERE f.run_id = r.id), '')
      || ']', 'UTF8')), 'hex')
  FROM report_run r
`;
