import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How agencies print, what produced letters were drawn from, and their files by content. */
export class AddLetterTemplates1790000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE letter_template (
        scope text NOT NULL,
        number integer NOT NULL,
        content json NOT NULL,
        published_at bigint NOT NULL,
        published_by text NOT NULL,
        idempotency_key text,
        request_hash text,
        CONSTRAINT letter_template_pk PRIMARY KEY (scope, number),
        CONSTRAINT letter_template_key_unique UNIQUE (published_by, idempotency_key),
        CONSTRAINT letter_template_number CHECK (number >= 1),
        CONSTRAINT letter_template_key CHECK ((idempotency_key IS NULL) = (request_hash IS NULL))
      );
      COMMENT ON TABLE letter_template IS 'How the nation, a province or an agency prints its letters, every version ever; the last of a scope is in force.';

      CREATE TABLE letter_content (
        sha256 text NOT NULL,
        key_ref text NOT NULL CONSTRAINT letter_content_key_ref_fkey REFERENCES data_key,
        sealed_for text NOT NULL,
        ciphertext bytea NOT NULL,
        CONSTRAINT letter_content_pk PRIMARY KEY (sha256, key_ref)
      );
      COMMENT ON TABLE letter_content IS 'Files of produced letters, encrypted; equal files of one agency and year are kept once.';
      COMMENT ON COLUMN letter_content.sealed_for IS 'The place the ciphertext was sealed for; it opens under no other.';

      CREATE TABLE printed_slip (
        key text CONSTRAINT printed_slip_pkey PRIMARY KEY,
        dossier_id uuid NOT NULL CONSTRAINT printed_slip_dossier_id_fkey REFERENCES dossier,
        form text NOT NULL,
        template_id text NOT NULL,
        data bytea NOT NULL,
        key_ref text NOT NULL CONSTRAINT printed_slip_key_ref_fkey REFERENCES data_key,
        pdf_sha256 text NOT NULL
      );
      COMMENT ON TABLE printed_slip IS 'What slips printed at the desk said, to be drawn again from; their files are not kept.';
      CREATE INDEX printed_slip_dossier ON printed_slip (dossier_id);

      ALTER TABLE letter
        ADD COLUMN template_id text,
        ADD COLUMN data bytea,
        ADD COLUMN content_key_ref text,
        ADD COLUMN retry_now boolean NOT NULL DEFAULT FALSE;
      INSERT INTO letter_content (sha256, key_ref, sealed_for, ciphertext)
        SELECT DISTINCT ON (pdf_sha256, key_ref) pdf_sha256, key_ref, 'letter:' || key, pdf FROM letter WHERE pdf IS NOT NULL ORDER BY pdf_sha256, key_ref, key;
      UPDATE letter SET content_key_ref = key_ref, key_ref = NULL WHERE pdf IS NOT NULL;
      ALTER TABLE letter DROP COLUMN pdf,
        ADD CONSTRAINT letter_data CHECK ((data IS NULL) = (key_ref IS NULL)),
        ADD CONSTRAINT letter_content_kept FOREIGN KEY (pdf_sha256, content_key_ref) REFERENCES letter_content (sha256, key_ref);
      COMMENT ON COLUMN letter.template_id IS 'Template versions it was drawn with, outermost first; null of letters older than this column.';
      COMMENT ON COLUMN letter.data IS 'What it says, encrypted under key_ref; null until it is produced and once it is erased.';
      COMMENT ON COLUMN letter.retry_now IS 'It could not be produced, and what kept it back may have been put right since.';
      CREATE INDEX letter_content_use ON letter (pdf_sha256) WHERE content_key_ref IS NOT NULL;
      CREATE INDEX letter_retry ON letter (owed_at) WHERE retry_now;

      GRANT SELECT, INSERT ON letter_template TO dunghan_app;
      GRANT SELECT, INSERT, DELETE ON letter_content, printed_slip TO dunghan_app;
    `);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Letters would lose what they say: restore a backup instead'));
  }
}
