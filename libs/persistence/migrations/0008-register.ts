import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Form 07: the registers of the desks, a line for each received dossier, and how far the ledger has been entered. */
export class CreateRegisters1790000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE register (
        id uuid PRIMARY KEY,
        agency text NOT NULL,
        field_code text NOT NULL,
        field_name text NOT NULL,
        year integer NOT NULL,
        opened_at bigint NOT NULL,
        lines integer NOT NULL,
        volume integer NOT NULL,
        page integer NOT NULL,
        lines_on_page integer NOT NULL,
        state text NOT NULL,
        closed_by text,
        closed_role text,
        closed_at bigint,
        content_hash text,
        CONSTRAINT register_year_unique UNIQUE (agency, year, field_code),
        CONSTRAINT register_end CHECK (lines >= 0 AND volume >= 1 AND page >= 1 AND lines_on_page BETWEEN 0 AND lines),
        CONSTRAINT register_state CHECK (state IN ('open', 'closed')),
        CONSTRAINT register_closing CHECK ((state = 'closed') = (closed_at IS NOT NULL) AND (closed_at IS NULL) = (closed_by IS NULL)
          AND (closed_at IS NULL) = (closed_role IS NULL) AND (closed_at IS NULL) = (content_hash IS NULL))
      );
      COMMENT ON TABLE register IS 'Form 07, one a desk, field and year. lines, volume, page and lines_on_page say where it ends; only who holds the register lock writes them.';
      GRANT SELECT, INSERT, UPDATE ON register TO dunghan_app;

      CREATE TABLE register_entry (
        register_id uuid NOT NULL REFERENCES register,
        number integer NOT NULL,
        dossier_id uuid NOT NULL REFERENCES dossier,
        volume integer NOT NULL,
        page integer NOT NULL,
        entered_at bigint NOT NULL,
        CONSTRAINT register_entry_pk PRIMARY KEY (register_id, number),
        CONSTRAINT register_entry_dossier_unique UNIQUE (dossier_id),
        CONSTRAINT register_entry_place CHECK (number >= 1 AND volume >= 1 AND page >= 1)
      );
      COMMENT ON TABLE register_entry IS 'Append-only: the line of a dossier with volume and page, as they were fixed when it was entered.';
      GRANT SELECT, INSERT ON register_entry TO dunghan_app;

      CREATE TABLE register_closed_line (
        register_id uuid NOT NULL,
        number integer NOT NULL,
        line text NOT NULL,
        personal_version integer NOT NULL,
        CONSTRAINT register_closed_line_pk PRIMARY KEY (register_id, number),
        CONSTRAINT register_closed_line_entry FOREIGN KEY (register_id, number) REFERENCES register_entry (register_id, number)
      );
      COMMENT ON TABLE register_closed_line IS 'Append-only: each line as it stood when its register was closed; line holds exactly the hashed text, without personal data.';
      GRANT SELECT, INSERT ON register_closed_line TO dunghan_app;

      CREATE TABLE register_cursor (
        single boolean PRIMARY KEY DEFAULT TRUE,
        until_xact xid8 NOT NULL,
        CONSTRAINT register_cursor_single CHECK (single)
      );
      COMMENT ON TABLE register_cursor IS 'One row. Every dossier received by a transaction before until_xact has its line.';
      INSERT INTO register_cursor (until_xact) VALUES ('0');
      GRANT SELECT, UPDATE ON register_cursor TO dunghan_app;

      CREATE FUNCTION refuse_closed_register() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT 1 FROM register WHERE id = NEW.register_id AND state = 'closed') THEN
          RAISE EXCEPTION 'register % is closed and accepts nothing', NEW.register_id USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER register_entry_open BEFORE INSERT ON register_entry FOR EACH ROW EXECUTE FUNCTION refuse_closed_register();
      CREATE TRIGGER register_closed_line_open BEFORE INSERT ON register_closed_line FOR EACH ROW EXECUTE FUNCTION refuse_closed_register();
      CREATE TRIGGER register_entry_append_only BEFORE UPDATE OR DELETE ON register_entry FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
      CREATE TRIGGER register_closed_line_append_only BEFORE UPDATE OR DELETE ON register_closed_line FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
      CREATE TRIGGER register_closed BEFORE UPDATE OR DELETE ON register FOR EACH ROW WHEN (OLD.state = 'closed') EXECUTE FUNCTION refuse_rewrite();
    `);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Receipts name the lines of these registers: restore a backup instead'));
  }
}
