import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How dossiers stand by item 2.1 of index 766, beside the legal date, and what the whole index gives points for. */
export class AddNationalIndex1790000000026 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE dossier ADD COLUMN index_overdue_at bigint, ADD COLUMN index_end text;
      COMMENT ON COLUMN dossier.index_overdue_at IS 'From when it is, or was to its end, overdue by item 2.1 of index 766 with its agency; null while it waits or is in time.';
      COMMENT ON COLUMN dossier.index_end IS 'How it ended by item 2.1 of index 766.';
      CREATE INDEX dossier_index_overdue ON dossier (index_overdue_at) WHERE in_stock AND index_overdue_at IS NOT NULL;

      CREATE TABLE national_index_scheme (
        version integer CONSTRAINT national_index_scheme_pk PRIMARY KEY,
        content json NOT NULL,
        published_at bigint NOT NULL,
        published_by text NOT NULL,
        CONSTRAINT national_index_scheme_version CHECK (version >= 1)
      );
      COMMENT ON TABLE national_index_scheme IS 'Groups, components and points of index 766 as far as they are known, every version ever; the last is in force.';
      GRANT SELECT, INSERT ON national_index_scheme TO dunghan_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE national_index_scheme');
    await runner.query('ALTER TABLE dossier DROP COLUMN index_overdue_at, DROP COLUMN index_end');
  }
}
