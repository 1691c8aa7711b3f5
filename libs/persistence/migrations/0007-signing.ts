import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may sign for which agency, and the numbers of documents. */
export class AddSigning1790000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE signing_authority (
        id uuid CONSTRAINT signing_authority_pkey PRIMARY KEY,
        agency text NOT NULL CONSTRAINT signing_authority_agency_fkey REFERENCES agency,
        subject text NOT NULL,
        name text NOT NULL,
        position text NOT NULL,
        capacity text NOT NULL,
        signed_for text,
        collective text,
        delegation_number text,
        valid_from bigint NOT NULL,
        valid_until bigint,
        added_at bigint NOT NULL,
        added_by text NOT NULL,
        request_key text NOT NULL,
        request_hash text NOT NULL,
        ended_at bigint,
        ended_by text,
        CONSTRAINT signing_authority_request UNIQUE (added_by, request_key),
        CONSTRAINT signing_authority_capacity CHECK (capacity IN ('head', 'KT.', 'TL.', 'TUQ.')),
        CONSTRAINT signing_authority_delegation CHECK (CASE capacity WHEN 'head' THEN signed_for IS NULL ELSE signed_for IS NOT NULL AND delegation_number IS NOT NULL AND valid_until IS NOT NULL END),
        CONSTRAINT signing_authority_period CHECK (valid_until > valid_from),
        CONSTRAINT signing_authority_ended CHECK ((ended_at IS NULL) = (ended_by IS NULL))
      );
      COMMENT ON TABLE signing_authority IS 'Who may sign for an agency, in what capacity and when. Nothing of it changes but that it is ended; none is deleted.';
      COMMENT ON COLUMN signing_authority.collective IS 'The body signed on behalf of (TM.), where the agency is one that decides as a body.';
      CREATE INDEX signing_authority_agency ON signing_authority (agency, subject);

      CREATE TABLE document_counter (
        agency text NOT NULL CONSTRAINT document_counter_agency_fkey REFERENCES agency,
        symbol text NOT NULL,
        year integer NOT NULL,
        last integer NOT NULL,
        CONSTRAINT document_counter_pk PRIMARY KEY (agency, symbol, year)
      );
      COMMENT ON TABLE document_counter IS 'The last number the engine gave in a series; numbers typed from an agency''s own register do not move it.';

      CREATE TABLE document_number (
        agency text NOT NULL,
        symbol text NOT NULL,
        year integer NOT NULL,
        text text NOT NULL,
        number integer,
        typed boolean NOT NULL,
        letter_key text,
        dossier_id uuid CONSTRAINT document_number_dossier_id_fkey REFERENCES dossier,
        taken_at bigint NOT NULL,
        taken_by text NOT NULL,
        voided_at bigint,
        voided_by text,
        void_reason text,
        CONSTRAINT document_number_pk PRIMARY KEY (agency, symbol, year, text),
        CONSTRAINT document_number_series FOREIGN KEY (agency, symbol, year) REFERENCES document_counter,
        CONSTRAINT document_number_once UNIQUE (agency, symbol, year, number),
        CONSTRAINT document_number_positive CHECK (number >= 1),
        CONSTRAINT document_number_voided CHECK ((voided_at IS NULL) = (voided_by IS NULL) AND (voided_at IS NULL) = (void_reason IS NULL))
      );
      COMMENT ON TABLE document_number IS 'Every number ever taken, typed ones and voided ones included; none is given twice in a series.';
      COMMENT ON COLUMN document_number.number IS 'The number in the series; null for a typed one that begins with no number.';

      COMMENT ON COLUMN document_number.letter_key IS 'The letter that bears it: asked to be numbered again, it keeps its number.';
      CREATE INDEX document_number_letter ON document_number (letter_key) WHERE letter_key IS NOT NULL;

      GRANT SELECT, INSERT ON signing_authority, document_number TO dunghan_app;
      GRANT UPDATE (ended_at, ended_by) ON signing_authority TO dunghan_app;
      GRANT UPDATE (voided_at, voided_by, void_reason) ON document_number TO dunghan_app;
      GRANT SELECT, INSERT, UPDATE ON document_counter TO dunghan_app;
    `);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Letters bear these numbers and signatures: restore a backup instead'));
  }
}
