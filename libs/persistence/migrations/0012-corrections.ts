import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which dossier a dossier corrects: each is corrected once, unless what was to correct it was cancelled or refused. And results nobody came for, to be reminded of. */
export class AddCorrections1790000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE dossier ADD COLUMN correction_of text;
      COMMENT ON COLUMN dossier.correction_of IS 'Code of the dossier whose acknowledged fault this one corrects.';
      CREATE UNIQUE INDEX dossier_correction ON dossier (correction_of) WHERE correction_of IS NOT NULL AND status NOT IN ('cancelled', 'intake-refused');
      CREATE INDEX dossier_uncollected ON dossier (uncollected_at) WHERE uncollected_at IS NOT NULL;
    `);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Events may tell what these columns show: restore a backup instead'));
  }
}
