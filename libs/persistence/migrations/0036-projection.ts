import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Under which version of the projection rows and figures stand, and the pass that brings them to the present one. A ledger that has
 * begun stands under version 0: nobody knows what its rows and cells were written by.
 */
export class AddProjection1790000000036 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE projection (
        single boolean CONSTRAINT projection_pkey PRIMARY KEY DEFAULT true,
        version integer NOT NULL,
        brought_at bigint,
        checked_at bigint,
        differing json,
        CONSTRAINT projection_single CHECK (single),
        CONSTRAINT projection_version CHECK (version >= 0)
      );
      COMMENT ON TABLE projection IS 'One row: under which version of the projection every row and figure made from the ledger stands.';
      COMMENT ON COLUMN projection.brought_at IS 'When the last pass that rewrote what differed ended.';
      COMMENT ON COLUMN projection.checked_at IS 'When everything was last compared with the ledger, to the end.';
      COMMENT ON COLUMN projection.differing IS 'What that comparison found, by table and column: how many rows and cells.';
      INSERT INTO projection (version) SELECT CASE WHEN EXISTS (SELECT FROM dossier) OR EXISTS (SELECT FROM deadline_case) THEN 0 ELSE 1 END;

      CREATE UNLOGGED TABLE projection_pass (
        single boolean CONSTRAINT projection_pass_pkey PRIMARY KEY DEFAULT true,
        purpose text NOT NULL,
        version integer NOT NULL,
        phase text NOT NULL,
        after uuid NOT NULL,
        until_xact xid8 NOT NULL,
        of_dossiers bigint NOT NULL,
        dossiers bigint NOT NULL,
        cases bigint NOT NULL,
        events bigint NOT NULL,
        differing json NOT NULL,
        begun_at bigint NOT NULL,
        CONSTRAINT projection_pass_single CHECK (single),
        CONSTRAINT projection_pass_purpose CHECK (purpose IN ('repair', 'check')),
        CONSTRAINT projection_pass_phase CHECK (phase IN ('dossiers', 'cases', 'later-events'))
      );
      COMMENT ON TABLE projection_pass IS 'The pass over the ledger that is under way, and how far it is. Lost with what it counted when the server crashes: then it begins again.';
      COMMENT ON COLUMN projection_pass.after IS 'Dossiers, or cases, up to this one are done in this phase.';
      COMMENT ON COLUMN projection_pass.until_xact IS 'Events of transactions before this one are counted of the dossiers that are done.';
      CREATE UNLOGGED TABLE pass_cell (
        grain text NOT NULL,
        step text NOT NULL,
        period integer NOT NULL,
        province text NOT NULL,
        agency text NOT NULL,
        procedure_code text NOT NULL,
        field_code text NOT NULL,
        channel text NOT NULL,
        officer text NOT NULL,
        measures bigint[] NOT NULL,
        CONSTRAINT pass_cell_pk PRIMARY KEY (grain, step, province, agency, period, procedure_code, field_code, channel, officer)
      ) WITH (fillfactor = 60, parallel_workers = 0);
      COMMENT ON TABLE pass_cell IS 'Figures the pass under way has counted from the ledger, in the grains all others are sums of.';
      CREATE UNLOGGED TABLE pass_dwell (
        province text NOT NULL,
        procedure_code text NOT NULL,
        agency text NOT NULL,
        half_month integer NOT NULL,
        stage text NOT NULL,
        bucket smallint NOT NULL,
        runs bigint NOT NULL,
        CONSTRAINT pass_dwell_pk PRIMARY KEY (province, procedure_code, agency, half_month, stage, bucket)
      ) WITH (fillfactor = 60, parallel_workers = 0);
      COMMENT ON TABLE pass_dwell IS 'Finished runs of stages the pass under way has counted from the ledger.';

      GRANT SELECT, UPDATE ON projection TO dunghan_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON projection_pass TO dunghan_app;
      GRANT SELECT, INSERT, UPDATE, TRUNCATE ON pass_cell, pass_dwell TO dunghan_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE pass_dwell, pass_cell, projection_pass, projection');
  }
}
