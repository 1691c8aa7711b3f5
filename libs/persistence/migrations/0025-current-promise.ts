import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What figures by the current promise, by commune and by complaint ask for, filled from the events of the dossiers there are. */
export class AddCurrentPromise1790000000025 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE dossier ADD COLUMN place text, ADD COLUMN promise_broken_at bigint;
      COMMENT ON COLUMN dossier.place IS 'Agency of the commune the matter lies in, as intake routed it; null where the opening does not tell.';
      COMMENT ON COLUMN dossier.promise_broken_at IS 'When the date last given to the applicant passed; null while it has not.';

      UPDATE dossier SET place = coalesce(e.payload ->> 'place', e.payload -> 'facts' ->> 'place')
      FROM dossier_event e WHERE e.dossier_id = dossier.id AND e.seq = 1;

      UPDATE dossier SET promise_broken_at = broken.at
      FROM (
        SELECT dossier_id, coalesce(payload ->> 'promise', payload ->> 'number')::integer AS promise, coalesce(payload ->> 'dueAt', payload ->> 'appointment')::bigint AS at
        FROM dossier_event WHERE type IN ('DossierBecameLate', 'PromiseBroken')
      ) AS broken
      WHERE broken.dossier_id = dossier.id AND broken.promise = dossier.promises;

      CREATE INDEX dossier_overdue ON dossier (became_late_at) WHERE in_stock AND became_late_at IS NOT NULL;
      CREATE INDEX dossier_reappointed ON dossier (appointment) WHERE in_stock AND promise_broken_at IS NULL AND paused_at IS NULL AND promises > 1;
      CREATE INDEX feedback_received ON feedback (received_at) WHERE urging_number IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX feedback_received; DROP INDEX dossier_overdue; ALTER TABLE dossier DROP COLUMN place, DROP COLUMN promise_broken_at');
  }
}
