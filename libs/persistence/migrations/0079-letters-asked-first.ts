import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Letters owed anew after a restore are asked about first as well: the column says so. */
export class SayWhichAreAskedFirst1790000000079 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`COMMENT ON COLUMN letter.ask_first IS 'Whether it left already is found out before it leaves: a restore brought it back unsent, or it was owed after one and the lost time may have owed it too.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`COMMENT ON COLUMN letter.ask_first IS 'A restore brought it back unsent: whether it left meanwhile is found out before it leaves.'`);
  }
}
