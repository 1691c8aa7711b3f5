import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The ledger, the dossier row that sequences it, personal records outside it, seals, and the rules events refer to. */
export class CreateLedger1790000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE agency (
        code text PRIMARY KEY,
        data json NOT NULL
      );

      CREATE TABLE procedure_version (
        code text NOT NULL,
        version integer NOT NULL,
        hash text NOT NULL,
        data json NOT NULL,
        effective_from text NOT NULL,
        published_at bigint NOT NULL,
        CONSTRAINT procedure_version_pk PRIMARY KEY (code, version),
        CONSTRAINT procedure_version_number CHECK (version >= 1)
      );
      COMMENT ON TABLE procedure_version IS 'Immutable: a running dossier keeps the version it began with.';

      CREATE TABLE calendar_effective (
        id text PRIMARY KEY,
        definition json NOT NULL
      );
      CREATE TABLE calendar_version (
        id text PRIMARY KEY,
        number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
        published_at bigint NOT NULL,
        published_by text NOT NULL
      );
      CREATE TABLE calendar_version_agency (
        version_id text NOT NULL REFERENCES calendar_version,
        agency_code text NOT NULL,
        processing_id text NOT NULL REFERENCES calendar_effective,
        intake_id text NOT NULL REFERENCES calendar_effective,
        CONSTRAINT calendar_version_agency_pk PRIMARY KEY (version_id, agency_code)
      );
      CREATE TABLE calendar_head (
        single boolean PRIMARY KEY DEFAULT true,
        version_id text NOT NULL REFERENCES calendar_version,
        CONSTRAINT calendar_head_single CHECK (single)
      );
      COMMENT ON TABLE calendar_head IS 'One row. Writers of events hold it FOR SHARE; publishing a version updates it, so nothing commits under the old one behind a rollout.';

      CREATE TABLE dossier (
        id uuid PRIMARY KEY,
        code text NOT NULL CONSTRAINT dossier_code_unique UNIQUE,
        last_seq integer NOT NULL,
        last_hash text NOT NULL,
        settled_at bigint NOT NULL,
        status text NOT NULL,
        closed boolean NOT NULL,
        in_stock boolean NOT NULL,
        imported boolean NOT NULL,
        province text NOT NULL,
        receiving_agency text NOT NULL,
        competent_agency text NOT NULL,
        procedure_code text NOT NULL,
        procedure_version integer NOT NULL,
        case_code text NOT NULL,
        field_code text NOT NULL,
        channel text NOT NULL,
        received_at bigint NOT NULL,
        submitted_at bigint,
        accepted_at bigint,
        first_appointment bigint,
        due_at bigint,
        appointment bigint,
        basis text NOT NULL,
        provisional boolean NOT NULL,
        unconfirmed boolean NOT NULL,
        became_late_at bigint,
        excused boolean NOT NULL,
        promises integer NOT NULL,
        promises_broken integer NOT NULL,
        paused_at bigint,
        pause_ground text,
        supplements integer NOT NULL,
        stages text[] NOT NULL,
        holders text[] NOT NULL,
        officers text[] NOT NULL,
        stage_target_at bigint,
        stage_late boolean NOT NULL,
        transfer_due_at bigint,
        forwarding_due_at bigint,
        apology_draft_at bigint,
        finished_at bigint,
        punctuality text,
        delay_ms bigint,
        shelf text,
        uncollected_at bigint,
        returned_at bigint,
        personal_version integer NOT NULL,
        erased boolean NOT NULL,
        next_point_at bigint,
        next_point_kind text,
        calendar_snapshot text NOT NULL,
        workflow_seen_at bigint,
        CONSTRAINT dossier_seq CHECK (last_seq >= 0),
        CONSTRAINT dossier_procedure FOREIGN KEY (procedure_code, procedure_version) REFERENCES procedure_version
      );
      COMMENT ON TABLE dossier IS 'Projection of the ledger and its sequencer: locked FOR UPDATE by every writer of events. Rebuilt from events at any time.';
      CREATE INDEX dossier_due ON dossier (due_at) WHERE in_stock AND became_late_at IS NULL AND paused_at IS NULL;
      CREATE INDEX dossier_next_point ON dossier (next_point_at) WHERE next_point_at IS NOT NULL;
      CREATE INDEX dossier_unseen ON dossier (received_at) WHERE NOT closed AND workflow_seen_at IS NULL;
      CREATE INDEX dossier_holders ON dossier USING gin (holders) WHERE NOT closed;
      CREATE INDEX dossier_open ON dossier (competent_agency, due_at) WHERE NOT closed;
      CREATE INDEX dossier_desk ON dossier (receiving_agency, due_at) WHERE NOT closed;

      CREATE TABLE dossier_event (
        dossier_id uuid NOT NULL REFERENCES dossier,
        seq integer NOT NULL,
        cause text NOT NULL,
        ordinal integer NOT NULL,
        type text NOT NULL,
        payload json NOT NULL,
        actor json NOT NULL,
        occurred_at bigint NOT NULL,
        recorded_at bigint NOT NULL,
        calendar_snapshot text NOT NULL REFERENCES calendar_version,
        xact_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
        prev_hash text NOT NULL,
        hash text NOT NULL,
        CONSTRAINT dossier_event_pk PRIMARY KEY (dossier_id, seq),
        CONSTRAINT dossier_event_cause_unique UNIQUE (dossier_id, cause, ordinal),
        CONSTRAINT dossier_event_seq CHECK (seq >= 1 AND ordinal >= 0),
        -- 64 hex digits each; written without a counted repetition, which costs twenty times as much.
        CONSTRAINT dossier_event_hash CHECK (length(hash) = 64 AND hash !~ '[^0-9a-f]' AND length(prev_hash) = 64 AND prev_hash !~ '[^0-9a-f]')
      );
      COMMENT ON TABLE dossier_event IS 'Append-only: the application may insert and select. payload holds exactly the hashed text.';
      CREATE INDEX dossier_event_xact ON dossier_event (xact_id);

      CREATE FUNCTION refuse_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'the ledger is append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
      END $$;
      CREATE TRIGGER dossier_event_append_only BEFORE UPDATE OR DELETE ON dossier_event FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
      CREATE TRIGGER dossier_event_no_truncate BEFORE TRUNCATE ON dossier_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();

      CREATE TABLE ledger_seal (
        number integer PRIMARY KEY,
        from_xact xid8 NOT NULL,
        until_xact xid8 NOT NULL,
        events integer NOT NULL,
        dossiers integer NOT NULL,
        root text NOT NULL,
        prev_hash text NOT NULL,
        hash text NOT NULL,
        sealed_at bigint NOT NULL
      );
      COMMENT ON TABLE ledger_seal IS 'Append-only. Merkle roots over the events of closed transactions, each chained to the last.';
      CREATE TABLE ledger_seal_signature (
        number integer PRIMARY KEY REFERENCES ledger_seal,
        signature text NOT NULL,
        signing_key text NOT NULL,
        signed_at bigint NOT NULL
      );
      COMMENT ON TABLE ledger_seal_signature IS 'Append-only. Ed25519 signatures of the last seal of each local day, made once the day is over.';
      CREATE TRIGGER ledger_seal_append_only BEFORE UPDATE OR DELETE ON ledger_seal FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
      CREATE TRIGGER ledger_seal_no_truncate BEFORE TRUNCATE ON ledger_seal FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
      CREATE TRIGGER ledger_seal_signature_append_only BEFORE UPDATE OR DELETE ON ledger_seal_signature FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
      CREATE TRIGGER ledger_seal_signature_no_truncate BEFORE TRUNCATE ON ledger_seal_signature FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
      GRANT SELECT, INSERT ON ledger_seal_signature TO dunghan_app;

      CREATE TABLE data_key (
        ref text PRIMARY KEY,
        wrapped bytea NOT NULL,
        created_at bigint NOT NULL
      );
      CREATE TABLE personal_record (
        dossier_id uuid NOT NULL REFERENCES dossier DEFERRABLE INITIALLY DEFERRED,
        version integer NOT NULL,
        kind text NOT NULL,
        ciphertext bytea NOT NULL,
        key_ref text NOT NULL REFERENCES data_key,
        CONSTRAINT personal_record_pk PRIMARY KEY (dossier_id, version)
      );
      COMMENT ON TABLE personal_record IS 'Personal data and free text, encrypted; the ledger holds version and commitment only.';
      CREATE TABLE search_token (
        scope_id text NOT NULL,
        token bigint NOT NULL,
        received_on integer NOT NULL,
        dossier_id uuid NOT NULL,
        CONSTRAINT search_token_pk PRIMARY KEY (scope_id, token, received_on, dossier_id)
      );
      COMMENT ON TABLE search_token IS 'Derived from personal records, some thirty rows a dossier: no foreign key, a token without its dossier finds nothing.';
      CREATE INDEX search_token_dossier ON search_token (dossier_id);
    `);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('The ledger has no way back: restore a backup instead'));
  }
}
