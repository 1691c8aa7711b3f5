import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What-if requests with what they came to, and the way to the few dossiers whose row does not tell their whole history. */
export class CreateWhatIf1790000000034 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX dossier_event_retold ON dossier_event (dossier_id) WHERE type IN ('DossierReopened', 'DossierTransferred', 'DossierCancelled');

      CREATE TABLE what_if_request (
        id uuid CONSTRAINT what_if_request_pkey PRIMARY KEY,
        province text NOT NULL,
        agency text CONSTRAINT what_if_request_agency_fkey REFERENCES agency,
        first_day integer NOT NULL,
        last_day integer NOT NULL,
        scenario json NOT NULL,
        requested_by text NOT NULL,
        requested_at bigint NOT NULL,
        idempotency_key text NOT NULL,
        request_hash text NOT NULL,
        state text NOT NULL,
        attempt integer NOT NULL,
        leased_until bigint,
        dossiers integer,
        done integer NOT NULL,
        finished_at bigint,
        answer json,
        CONSTRAINT what_if_request_key_unique UNIQUE (requested_by, idempotency_key),
        CONSTRAINT what_if_request_days CHECK (last_day >= first_day),
        CONSTRAINT what_if_request_state CHECK (state IN ('waiting', 'running', 'done', 'failed')),
        CONSTRAINT what_if_request_lease CHECK ((state = 'running') = (leased_until IS NOT NULL)),
        CONSTRAINT what_if_request_answer CHECK ((state = 'done') = (answer IS NOT NULL))
      );
      COMMENT ON TABLE what_if_request IS 'Scenarios somebody asks about. Advice only: nothing of it is in the ledger or the figures, and it is deleted some days after it was made.';
      COMMENT ON COLUMN what_if_request.leased_until IS 'Until when whoever computes it is believed to live; then another begins it anew.';
      COMMENT ON COLUMN what_if_request.done IS 'Dossiers replayed so far, of dossiers.';
      CREATE INDEX what_if_request_list ON what_if_request (requested_by, requested_at, id);
      CREATE INDEX what_if_request_open ON what_if_request (requested_at) WHERE state IN ('waiting', 'running');
      CREATE INDEX what_if_request_old ON what_if_request (finished_at) WHERE finished_at IS NOT NULL;

      CREATE TABLE what_if_dossier (
        request_id uuid NOT NULL CONSTRAINT what_if_dossier_request_id_fkey REFERENCES what_if_request ON DELETE CASCADE,
        assumption text NOT NULL,
        place integer NOT NULL,
        code text NOT NULL,
        agency text NOT NULL,
        procedure_code text NOT NULL,
        side text NOT NULL,
        due_before bigint,
        due_after bigint,
        ended_before bigint,
        ended_after bigint,
        CONSTRAINT what_if_dossier_pkey PRIMARY KEY (request_id, assumption, place),
        CONSTRAINT what_if_dossier_assumption CHECK (assumption IN ('keptMoments', 'keptWork')),
        CONSTRAINT what_if_dossier_side CHECK (side IN ('late', 'in-time'))
      );
      COMMENT ON TABLE what_if_dossier IS 'Dossiers that would be counted on the other side of the late rate, by assumption.';

      GRANT SELECT, INSERT, UPDATE, DELETE ON what_if_request, what_if_dossier TO dunghan_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE what_if_dossier, what_if_request; DROP INDEX dossier_event_retold');
  }
}
