import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Interlinked groups of procedures, filings that open several dossiers at once, and how satisfied applicants were. */
export class AddGroups1790000000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE procedure_group_version (
        code text NOT NULL,
        version integer NOT NULL,
        hash text NOT NULL,
        data json NOT NULL,
        effective_from text NOT NULL,
        published_at bigint NOT NULL,
        CONSTRAINT procedure_group_version_pk PRIMARY KEY (code, version),
        CONSTRAINT procedure_group_version_number CHECK (version >= 1)
      );
      COMMENT ON TABLE procedure_group_version IS 'Interlinked groups of procedures. Immutable: a filing keeps the version it was filed under.';

      CREATE TABLE filing (
        id uuid CONSTRAINT filing_pkey PRIMARY KEY,
        code text NOT NULL CONSTRAINT filing_code_unique UNIQUE,
        group_code text NOT NULL,
        group_version integer NOT NULL,
        case_code text NOT NULL,
        filed_at bigint NOT NULL,
        receipt_owed_at bigint,
        CONSTRAINT filing_group FOREIGN KEY (group_code, group_version) REFERENCES procedure_group_version (code, version)
      );
      COMMENT ON TABLE filing IS 'One filing that opened several dossiers, with one receipt for all of them.';
      COMMENT ON COLUMN filing.receipt_owed_at IS 'When its receipt became owed as a letter; null of a filing at a desk, where it is printed, and while an online one waits for an answer.';

      CREATE TABLE filing_dossier (
        filing_id uuid NOT NULL CONSTRAINT filing_dossier_filing_id_fkey REFERENCES filing,
        place integer NOT NULL,
        dossier_id uuid NOT NULL CONSTRAINT filing_dossier_dossier_id_fkey REFERENCES dossier,
        CONSTRAINT filing_dossier_pk PRIMARY KEY (filing_id, place),
        CONSTRAINT filing_dossier_unique UNIQUE (dossier_id),
        CONSTRAINT filing_dossier_place CHECK (place >= 1)
      );
      COMMENT ON TABLE filing_dossier IS 'The dossiers a filing opened, in the order of the group; event 1 of each names the filing.';

      ALTER TABLE dossier ADD COLUMN rating text, ADD COLUMN rated_at bigint;
      COMMENT ON COLUMN dossier.rating IS 'How satisfied the applicant said they are, the last time they did.';
      CREATE INDEX dossier_rated ON dossier (competent_agency, rated_at) WHERE rated_at IS NOT NULL;

      GRANT SELECT, INSERT ON procedure_group_version, filing, filing_dossier TO dunghan_app;
      GRANT UPDATE (receipt_owed_at) ON filing TO dunghan_app;
    `);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Dossiers would lose the filing their receipt names: restore a backup instead'));
  }
}
