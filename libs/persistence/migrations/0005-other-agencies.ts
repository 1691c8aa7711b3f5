import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What dossiers wait for from other agencies, and the settings of an installation. */
export class AddOtherAgencies1790000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE dossier ADD COLUMN awaited_due_at bigint, ADD COLUMN awaited_late_from bigint;

      CREATE TABLE settings_version (
        number integer CONSTRAINT settings_version_pkey PRIMARY KEY,
        settings json NOT NULL,
        published_at bigint NOT NULL,
        published_by text NOT NULL,
        CONSTRAINT settings_version_number CHECK (number >= 1)
      );
      COMMENT ON TABLE settings_version IS 'Leads and limits an installation chose, every version ever; the last is in force.';
      GRANT SELECT, INSERT ON settings_version TO dunghan_app;
    `);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Events may tell what these columns show: restore a backup instead'));
  }
}
