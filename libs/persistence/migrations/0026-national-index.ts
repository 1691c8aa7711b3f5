import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How dossiers stand by item 2.1 of index 766, beside the legal date. */
export class AddNationalIndex1790000000026 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE dossier ADD COLUMN index_overdue_at bigint, ADD COLUMN index_end text;
      COMMENT ON COLUMN dossier.index_overdue_at IS 'From when it is, or was to its end, overdue by item 2.1 of index 766 with its agency; null while it waits or is in time.';
      COMMENT ON COLUMN dossier.index_end IS 'How it ended by item 2.1 of index 766.';
      CREATE INDEX dossier_index_overdue ON dossier (index_overdue_at) WHERE in_stock AND index_overdue_at IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE dossier DROP COLUMN index_overdue_at, DROP COLUMN index_end');
  }
}
