import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The open dossiers not yet late are walked in order of their identifiers without passing those that were closed over the years. */
export class AddForetold1790000000042 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX dossier_foretold ON dossier (id) WHERE in_stock AND became_late_at IS NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX dossier_foretold');
  }
}
