import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is due between two moments is found by the province, whoever of it asks. Without such an index the planner, who does not know that what is open is due about
 * now, looked for every open dossier of the nation with a date in the span. That there is a date is said by the index, so that figures,
 * which ask for other moments too, do not read all that runs by it. And rows of open work change many times while those of all years stand still: the
 * table is tidied once so many have changed, not a fifth of both, and its indexes with it, which PostgreSQL leaves alone while what is dead lies on few pages.
 */
export class FindRunningOfProvince1790000000084 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX dossier_running ON dossier (province, due_at) WHERE in_stock AND paused_at IS NULL AND due_at IS NOT NULL');
    await runner.query('ALTER TABLE dossier SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000, vacuum_index_cleanup = on)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE dossier RESET (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold, vacuum_index_cleanup)');
    await runner.query('DROP INDEX dossier_running');
  }
}
