import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The projection whose rows hold nothing of lateness by stage. */
const WITHOUT = 1;

/** How many runs of a stage ended and ended late, and the delay charged to it, kept beside how long its runs took. Rows from before hold none of it, also those of a database that was taken back meanwhile: they are made anew. */
export class KeepLateByStage1790000000078 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE dwell_delta
        ADD COLUMN runs smallint NOT NULL DEFAULT 1,
        ADD COLUMN ended smallint NOT NULL DEFAULT 0,
        ADD COLUMN ended_late smallint NOT NULL DEFAULT 0,
        ADD COLUMN delay_minutes integer NOT NULL DEFAULT 0;
      ALTER TABLE dwell_cell
        ADD COLUMN ended bigint NOT NULL DEFAULT 0,
        ADD COLUMN ended_late bigint NOT NULL DEFAULT 0,
        ADD COLUMN delay_minutes bigint NOT NULL DEFAULT 0;
      ALTER TABLE pass_dwell
        ADD COLUMN ended bigint NOT NULL DEFAULT 0,
        ADD COLUMN ended_late bigint NOT NULL DEFAULT 0,
        ADD COLUMN delay_minutes bigint NOT NULL DEFAULT 0;
      COMMENT ON COLUMN dwell_delta.bucket IS 'Number of the bucket in libs/domain/performance/dwell-buckets.ts; -1 for counts that are of no length.';
      COMMENT ON COLUMN dwell_cell.bucket IS 'Number of the bucket in libs/domain/performance/dwell-buckets.ts; -1 for counts that are of no length.';
      COMMENT ON COLUMN dwell_cell.runs IS 'Runs whose length is counted.';
      COMMENT ON COLUMN dwell_cell.ended IS 'Runs with a target that ended, and (ended_late) those of them after it.';
      COMMENT ON COLUMN dwell_cell.delay_minutes IS 'Working minutes of the delays of dossiers that are charged to the stage; an empty stage is of what belongs to none.';
      UPDATE projection SET version = ${String(WITHOUT)} WHERE version > ${String(WITHOUT)};
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM dwell_delta WHERE runs = 0;
      DELETE FROM dwell_cell WHERE runs = 0;
      DELETE FROM pass_dwell WHERE runs = 0;
      ALTER TABLE dwell_delta DROP COLUMN runs, DROP COLUMN ended, DROP COLUMN ended_late, DROP COLUMN delay_minutes;
      ALTER TABLE dwell_cell DROP COLUMN ended, DROP COLUMN ended_late, DROP COLUMN delay_minutes;
      ALTER TABLE pass_dwell DROP COLUMN ended, DROP COLUMN ended_late, DROP COLUMN delay_minutes;
      COMMENT ON COLUMN dwell_cell.bucket IS 'Number of the bucket in libs/domain/performance/dwell-buckets.ts.';
      COMMENT ON COLUMN dwell_delta.bucket IS NULL;
      COMMENT ON COLUMN dwell_cell.runs IS NULL;
    `);
  }
}
