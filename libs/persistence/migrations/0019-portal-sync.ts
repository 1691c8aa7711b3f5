import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the national portal has yet to be told, and the messages that tell it. Neither holds personal data in the clear. */
export class AddPortalSync1790000000019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE sync_outbox (
        dossier_id uuid NOT NULL,
        from_seq integer NOT NULL,
        to_seq integer NOT NULL,
        agency text NOT NULL,
        owed_at bigint NOT NULL,
        settled_at bigint,
        outcome text,
        CONSTRAINT sync_outbox_pk PRIMARY KEY (dossier_id, to_seq),
        CONSTRAINT sync_outbox_event FOREIGN KEY (dossier_id, to_seq) REFERENCES dossier_event (dossier_id, seq),
        CONSTRAINT sync_outbox_outcome CHECK ((settled_at IS NULL) = (outcome IS NULL) AND outcome IN ('acknowledged', 'not-owed', 'told-otherwise')),
        CONSTRAINT sync_outbox_span CHECK (from_seq <= to_seq)
      );
      COMMENT ON TABLE sync_outbox IS 'Events the national portal has to be told of, written in the transaction that wrote them.';
      COMMENT ON COLUMN sync_outbox.agency IS 'The agency competent then, whose punctuality it counts for.';
      COMMENT ON COLUMN sync_outbox.outcome IS 'acknowledged: the portal took it; not-owed: of a dossier it never hears of; told-otherwise: as a person said.';
      CREATE INDEX sync_outbox_open ON sync_outbox (owed_at, dossier_id) WHERE settled_at IS NULL;
      CREATE INDEX sync_outbox_agency ON sync_outbox (agency, owed_at);

      CREATE TABLE sync_message (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        dossier_id uuid NOT NULL REFERENCES dossier,
        service text NOT NULL,
        from_seq integer NOT NULL,
        to_seq integer NOT NULL,
        agency text NOT NULL,
        status text NOT NULL,
        reason text,
        made_at bigint NOT NULL,
        next_attempt_at bigint,
        attempts integer NOT NULL DEFAULT 0,
        unreached integer NOT NULL DEFAULT 0,
        attempt_token uuid,
        may_have_arrived boolean NOT NULL DEFAULT FALSE,
        ledger_hash text,
        content_hmac text,
        sources json,
        settled_at bigint,
        receipt_sha256 text,
        detail bytea,
        key_ref text REFERENCES data_key,
        resolved_by text,
        resolved_at bigint,
        CONSTRAINT sync_message_service CHECK (service IN ('DongBoHoSoMC', 'CapNhatTienDoHoSoMC')),
        CONSTRAINT sync_message_span CHECK (from_seq <= to_seq),
        CONSTRAINT sync_message_status CHECK (status IN ('waiting', 'sending', 'acknowledged', 'rejected', 'withheld', 'dropped')),
        CONSTRAINT sync_message_due CHECK ((status IN ('waiting', 'sending')) = (next_attempt_at IS NOT NULL)),
        CONSTRAINT sync_message_receipt CHECK ((status = 'acknowledged') <= (receipt_sha256 IS NOT NULL AND ledger_hash IS NOT NULL)),
        CONSTRAINT sync_message_detail CHECK ((detail IS NULL) = (key_ref IS NULL)),
        CONSTRAINT sync_message_resolution CHECK ((resolved_by IS NULL) = (resolved_at IS NULL))
      );
      COMMENT ON TABLE sync_message IS 'Messages to the national portal: composed anew from the ledger at each attempt, so none of their content is kept.';
      COMMENT ON COLUMN sync_message.attempts IS 'Attempts that reached the portal and did not end in its taking the message.';
      COMMENT ON COLUMN sync_message.unreached IS 'Attempts that never reached it: they count for the rest before the next one alone.';
      COMMENT ON COLUMN sync_message.may_have_arrived IS 'The portal is asked before it is sent: an attempt broke off after sending, or a person has it sent again.';
      COMMENT ON COLUMN sync_message.ledger_hash IS 'Hash of the event to_seq as it was told: a ledger made anew since is told no further.';
      COMMENT ON COLUMN sync_message.content_hmac IS 'HMAC of the text sent last.';
      COMMENT ON COLUMN sync_message.sources IS 'The event each date and the status came from, by field.';
      COMMENT ON COLUMN sync_message.detail IS 'What the portal said when it turned the message away, encrypted: it may quote the applicant.';
      CREATE UNIQUE INDEX sync_message_open ON sync_message (dossier_id) WHERE status IN ('waiting', 'sending', 'rejected', 'withheld');
      CREATE UNIQUE INDEX sync_message_once ON sync_message (dossier_id, service, to_seq) WHERE status <> 'dropped';
      CREATE INDEX sync_message_next ON sync_message (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
      CREATE INDEX sync_message_held ON sync_message (agency, id) WHERE status IN ('rejected', 'withheld');
      GRANT SELECT, INSERT, UPDATE ON sync_outbox, sync_message TO dunghan_app;
      GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO dunghan_app;
    `);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Nobody would know any more what the portal was told: restore a backup instead'));
  }
}
