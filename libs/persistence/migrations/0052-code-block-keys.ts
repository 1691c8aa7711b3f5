import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Blocks of codes are reserved once for a key: a request that comes again is told the block it reserved. Blocks from before have none. */
export class AddCodeBlockKeys1790000000052 implements MigrationInterface {
  readonly name = 'AddCodeBlockKeys1790000000052';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE code_block ADD COLUMN request_key text;
      CREATE UNIQUE INDEX code_block_request ON code_block (reserved_by, request_key) WHERE request_key IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX code_block_request;
      ALTER TABLE code_block DROP COLUMN request_key;
    `);
  }
}
