import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What lists behind rates ask of a dossier beside what its row tells already, and the way to the events letters and payments are counted
 * by. The columns follow from the events: those of rows written before are filled by `ledger reproject`.
 */
export class AddListsBehind1790000000035 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE dossier
        ADD COLUMN index_undated boolean NOT NULL DEFAULT FALSE,
        ADD COLUMN statutory_due_at bigint,
        ADD COLUMN statutory_overdue_at bigint,
        ADD COLUMN statutory_unknown boolean NOT NULL DEFAULT FALSE;
      COMMENT ON COLUMN dossier.index_undated IS 'There is, or was to its end, no date item 2.1 of index 766 could judge by.';
      COMMENT ON COLUMN dossier.statutory_due_at IS 'When the limit of the statute beside the promise ends, or ended; null where none is known.';
      COMMENT ON COLUMN dossier.statutory_overdue_at IS 'From when it is, or was to its end, past the limit of the statute with its agency; null while it waits within it.';
      COMMENT ON COLUMN dossier.statutory_unknown IS 'It ended, and nothing is recorded of a limit of the statute, or it has one whose end cannot be told.';
      CREATE INDEX dossier_statutory_overdue ON dossier (statutory_overdue_at) WHERE in_stock AND statutory_overdue_at IS NOT NULL;
      CREATE INDEX dossier_event_counted ON dossier_event (type, occurred_at, dossier_id) WHERE type IN ('DossierBecameLate', 'PromiseBroken', 'ApologySigned', 'PaymentRecorded');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX dossier_event_counted; ALTER TABLE dossier DROP COLUMN index_undated, DROP COLUMN statutory_due_at, DROP COLUMN statutory_overdue_at, DROP COLUMN statutory_unknown');
  }
}
