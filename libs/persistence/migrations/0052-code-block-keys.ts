import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Blocks of codes are reserved once for a key: a request that comes again is told the block it reserved. Blocks from before have none. */
export class AddCodeBlockKeys1790000000052 implements MigrationInterface {
  readonly name = 'AddCodeBlockKeys1790000000052';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE code_block ADD COLUMN request_key text, ADD CONSTRAINT code_block_request UNIQUE (reserved_by, request_key)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE code_block DROP COLUMN request_key');
  }
}
