import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when a case's workflow has something to hear, so that one nobody can reach is nudged ever more rarely; indexes of the lists of cases. */
export class AddCarriedCases1790000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX deadline_case_unheard;
      ALTER TABLE deadline_case ADD COLUMN unheard_since bigint;
      UPDATE deadline_case SET unheard_since = settled_at WHERE unheard;
      ALTER TABLE deadline_case DROP COLUMN unheard;
      COMMENT ON COLUMN deadline_case.unheard_since IS 'Since when something waits that its workflow has not looked at yet: the relay nudges it.';
      CREATE INDEX deadline_case_unheard ON deadline_case (nudged_at) WHERE unheard_since IS NOT NULL;
      CREATE INDEX deadline_case_province ON deadline_case (province, kind, opened_at);
      CREATE INDEX deadline_case_owner ON deadline_case (owner) WHERE outcome IS NULL AND owner IS NOT NULL;
      CREATE INDEX case_clock_running ON case_clock (case_id, due_at) WHERE stopped_at IS NULL;
    `);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Cases are a ledger: restore a backup instead'));
  }
}
