import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Records of the national portal on their way into the catalogue. */
export class AddProcedureRecords1790000000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE procedure_record_draft (
        id uuid CONSTRAINT procedure_record_draft_pkey PRIMARY KEY,
        code text NOT NULL,
        name text NOT NULL,
        record_hash text NOT NULL,
        record json NOT NULL,
        flags json NOT NULL,
        imported_at bigint NOT NULL,
        imported_by text NOT NULL,
        published_version integer,
        published_at bigint,
        published_by text,
        CONSTRAINT procedure_record_draft_hash_unique UNIQUE (record_hash),
        CONSTRAINT procedure_record_draft_published CHECK ((published_version IS NULL) = (published_at IS NULL) AND (published_version IS NULL) = (published_by IS NULL)),
        CONSTRAINT procedure_record_draft_version FOREIGN KEY (code, published_version) REFERENCES procedure_version (code, version)
      );
      COMMENT ON TABLE procedure_record_draft IS 'Records of the national portal as imported, whole; equal records are one.';
      COMMENT ON COLUMN procedure_record_draft.record_hash IS 'SHA-256 of the record whatever the order of its keys.';
      COMMENT ON COLUMN procedure_record_draft.flags IS 'What a person must confirm, as it was found at the import.';
      CREATE INDEX procedure_record_draft_order ON procedure_record_draft (imported_at, id);

      CREATE TABLE procedure_record_answer (
        draft_id uuid NOT NULL CONSTRAINT procedure_record_answer_draft_id_fkey REFERENCES procedure_record_draft,
        flag_id text NOT NULL,
        number integer NOT NULL,
        choice text NOT NULL,
        value json NOT NULL,
        answered_at bigint NOT NULL,
        answered_by text NOT NULL,
        CONSTRAINT procedure_record_answer_pk PRIMARY KEY (draft_id, flag_id, number),
        CONSTRAINT procedure_record_answer_number CHECK (number >= 1),
        CONSTRAINT procedure_record_answer_choice CHECK (choice IN ('as-recorded', 'as-suggested', 'corrected'))
      );
      COMMENT ON TABLE procedure_record_answer IS 'Who settled what about a record with which value; the last answer to a flag counts.';

      CREATE TABLE procedure_record_request (
        actor text NOT NULL,
        idempotency_key text NOT NULL,
        request_hash text NOT NULL,
        draft_id uuid NOT NULL CONSTRAINT procedure_record_request_draft_id_fkey REFERENCES procedure_record_draft,
        CONSTRAINT procedure_record_request_pk PRIMARY KEY (actor, idempotency_key)
      );
      COMMENT ON TABLE procedure_record_request IS 'Keys of imports, answers and publications of records, so that a repeated one changes nothing.';

      GRANT SELECT, INSERT ON procedure_record_draft, procedure_record_answer, procedure_record_request TO dunghan_app;
      GRANT UPDATE (published_version, published_at, published_by) ON procedure_record_draft TO dunghan_app;
    `);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Answers to records would be lost: restore a backup instead'));
  }
}
