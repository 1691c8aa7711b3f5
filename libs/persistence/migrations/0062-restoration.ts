import type { MigrationInterface, QueryRunner } from 'typeorm';

const ADDED_TO: Readonly<Record<string, readonly string[]>> = { restoration: ['workflows_ended_at', 'asked_at'], restoration_jump: [], restoration_finding: [] };

/**
 * The protocol of restores to an instant: what was restored, which ranges of codes and numbers were passed over because the lost window may have given them out,
 * and what turned out to be known outside and not here. A letter that was not known to be sent then is asked about before it is.
 */
export class CreateRestoration1790000000062 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE restoration (
        number integer NOT NULL CONSTRAINT restoration_pkey PRIMARY KEY,
        backup text NOT NULL,
        target_at bigint,
        known_until bigint NOT NULL,
        restored_at bigint NOT NULL,
        root_day text,
        root_seal text,
        code_gap integer NOT NULL,
        number_gap integer NOT NULL,
        letters_held integer NOT NULL,
        messages_held integer NOT NULL,
        workflows_ended_at bigint,
        asked_at bigint,
        CONSTRAINT restoration_number CHECK (number >= 1),
        CONSTRAINT restoration_gaps CHECK (code_gap >= 1 AND number_gap >= 1),
        CONSTRAINT restoration_order CHECK (known_until <= restored_at),
        CONSTRAINT restoration_root CHECK ((root_day IS NULL) = (root_seal IS NULL))
      );
      COMMENT ON TABLE restoration IS 'The protocol of restores: each begins another incarnation of the installation, whose number is the row''s.';
      COMMENT ON COLUMN restoration.target_at IS 'The instant asked for; null: as far as the log reached.';
      COMMENT ON COLUMN restoration.known_until IS 'Nothing that happened later is known here.';
      COMMENT ON COLUMN restoration.root_seal IS 'Number and hash of the last published root the ledger was held against; null: none was at hand.';
      COMMENT ON COLUMN restoration.workflows_ended_at IS 'When all workflows from before were ended, so that those of now start from the database.';
      COMMENT ON COLUMN restoration.asked_at IS 'When message gateway and national portal had been asked what they know.';
      GRANT SELECT, INSERT ON restoration TO dunghan_app;
      GRANT UPDATE (workflows_ended_at, asked_at) ON restoration TO dunghan_app;

      CREATE TABLE restoration_jump (
        restoration integer NOT NULL CONSTRAINT restoration_jump_restoration_fkey REFERENCES restoration(number),
        kind text NOT NULL,
        series text NOT NULL,
        first integer NOT NULL,
        last integer NOT NULL,
        CONSTRAINT restoration_jump_pkey PRIMARY KEY (restoration, kind, series),
        CONSTRAINT restoration_jump_kind CHECK (kind IN ('dossier-code', 'case-code', 'document-number')),
        CONSTRAINT restoration_jump_range CHECK (first >= 1 AND first <= last)
      );
      COMMENT ON TABLE restoration_jump IS 'Ranges no code or number is given from any more: the lost window may have.';
      GRANT SELECT, INSERT ON restoration_jump TO dunghan_app;

      CREATE TABLE restoration_finding (
        restoration integer NOT NULL CONSTRAINT restoration_finding_restoration_fkey REFERENCES restoration(number),
        kind text NOT NULL,
        subject text NOT NULL,
        detail text NOT NULL,
        found_at bigint NOT NULL,
        CONSTRAINT restoration_finding_pkey PRIMARY KEY (restoration, kind, subject),
        CONSTRAINT restoration_finding_kind CHECK (kind IN ('dossier-unknown', 'dossier-ahead', 'letter-left', 'file-missing'))
      );
      COMMENT ON TABLE restoration_finding IS 'What is known outside and not here, for people to enter again. Codes and keys, nothing of a person.';
      GRANT SELECT, INSERT ON restoration_finding TO dunghan_app;

      ALTER TABLE letter ADD COLUMN ask_first boolean NOT NULL DEFAULT false;
      COMMENT ON COLUMN letter.ask_first IS 'A restore brought it back unsent: whether it left meanwhile is found out before it leaves.';
      CREATE INDEX letter_ask_first ON letter (key) WHERE ask_first;
    `);
    for (const [table, columns] of Object.entries(ADDED_TO)) {
      const guard = columns.length === 0 ? 'refuse_rewrite()' : `refuse_other_changes(${columns.map((column) => `'${column}'`).join(', ')})`;
      await runner.query(`CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION ${guard}`);
      await runner.query(`CREATE TRIGGER ${table}_no_truncate BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite()`);
    }
    const once = ['workflows_ended_at', 'asked_at'].map((column) => `(OLD.${column} IS NOT NULL AND NEW.${column} IS DISTINCT FROM OLD.${column})`);
    await runner.query(`CREATE TRIGGER restoration_changed_once BEFORE UPDATE ON restoration FOR EACH ROW WHEN (${once.join(' OR ')}) EXECUTE FUNCTION refuse_rewrite()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE restoration_finding, restoration_jump, restoration');
    await runner.query('ALTER TABLE letter DROP COLUMN ask_first');
  }
}
