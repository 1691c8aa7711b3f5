import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is open of one procedure is read without the others of its province: its lists, and their lengths, which are counted to the last. */
export class FindOpenOfProcedure1790000000074 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX dossier_open_procedure ON dossier (province, procedure_code) WHERE NOT closed');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX dossier_open_procedure');
  }
}
