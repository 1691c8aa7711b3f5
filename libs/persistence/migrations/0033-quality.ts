import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Quality scores: the way to an agency's finished dossiers and to those of an officer, who opened an evaluation sheet, and satisfaction surveys. */
export class AddQuality1790000000033 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX dossier_left ON dossier (competent_agency, (greatest(finished_at, accepted_at)), id) WHERE NOT in_stock;
      CREATE INDEX dossier_event_officer ON dossier_event ((payload ->> 'officer'), dossier_id) WHERE type = 'OfficerAssigned';

      CREATE TABLE evaluation_access (
        id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT evaluation_access_pkey PRIMARY KEY,
        officer text NOT NULL,
        period text NOT NULL,
        part text NOT NULL,
        opened_by text NOT NULL,
        agency text NOT NULL CONSTRAINT evaluation_access_agency_fkey REFERENCES agency,
        at bigint NOT NULL,
        CONSTRAINT evaluation_access_part CHECK (part IN ('sheet', 'dossiers', 'pdf'))
      );
      COMMENT ON TABLE evaluation_access IS 'Append-only: which head opened whose evaluation sheet of which period, and when.';
      CREATE INDEX evaluation_access_officer ON evaluation_access (officer, id);
      CREATE TRIGGER evaluation_access_append_only BEFORE UPDATE OR DELETE ON evaluation_access FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
      CREATE TRIGGER evaluation_access_no_truncate BEFORE TRUNCATE ON evaluation_access FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();

      CREATE TABLE sipas_survey (
        id uuid CONSTRAINT sipas_survey_pkey PRIMARY KEY,
        agency text NOT NULL CONSTRAINT sipas_survey_agency_fkey REFERENCES agency,
        year integer NOT NULL,
        format text NOT NULL,
        sha256 text NOT NULL,
        content bytea NOT NULL,
        key_ref text NOT NULL CONSTRAINT sipas_survey_key_ref_fkey REFERENCES data_key,
        results json NOT NULL,
        entered_by text NOT NULL,
        entered_at bigint NOT NULL,
        idempotency_key text NOT NULL,
        request_hmac text NOT NULL,
        CONSTRAINT sipas_survey_key_unique UNIQUE (entered_by, idempotency_key),
        CONSTRAINT sipas_survey_format CHECK (format IN ('xlsx', 'csv'))
      );
      COMMENT ON TABLE sipas_survey IS 'Append-only: satisfaction surveys as counted from their files; the last of an agency and year holds.';
      COMMENT ON COLUMN sipas_survey.content IS 'The file itself, sealed: answers may hold words of people.';
      CREATE INDEX sipas_survey_year ON sipas_survey (agency, year, entered_at);
      CREATE TRIGGER sipas_survey_append_only BEFORE UPDATE OR DELETE ON sipas_survey FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
      CREATE TRIGGER sipas_survey_no_truncate BEFORE TRUNCATE ON sipas_survey FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();

      GRANT SELECT, INSERT ON evaluation_access, sipas_survey TO dunghan_app;
      GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO dunghan_app;
    `);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Who opened an evaluation sheet is kept: restore a backup instead'));
  }
}
