import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From when a dossier is endangered is counted once after each event, as the shares of its stages are: the list of the endangered then reads ledgers of few. */
export class TellEndangeredFrom1790000000081 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE dossier ADD COLUMN endangered_from bigint;
      COMMENT ON COLUMN dossier.endangered_from IS 'From when, if nothing more happens to it, it will not make its date as things stand; 9000000000000000 for never, null until it is counted and where only its ledger tells.';
      COMMENT ON COLUMN dossier.stage_warn_at IS 'When its prospects and the next share of an open stage''s term are to be looked at; null while nothing of it runs.';
      UPDATE dossier SET stage_warn_at = 0 WHERE in_stock AND paused_at IS NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE dossier DROP COLUMN endangered_from;
      COMMENT ON COLUMN dossier.stage_warn_at IS 'When the next share of an open stage''s term is to be looked at; null while none runs.'`);
  }
}
