import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Published figures of closed periods, their reopening by two persons, and the reports made by schedule. */
export class CreatePublishedFigures1790000000028 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE published_figure (
        id uuid PRIMARY KEY,
        province text NOT NULL,
        agency text NOT NULL,
        procedure_code text NOT NULL,
        field_code text NOT NULL,
        channel text NOT NULL,
        first_day integer NOT NULL,
        last_day integer NOT NULL,
        edition integer NOT NULL,
        seal_number integer NOT NULL CONSTRAINT published_figure_seal_fkey REFERENCES ledger_seal,
        document json NOT NULL,
        prev_hash text NOT NULL,
        hash text NOT NULL,
        published_by text NOT NULL,
        published_at bigint NOT NULL,
        xact_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
        CONSTRAINT published_figure_edition_unique UNIQUE (province, agency, procedure_code, field_code, channel, first_day, last_day, edition),
        CONSTRAINT published_figure_days CHECK (first_day <= last_day),
        CONSTRAINT published_figure_edition CHECK (edition >= 1),
        CONSTRAINT published_figure_hash CHECK (length(hash) = 64 AND hash !~ '[^0-9a-f]' AND length(prev_hash) = 64 AND prev_hash !~ '[^0-9a-f]')
      );
      COMMENT ON TABLE published_figure IS 'Append-only: the figures of a closed period as published, in numbered editions. document holds exactly the hashed text; seals cover the hash like that of an event.';
      COMMENT ON COLUMN published_figure.agency IS 'Empty, as are the other dimensions, where the scope leaves it open.';
      CREATE INDEX published_figure_xact ON published_figure (xact_id);
      CREATE INDEX published_figure_list ON published_figure (province, published_at, id);

      CREATE TABLE figure_reopening (
        published_id uuid PRIMARY KEY CONSTRAINT figure_reopening_published_id_fkey REFERENCES published_figure,
        reason text NOT NULL,
        requested_by text NOT NULL,
        requested_at bigint NOT NULL,
        confirmed_by text,
        confirmed_at bigint,
        CONSTRAINT figure_reopening_confirmed CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)),
        CONSTRAINT figure_reopening_two_persons CHECK (confirmed_by <> requested_by)
      );
      COMMENT ON TABLE figure_reopening IS 'Who reopened a published period and which second person confirmed it; then the next edition may be published beside it.';

      CREATE FUNCTION refuse_unopened_edition() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.edition > 1 AND NOT EXISTS (
          SELECT 1 FROM published_figure p JOIN figure_reopening r ON r.published_id = p.id AND r.confirmed_by IS NOT NULL
          WHERE (p.province, p.agency, p.procedure_code, p.field_code, p.channel, p.first_day, p.last_day) = (NEW.province, NEW.agency, NEW.procedure_code, NEW.field_code, NEW.channel, NEW.first_day, NEW.last_day)
            AND p.edition = NEW.edition - 1 AND p.hash = NEW.prev_hash) THEN
          RAISE EXCEPTION 'edition % needs the one before it, reopened by two persons', NEW.edition USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER published_figure_reopened BEFORE INSERT ON published_figure FOR EACH ROW EXECUTE FUNCTION refuse_unopened_edition();
      CREATE TRIGGER published_figure_append_only BEFORE UPDATE OR DELETE ON published_figure FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
      CREATE TRIGGER published_figure_no_truncate BEFORE TRUNCATE ON published_figure FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
      CREATE TRIGGER figure_reopening_confirmed_once BEFORE UPDATE OR DELETE ON figure_reopening FOR EACH ROW WHEN (OLD.confirmed_by IS NOT NULL) EXECUTE FUNCTION refuse_rewrite();
      GRANT SELECT, INSERT ON published_figure, figure_reopening TO dunghan_app;
      GRANT UPDATE (confirmed_by, confirmed_at) ON figure_reopening TO dunghan_app;

      CREATE TABLE report_run (
        id uuid PRIMARY KEY,
        report text NOT NULL,
        province text NOT NULL,
        agency text NOT NULL,
        first_day integer NOT NULL,
        last_day integer NOT NULL,
        due_at bigint NOT NULL,
        made_at bigint NOT NULL,
        figures_hash text NOT NULL,
        published_figure uuid CONSTRAINT report_run_published_figure_fkey REFERENCES published_figure,
        CONSTRAINT report_run_unique UNIQUE (report, province, agency, first_day, last_day),
        CONSTRAINT report_run_days CHECK (first_day <= last_day)
      );
      COMMENT ON TABLE report_run IS 'Append-only: a report made by schedule, once a period and scope, and the publication it was made with.';
      CREATE INDEX report_run_list ON report_run (province, due_at, id);

      CREATE TABLE report_file (
        id uuid PRIMARY KEY,
        run_id uuid NOT NULL CONSTRAINT report_file_run_id_fkey REFERENCES report_run,
        format text NOT NULL,
        name text NOT NULL,
        media_type text NOT NULL,
        sha256 text NOT NULL,
        size integer NOT NULL,
        key_ref text NOT NULL CONSTRAINT report_file_key_ref_fkey REFERENCES data_key,
        location text NOT NULL,
        CONSTRAINT report_file_format_unique UNIQUE (run_id, format)
      );
      COMMENT ON TABLE report_file IS 'Append-only: the files of a report, encrypted in the file store.';
      CREATE TRIGGER report_run_append_only BEFORE UPDATE OR DELETE ON report_run FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
      CREATE TRIGGER report_file_append_only BEFORE UPDATE OR DELETE ON report_file FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
      GRANT SELECT, INSERT ON report_run, report_file TO dunghan_app;
    `);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Seals cover the published figures: restore a backup instead'));
  }
}
