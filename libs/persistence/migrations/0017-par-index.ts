import type { MigrationInterface, QueryRunner } from 'typeorm';

/** PAR INDEX: sets of criteria, the yearly score sheets as chains of events, their evidence, and targets read from plans. */
export class CreateParIndex1790000000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE par_catalogue (
        code text NOT NULL,
        version integer NOT NULL,
        content json NOT NULL,
        published_at bigint NOT NULL,
        published_by text NOT NULL,
        CONSTRAINT par_catalogue_pk PRIMARY KEY (code, version),
        CONSTRAINT par_catalogue_version CHECK (version >= 1)
      );
      COMMENT ON TABLE par_catalogue IS 'Sets of criteria as far as they are known, every version ever; the last of a code is in force.';

      CREATE TABLE par_sheet (
        id uuid CONSTRAINT par_sheet_pkey PRIMARY KEY,
        agency text NOT NULL CONSTRAINT par_sheet_agency_fkey REFERENCES agency,
        year integer NOT NULL,
        catalogue text NOT NULL,
        case_code text NOT NULL,
        submitted_at bigint,
        last_seq integer NOT NULL,
        last_hash text NOT NULL,
        CONSTRAINT par_sheet_year_unique UNIQUE (agency, year)
      );
      COMMENT ON TABLE par_sheet IS 'Score sheets, one an agency and year: what is listed of their events, and the lock of their writers.';
      COMMENT ON COLUMN par_sheet.case_code IS 'The assigned task that watches its deadline.';

      CREATE TABLE par_sheet_event (
        sheet_id uuid NOT NULL CONSTRAINT par_sheet_event_sheet_id_fkey REFERENCES par_sheet,
        seq integer NOT NULL,
        cause text NOT NULL,
        ordinal integer NOT NULL,
        type text NOT NULL,
        payload json NOT NULL,
        actor json NOT NULL,
        occurred_at bigint NOT NULL,
        recorded_at bigint NOT NULL,
        calendar_snapshot text NOT NULL,
        prev_hash text NOT NULL,
        hash text NOT NULL,
        CONSTRAINT par_sheet_event_pk PRIMARY KEY (sheet_id, seq),
        CONSTRAINT par_sheet_event_cause_unique UNIQUE (sheet_id, cause, ordinal),
        CONSTRAINT par_sheet_event_seq CHECK (seq >= 1 AND ordinal >= 0)
      );
      COMMENT ON TABLE par_sheet_event IS 'Append-only: who entered, changed, confirmed and submitted what. payload holds exactly the hashed text.';
      CREATE TRIGGER par_sheet_event_append_only BEFORE UPDATE OR DELETE ON par_sheet_event FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
      CREATE TRIGGER par_sheet_event_no_truncate BEFORE TRUNCATE ON par_sheet_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();

      CREATE TABLE par_sheet_text (
        sheet_id uuid NOT NULL CONSTRAINT par_sheet_text_sheet_id_fkey REFERENCES par_sheet,
        version integer NOT NULL,
        ciphertext bytea NOT NULL,
        key_ref text NOT NULL CONSTRAINT par_sheet_text_key_ref_fkey REFERENCES data_key,
        CONSTRAINT par_sheet_text_pk PRIMARY KEY (sheet_id, version)
      );
      COMMENT ON TABLE par_sheet_text IS 'Basis, explanation, reason and titles of files of a row, encrypted; the event holds version and commitment only.';

      CREATE TABLE par_evidence (
        file_id uuid CONSTRAINT par_evidence_pkey PRIMARY KEY CONSTRAINT par_evidence_file_id_fkey REFERENCES stored_file,
        sheet_id uuid NOT NULL CONSTRAINT par_evidence_sheet_id_fkey REFERENCES par_sheet
      );
      COMMENT ON TABLE par_evidence IS 'To which score sheet a stored file belongs.';
      CREATE INDEX par_evidence_sheet ON par_evidence (sheet_id);

      CREATE TABLE par_target_import (
        id uuid CONSTRAINT par_target_import_pkey PRIMARY KEY,
        agency text NOT NULL CONSTRAINT par_target_import_agency_fkey REFERENCES agency,
        year integer NOT NULL,
        catalogue text NOT NULL,
        version integer NOT NULL,
        lines json NOT NULL,
        imported_at bigint NOT NULL,
        imported_by text NOT NULL,
        CONSTRAINT par_target_import_catalogue FOREIGN KEY (catalogue, version) REFERENCES par_catalogue (code, version)
      );
      COMMENT ON TABLE par_target_import IS 'Append-only: what was read from a plan, line by line, with what could not be read or matched.';
      CREATE INDEX par_target_import_scope ON par_target_import (agency, year, imported_at);

      CREATE TABLE par_target_assignment (
        id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT par_target_assignment_pkey PRIMARY KEY,
        import_id uuid NOT NULL CONSTRAINT par_target_assignment_import_id_fkey REFERENCES par_target_import,
        line integer NOT NULL,
        criterion text NOT NULL,
        target integer NOT NULL,
        maximum integer NOT NULL,
        assigned_at bigint NOT NULL,
        assigned_by text NOT NULL,
        CONSTRAINT par_target_assignment_points CHECK (target BETWEEN 0 AND maximum)
      );
      COMMENT ON TABLE par_target_assignment IS 'Append-only: to which criterion a person says a line belongs, and its points in hundredths; the last one holds.';
      CREATE INDEX par_target_assignment_line ON par_target_assignment (import_id, line, id);

      CREATE TABLE par_request (
        actor_subject text NOT NULL,
        idempotency_key text NOT NULL,
        request_hmac text NOT NULL,
        result json NOT NULL,
        accepted_at bigint NOT NULL,
        CONSTRAINT par_request_pk PRIMARY KEY (actor_subject, idempotency_key)
      );
      COMMENT ON TABLE par_request IS 'Writes about the PAR INDEX by their keys, each with what it came to.';

      CREATE TRIGGER par_target_import_append_only BEFORE UPDATE OR DELETE ON par_target_import FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
      CREATE TRIGGER par_target_assignment_append_only BEFORE UPDATE OR DELETE ON par_target_assignment FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
      GRANT SELECT, INSERT ON par_catalogue, par_sheet_event, par_sheet_text, par_evidence, par_target_import, par_target_assignment, par_request TO dunghan_app;
      GRANT SELECT, INSERT, UPDATE ON par_sheet TO dunghan_app;
      GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO dunghan_app;
    `);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Score sheets are a ledger: restore a backup instead'));
  }
}
