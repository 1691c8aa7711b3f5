import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the public pages keep: how often they were asked, who may go on looking, one-time codes, and which letters were opened. */
export class CreatePublicPages1790000000047 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE public_window (
        key text NOT NULL,
        begins_at bigint NOT NULL,
        ends_at bigint NOT NULL,
        hits integer NOT NULL,
        CONSTRAINT public_window_pkey PRIMARY KEY (key, begins_at)
      );
      COMMENT ON TABLE public_window IS 'How often the public pages were asked in a span of time. Keys are keyed hashes of addresses and codes: neither is kept.';
      CREATE INDEX public_window_over ON public_window (ends_at);

      CREATE TABLE public_session (
        token_hash text CONSTRAINT public_session_pkey PRIMARY KEY,
        dossier_id uuid NOT NULL CONSTRAINT public_session_dossier_id_fkey REFERENCES dossier,
        opens text NOT NULL,
        expires_at bigint NOT NULL,
        CONSTRAINT public_session_opens CHECK (opens IN ('look-up', 'letters'))
      );
      COMMENT ON TABLE public_session IS 'Who proved to know a dossier, for some minutes; the token itself is kept by whoever got it alone.';
      CREATE INDEX public_session_over ON public_session (expires_at);

      CREATE TABLE public_letter_code (
        id uuid CONSTRAINT public_letter_code_pkey PRIMARY KEY,
        dossier_id uuid NOT NULL CONSTRAINT public_letter_code_dossier_id_fkey REFERENCES dossier,
        code_hmac text NOT NULL,
        expires_at bigint NOT NULL,
        tries integer NOT NULL,
        used_at bigint
      );
      COMMENT ON TABLE public_letter_code IS 'One-time codes sent to the contact of a dossier, as keyed hashes.';
      CREATE INDEX public_letter_code_dossier ON public_letter_code (dossier_id, expires_at);
      CREATE INDEX public_letter_code_over ON public_letter_code (expires_at);

      CREATE TABLE public_letter_access (
        id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT public_letter_access_pkey PRIMARY KEY,
        dossier_id uuid NOT NULL CONSTRAINT public_letter_access_dossier_id_fkey REFERENCES dossier,
        letter_key text NOT NULL,
        at bigint NOT NULL
      );
      COMMENT ON TABLE public_letter_access IS 'Append-only: letters opened on the public page, each time.';
      CREATE INDEX public_letter_access_dossier ON public_letter_access (dossier_id, at);
      CREATE TRIGGER public_letter_access_append_only BEFORE UPDATE OR DELETE ON public_letter_access FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
      CREATE TRIGGER public_letter_access_no_truncate BEFORE TRUNCATE ON public_letter_access FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();

      GRANT SELECT, INSERT, UPDATE, DELETE ON public_window, public_session, public_letter_code TO dunghan_app;
      GRANT SELECT, INSERT ON public_letter_access TO dunghan_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE public_letter_access, public_letter_code, public_session, public_window');
  }
}
