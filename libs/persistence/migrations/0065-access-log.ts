import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who was shown whose personal data, and what was handed out of one person. */
export class AddAccessLog1790000000065 implements MigrationInterface {
  readonly name = 'AddAccessLog1790000000065';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE access_log (
        id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT access_log_pkey PRIMARY KEY,
        at bigint NOT NULL,
        subject text NOT NULL,
        role text NOT NULL,
        agency text NOT NULL,
        view text NOT NULL,
        dossier_id uuid,
        object text,
        fields text[] NOT NULL,
        request_id uuid NOT NULL,
        address_hmac text NOT NULL,
        CONSTRAINT access_log_of CHECK (dossier_id IS NOT NULL OR object IS NOT NULL)
      );
      COMMENT ON TABLE access_log IS 'Append-only: who was shown personal data of which dossier, and when. No foreign key: a reader never locks what is read.';
      CREATE INDEX access_log_dossier ON access_log (dossier_id, id);
      CREATE INDEX access_log_object ON access_log (object, id);
      CREATE INDEX access_log_subject ON access_log (subject, id);
      CREATE INDEX access_log_at ON access_log (at);

      CREATE FUNCTION refuse_early_forgetting() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.at > (SELECT max(at) FROM access_log) - 31536000000 THEN
          RAISE EXCEPTION 'the access log keeps each row for a year: DELETE on % is refused', TG_TABLE_NAME;
        END IF;
        RETURN OLD;
      END
      $$;
      CREATE TRIGGER access_log_append_only BEFORE UPDATE ON access_log FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
      CREATE TRIGGER access_log_kept BEFORE DELETE ON access_log FOR EACH ROW EXECUTE FUNCTION refuse_early_forgetting();
      CREATE TRIGGER access_log_no_truncate BEFORE TRUNCATE ON access_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();

      CREATE TABLE person_export (
        id uuid CONSTRAINT person_export_pkey PRIMARY KEY,
        at bigint NOT NULL,
        subject text NOT NULL,
        role text NOT NULL,
        agency text NOT NULL CONSTRAINT person_export_agency_fkey REFERENCES agency,
        known_by text NOT NULL,
        reason text NOT NULL,
        document_number text NOT NULL,
        dossiers integer NOT NULL,
        CONSTRAINT person_export_known_by CHECK (known_by IN ('id-number', 'phone')),
        CONSTRAINT person_export_reason CHECK (reason IN ('person-asked', 'court', 'inspection', 'other-authority'))
      );
      COMMENT ON TABLE person_export IS 'Append-only: what was handed out of one person, to whom and why; never by which number.';
      CREATE TRIGGER person_export_append_only BEFORE UPDATE OR DELETE ON person_export FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
      CREATE TRIGGER person_export_no_truncate BEFORE TRUNCATE ON person_export FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();

      GRANT SELECT, INSERT, DELETE ON access_log TO dunghan_app;
      GRANT SELECT, INSERT ON person_export TO dunghan_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE person_export, access_log; DROP FUNCTION refuse_early_forgetting()');
  }
}
