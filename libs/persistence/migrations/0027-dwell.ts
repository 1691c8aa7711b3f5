import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How long stages take, by bucket; and the index by which the shares of the delays of a procedure are read from their ends. */
export class CreateDwell1790000000027 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE dwell_delta (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        half_month integer NOT NULL,
        bucket smallint NOT NULL,
        province text NOT NULL,
        procedure_code text NOT NULL,
        agency text NOT NULL,
        stage text NOT NULL
      ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
      CREATE TABLE dwell_cell (
        province text NOT NULL,
        procedure_code text NOT NULL,
        agency text NOT NULL,
        half_month integer NOT NULL,
        stage text NOT NULL,
        bucket smallint NOT NULL,
        runs bigint NOT NULL,
        CONSTRAINT dwell_cell_pk PRIMARY KEY (province, procedure_code, agency, half_month, stage, bucket)
      ) WITH (fillfactor = 80, parallel_workers = 0);
      COMMENT ON TABLE dwell_delta IS 'Finished runs of stages the folder has not merged into cells yet; emptied about every second.';
      COMMENT ON TABLE dwell_cell IS 'Finished runs of stages by the bucket of their working minutes; an empty agency stands for all of the province.';
      COMMENT ON COLUMN dwell_delta.half_month IS 'Half-month in which the run ended, numbered as in libs/domain/performance/periods.ts.';
      COMMENT ON COLUMN dwell_cell.bucket IS 'Number of the bucket in libs/domain/performance/dwell-buckets.ts.';

      CREATE INDEX dossier_ended_late ON dossier (province, procedure_code) WHERE punctuality = 'late' AND NOT in_stock;

      GRANT SELECT, INSERT, UPDATE, DELETE ON dwell_delta, dwell_cell TO dunghan_app;
      GRANT USAGE ON SEQUENCE dwell_delta_id_seq TO dunghan_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE dwell_cell, dwell_delta; DROP INDEX dossier_ended_late');
  }
}
