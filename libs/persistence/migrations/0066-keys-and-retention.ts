import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Master keys that replace each other, data keys that are retired, and dossiers past their retention. */
export class AddKeysAndRetention1790000000066 implements MigrationInterface {
  readonly name = 'AddKeysAndRetention1790000000066';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE key_rotation (
        fingerprint text CONSTRAINT key_rotation_pkey PRIMARY KEY,
        step text NOT NULL,
        reached uuid,
        started_at bigint NOT NULL,
        finished_at bigint,
        CONSTRAINT key_rotation_step CHECK (step IN ('adding', 'added', 'removing', 'done'))
      );
      COMMENT ON TABLE key_rotation IS 'How far each new master key has come: the search index under it, added beside the former one, which goes last.';

      CREATE TABLE retired_data_key (
        ref text CONSTRAINT retired_data_key_pkey PRIMARY KEY,
        retired_at bigint NOT NULL
      );
      COMMENT ON TABLE retired_data_key IS 'Append-only: data keys destroyed when nothing was sealed under them any more; copies of what was are lost with them.';
      CREATE TRIGGER retired_data_key_append_only BEFORE UPDATE OR DELETE ON retired_data_key FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
      CREATE TRIGGER retired_data_key_no_truncate BEFORE TRUNCATE ON retired_data_key FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();

      CREATE TABLE retention_due (
        dossier_id uuid CONSTRAINT retention_due_pkey PRIMARY KEY CONSTRAINT retention_due_dossier_id_fkey REFERENCES dossier,
        due_on integer NOT NULL,
        years integer NOT NULL,
        proposed_at bigint NOT NULL,
        confirmed_at bigint,
        confirmed_by text,
        decision_number text,
        CONSTRAINT retention_due_confirmed CHECK (num_nulls(confirmed_at, confirmed_by, decision_number) IN (0, 3))
      );
      COMMENT ON TABLE retention_due IS 'Closed dossiers whose personal data is past its retention, and who confirmed it first; gone once it is erased.';
      CREATE INDEX retention_due_order ON retention_due (due_on, dossier_id);

      ALTER TABLE stored_file ALTER key_ref DROP NOT NULL;

      GRANT SELECT, INSERT, UPDATE ON key_rotation TO dunghan_app;
      GRANT SELECT, INSERT ON retired_data_key TO dunghan_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON retention_due TO dunghan_app;
      GRANT DELETE ON data_key TO dunghan_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE stored_file ALTER key_ref SET NOT NULL; REVOKE DELETE ON data_key FROM dunghan_app; DROP TABLE retention_due, retired_data_key, key_rotation');
  }
}
