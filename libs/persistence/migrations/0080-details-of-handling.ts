import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the table of handling asks dossiers themselves is found among the few it may be: of ten million dossiers it read all of a province. */
export class FindDetailsOfHandling1790000000080 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX dossier_left_undated ON dossier (province, (greatest(finished_at, accepted_at))) WHERE NOT in_stock AND imported AND coalesce(punctuality, 'undated') = 'undated'`);
    await runner.query('CREATE INDEX dossier_paused_late ON dossier (province, became_late_at) WHERE paused_at IS NOT NULL AND became_late_at IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX dossier_left_undated, dossier_paused_late');
  }
}
