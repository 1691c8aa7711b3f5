import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How letters leave the house: by which channel, in which attempts, with which receipts. */
export class AddDelivery1790000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE letter DROP CONSTRAINT letter_status, DROP CONSTRAINT letter_produced;
      ALTER TABLE letter ADD CONSTRAINT letter_status CHECK (status IN ('owed', 'produced', 'sent', 'withdrawn')),
        ADD CONSTRAINT letter_produced CHECK (CASE status WHEN 'owed' THEN pdf_sha256 IS NULL WHEN 'withdrawn' THEN true ELSE pdf_sha256 IS NOT NULL END);
      ALTER TABLE letter ADD COLUMN delivery_open boolean NOT NULL DEFAULT TRUE, ADD COLUMN sent_at bigint;
      UPDATE letter SET delivery_open = FALSE WHERE status <> 'owed';
      ALTER TABLE letter ADD CONSTRAINT letter_sent CHECK (status <> 'sent' OR sent_at IS NOT NULL);
      COMMENT ON COLUMN letter.delivery_open IS 'Whether its delivery still has something to do by itself; a person may open it again.';
      COMMENT ON COLUMN letter.sent_at IS 'When a channel first took it.';
      DROP INDEX letter_owed;
      CREATE INDEX letter_owed ON letter (owed_at) WHERE delivery_open AND NOT awaits_signature;

      CREATE TABLE letter_delivery (
        letter_key text NOT NULL REFERENCES letter,
        channel text NOT NULL,
        dossier_id uuid NOT NULL REFERENCES dossier,
        desk text NOT NULL,
        role text NOT NULL,
        status text NOT NULL,
        planned_at bigint NOT NULL,
        next_at bigint,
        attempts integer NOT NULL DEFAULT 0,
        attempt_token uuid,
        tried_from bigint,
        asked integer NOT NULL DEFAULT 0,
        sent_at bigint,
        settled_at bigint,
        prints integer NOT NULL DEFAULT 0,
        address bytea,
        key_ref text REFERENCES data_key,
        CONSTRAINT letter_delivery_pk PRIMARY KEY (letter_key, channel),
        CONSTRAINT letter_delivery_channel CHECK (channel IN ('paper', 'email', 'sms', 'zalo')),
        CONSTRAINT letter_delivery_role CHECK (role IN ('main', 'copy')),
        CONSTRAINT letter_delivery_status CHECK (status IN ('waiting', 'sending', 'unsure', 'sent', 'delivered', 'failed', 'withdrawn')),
        CONSTRAINT letter_delivery_attempt CHECK ((status IN ('sending', 'unsure')) <= (attempt_token IS NOT NULL))
      );
      COMMENT ON TABLE letter_delivery IS 'One way of one letter: a channel carries a letter once, and a row says how far it is.';
      COMMENT ON COLUMN letter_delivery.role IS 'main: the way the letter leaves by; copy: signed paper kept ready at the desk beside it.';
      CREATE UNIQUE INDEX letter_delivery_main ON letter_delivery (letter_key) WHERE role = 'main' AND status NOT IN ('failed', 'withdrawn');
      CREATE INDEX letter_delivery_print ON letter_delivery (desk, planned_at, letter_key) WHERE channel = 'paper' AND status = 'waiting';
      CREATE INDEX letter_delivery_dossier ON letter_delivery (dossier_id);

      CREATE TABLE letter_attempt (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        letter_key text NOT NULL,
        channel text NOT NULL,
        attempt integer NOT NULL,
        step text NOT NULL,
        at bigint NOT NULL,
        by_subject text,
        request_key text,
        detail bytea,
        key_ref text REFERENCES data_key,
        CONSTRAINT letter_attempt_delivery FOREIGN KEY (letter_key, channel) REFERENCES letter_delivery (letter_key, channel),
        CONSTRAINT letter_attempt_step CHECK (step IN ('began', 'accepted', 'delivered', 'refused', 'failed', 'unknown', 'absent', 'arrived', 'again', 'returned', 'printed', 'handed-over', 'posted')),
        CONSTRAINT letter_attempt_request UNIQUE (by_subject, request_key, letter_key, channel)
      );
      COMMENT ON TABLE letter_attempt IS 'Everything that happened on the way, append-only; only an erasure empties the details.';
      CREATE INDEX letter_attempt_letter ON letter_attempt (letter_key, id);
      GRANT SELECT, INSERT, UPDATE ON letter_delivery TO dunghan_app;
      GRANT SELECT, INSERT, UPDATE (detail, key_ref) ON letter_attempt TO dunghan_app;
      GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO dunghan_app;
    `);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Nobody would know any more which letters have left: restore a backup instead'));
  }
}
