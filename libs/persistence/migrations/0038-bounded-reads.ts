import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is read again and again is found by what happened lately, whatever the years before it hold. */
export class BoundReads1790000000038 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX dossier_event_ending ON dossier_event (occurred_at, dossier_id)
        WHERE type IN ('DossierWithdrawn', 'UnsupplementedClosed', 'IntakeRefused') OR (type = 'ResultRecorded' AND payload ->> 'outcome' = 'refused');

      CREATE INDEX dossier_event_recorded_late ON dossier_event (xact_id, dossier_id, seq) WHERE recorded_at - occurred_at > 3600000;
      CREATE INDEX dossier_event_reaching_back ON dossier_event (xact_id, dossier_id, seq) WHERE type IN ('DossierImported', 'ApologySigned', 'ServiceRated', 'FileAttached');

      CREATE TABLE work_lease (
        work text CONSTRAINT work_lease_pkey PRIMARY KEY,
        holder uuid NOT NULL,
        lease_until bigint NOT NULL
      );
      COMMENT ON TABLE work_lease IS 'Who does work that one process at a time may do and that lasts longer than a transaction should; a holder that died is followed when its lease is over.';

      CREATE TABLE risk_run (
        id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT risk_run_pkey PRIMARY KEY,
        model_version integer NOT NULL CONSTRAINT risk_run_model_version_fkey REFERENCES risk_model,
        as_of bigint NOT NULL,
        after_id uuid NOT NULL,
        scored integer DEFAULT 0 NOT NULL,
        shown boolean DEFAULT false NOT NULL
      );
      COMMENT ON TABLE risk_run IS 'Scorings of all open dossiers: the last shown one is what readers see, a later one is being made or was cut short.';
      COMMENT ON COLUMN risk_run.after_id IS 'The last dossier looked at: where a run that was cut short goes on.';

      DROP TABLE dossier_risk;
      CREATE TABLE dossier_risk (
        run bigint NOT NULL CONSTRAINT dossier_risk_run_fkey REFERENCES risk_run,
        dossier_id uuid NOT NULL CONSTRAINT dossier_risk_dossier_id_fkey REFERENCES dossier,
        province text NOT NULL,
        agency text NOT NULL,
        probability integer NOT NULL,
        reasons json NOT NULL,
        model_version integer NOT NULL CONSTRAINT dossier_risk_model_version_fkey REFERENCES risk_model,
        as_of bigint NOT NULL,
        CONSTRAINT dossier_risk_pkey PRIMARY KEY (run, dossier_id),
        CONSTRAINT dossier_risk_probability CHECK (probability BETWEEN 0 AND 10000)
      );
      COMMENT ON TABLE dossier_risk IS 'What the model in force said of the open dossiers that were not late yet: counted anew as a whole, so that lists can be paged.';
      COMMENT ON COLUMN dossier_risk.agency IS 'The competent agency.';
      COMMENT ON COLUMN dossier_risk.probability IS 'Of becoming late, in hundredths of a percent.';
      CREATE INDEX dossier_risk_agency ON dossier_risk (run, agency, probability, dossier_id);
      CREATE INDEX dossier_risk_province ON dossier_risk (run, province, probability, dossier_id);

      CREATE TABLE portal_upload (
        id uuid CONSTRAINT portal_upload_pkey PRIMARY KEY,
        province text NOT NULL,
        agency text CONSTRAINT portal_upload_agency_fkey REFERENCES agency,
        first_day integer NOT NULL,
        last_day integer NOT NULL,
        sha256 text NOT NULL,
        file_id uuid CONSTRAINT portal_upload_file_id_fkey REFERENCES stored_file,
        source bytea,
        key_ref text NOT NULL CONSTRAINT portal_upload_key_ref_fkey REFERENCES data_key,
        columns json NOT NULL,
        state text NOT NULL,
        done integer NOT NULL,
        lines integer,
        begun integer NOT NULL,
        faults json,
        uploaded_by text NOT NULL,
        uploaded_at bigint NOT NULL,
        idempotency_key text NOT NULL,
        request_hmac text NOT NULL,
        CONSTRAINT portal_upload_state CHECK (state IN ('comparing', 'faulty', 'failed') AND (state = 'comparing') = (source IS NOT NULL)),
        CONSTRAINT portal_upload_days CHECK (last_day >= first_day),
        CONSTRAINT portal_upload_key UNIQUE (uploaded_by, idempotency_key)
      );
      COMMENT ON TABLE portal_upload IS 'A table of the portal too long to be compared while its sender waits: gone when its comparison stands, kept without its content when it cannot be read.';
      COMMENT ON COLUMN portal_upload.source IS 'The content, sealed, of a file as of a CSV.';
      COMMENT ON COLUMN portal_upload.done IS 'Lines compared so far.';
      COMMENT ON COLUMN portal_upload.lines IS 'Lines it has, once that is known.';
      COMMENT ON COLUMN portal_upload.begun IS 'How often its comparison was begun: what ends the process each time is given up.';
      COMMENT ON COLUMN portal_upload.faults IS 'Why it cannot be read, cell by cell.';
      CREATE INDEX portal_upload_list ON portal_upload (province, uploaded_at, id);

      CREATE TABLE quality_fact (
        dossier_id uuid CONSTRAINT quality_fact_pkey PRIMARY KEY CONSTRAINT quality_fact_dossier_id_fkey REFERENCES dossier,
        of_seq integer NOT NULL,
        rule integer NOT NULL,
        content json
      );
      COMMENT ON TABLE quality_fact IS 'What the ledger of an ended dossier tells for quality scores, as of one of its events: told anew where the ledger goes on. No score of anybody.';
      COMMENT ON COLUMN quality_fact.rule IS 'The rule of the program it was told by; by another it is told anew.';
      COMMENT ON COLUMN quality_fact.content IS 'Absent where there is nothing to judge.';

      CREATE TABLE quality_cursor (
        single boolean DEFAULT true PRIMARY KEY,
        until_xact xid8 NOT NULL,
        CONSTRAINT quality_cursor_single CHECK (single)
      );
      COMMENT ON TABLE quality_cursor IS 'One row. Quality facts of every dossier that ended by a transaction before until_xact are kept.';
      INSERT INTO quality_cursor (until_xact) VALUES ('0');

      GRANT SELECT, UPDATE ON quality_cursor TO dunghan_app;
      GRANT SELECT, INSERT, UPDATE ON quality_fact TO dunghan_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON work_lease, risk_run, dossier_risk, portal_upload TO dunghan_app;
      GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO dunghan_app;

      CREATE INDEX dossier_undated ON dossier (province, received_at, id) WHERE basis = 'none';
      CREATE INDEX dossier_received ON dossier (province, received_at, id);
      CREATE INDEX dossier_left_late ON dossier (competent_agency, (greatest(finished_at, accepted_at)), id) WHERE NOT in_stock AND punctuality = 'late';
      CREATE INDEX letter_apology_produced ON letter (produced_at, key COLLATE "C") WHERE kind = 'apology' AND status IN ('produced', 'sent');
      CREATE INDEX ledger_seal_time ON ledger_seal (sealed_at, number);
    `);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Scores are counted anew under the tables of this version: restore a backup instead'));
  }
}
