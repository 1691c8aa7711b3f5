import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is made every morning and from every batch of new events: the lists of a morning as they stood and who was told of them, what
 * the watch found in the ledger, and comparisons with what the portal says.
 */
export class CreateEveryMorning1790000000029 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE morning_list (
        day integer NOT NULL,
        agency text NOT NULL REFERENCES agency,
        made_at bigint NOT NULL,
        soon_until bigint NOT NULL,
        late integer NOT NULL,
        soon integer NOT NULL,
        content_hash text NOT NULL,
        CONSTRAINT morning_list_pkey PRIMARY KEY (day, agency),
        CONSTRAINT morning_list_counts CHECK (late >= 0 AND soon >= 0)
      );
      COMMENT ON TABLE morning_list IS 'One list an agency and working day, as it stood: the business key of the loop that makes it. Days are those since 1970-01-01.';
      COMMENT ON COLUMN morning_list.content_hash IS 'SHA-256 of the lines in their order, each ended by a line feed.';

      CREATE TABLE morning_line (
        day integer NOT NULL,
        agency text NOT NULL,
        place integer NOT NULL,
        province text NOT NULL,
        dossier_id uuid NOT NULL,
        agencies text[] NOT NULL,
        officers text[] NOT NULL,
        late boolean NOT NULL,
        content json NOT NULL,
        CONSTRAINT morning_line_pkey PRIMARY KEY (day, agency, place),
        CONSTRAINT morning_line_list FOREIGN KEY (day, agency) REFERENCES morning_list (day, agency),
        CONSTRAINT morning_line_place CHECK (place >= 1)
      );
      COMMENT ON TABLE morning_line IS 'Lines of the lists; content is canonical JSON without personal data, the text that was hashed.';
      COMMENT ON COLUMN morning_line.agencies IS 'Who sees the line: receiving and competent agency and those that hold a stage.';
      CREATE INDEX morning_line_dossier ON morning_line (dossier_id, day);

      CREATE TABLE morning_told (
        day integer NOT NULL,
        subject text NOT NULL,
        told_at bigint NOT NULL,
        late integer NOT NULL,
        soon integer NOT NULL,
        CONSTRAINT morning_told_pkey PRIMARY KEY (day, subject)
      );
      COMMENT ON TABLE morning_told IS 'Whose list was summed up on which day, also where there was nothing to tell of; the notice itself is in staff_notice.';

      CREATE TABLE watch_cursor (
        single boolean DEFAULT true PRIMARY KEY,
        until_xact xid8 NOT NULL,
        CONSTRAINT watch_cursor_single CHECK (single)
      );
      COMMENT ON TABLE watch_cursor IS 'One row. Every event of a transaction before until_xact was looked at.';
      INSERT INTO watch_cursor (until_xact) VALUES ('0');

      CREATE TABLE watch_finding (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind text NOT NULL,
        province text NOT NULL,
        agency text NOT NULL,
        dossier_id uuid NOT NULL REFERENCES dossier,
        seq integer NOT NULL,
        refiled_id uuid REFERENCES dossier,
        happened_at bigint NOT NULL,
        due_at bigint,
        refiled_at bigint,
        working_days integer NOT NULL,
        allowed_days integer NOT NULL,
        actor_subject text NOT NULL,
        actor_role text NOT NULL,
        actor_agency text NOT NULL,
        found_at bigint NOT NULL,
        CONSTRAINT watch_finding_kind CHECK (kind IN ('supplement-last-days', 'pause-last-days', 'withdrawal-last-days', 'refiled-after-withdrawal', 'refiled-after-refusal', 'refiled-after-intake-refusal')),
        CONSTRAINT watch_finding_rule CHECK ((due_at IS NULL) <> (refiled_at IS NULL) AND (refiled_at IS NULL) = (refiled_id IS NULL)),
        CONSTRAINT watch_finding_event FOREIGN KEY (dossier_id, seq) REFERENCES dossier_event (dossier_id, seq),
        CONSTRAINT watch_finding_unique UNIQUE NULLS NOT DISTINCT (kind, dossier_id, seq, refiled_id)
      );
      COMMENT ON TABLE watch_finding IS 'What a rule of the watch list caught in the ledger: something for a person to look at, never an accusation.';
      COMMENT ON COLUMN watch_finding.working_days IS 'Working days from the event to the day of the due date, or to the filing that came after it.';
      COMMENT ON COLUMN watch_finding.allowed_days IS 'The setting of the rule when it was found.';
      CREATE INDEX watch_finding_list ON watch_finding (agency, happened_at, id);
      CREATE INDEX watch_finding_time ON watch_finding (happened_at, id);

      CREATE TABLE watch_note (
        finding_id bigint NOT NULL REFERENCES watch_finding,
        number integer NOT NULL,
        noted_by text NOT NULL,
        noted_role text NOT NULL,
        noted_at bigint NOT NULL,
        content bytea NOT NULL,
        key_ref text NOT NULL REFERENCES data_key,
        CONSTRAINT watch_note_pkey PRIMARY KEY (finding_id, number),
        CONSTRAINT watch_note_number CHECK (number >= 1)
      );
      COMMENT ON TABLE watch_note IS 'What a head who looked at a finding says of it, sealed; the last one counts and none is changed.';

      CREATE TABLE portal_comparison (
        id uuid PRIMARY KEY,
        province text NOT NULL,
        agency text REFERENCES agency,
        form text NOT NULL,
        first_day integer NOT NULL,
        last_day integer NOT NULL,
        format text NOT NULL,
        sha256 text NOT NULL,
        file_id uuid REFERENCES stored_file,
        source bytea,
        key_ref text REFERENCES data_key,
        read_rows integer NOT NULL,
        same integer NOT NULL,
        only_here integer NOT NULL,
        tally json NOT NULL,
        uploaded_by text NOT NULL,
        uploaded_at bigint NOT NULL,
        idempotency_key text NOT NULL,
        request_hmac text NOT NULL,
        CONSTRAINT portal_comparison_form CHECK (form IN ('counts', 'codes')),
        CONSTRAINT portal_comparison_days CHECK (last_day >= first_day),
        CONSTRAINT portal_comparison_source CHECK ((file_id IS NULL) = (source IS NOT NULL) AND (source IS NULL) = (key_ref IS NULL)),
        CONSTRAINT portal_comparison_key UNIQUE (uploaded_by, idempotency_key)
      );
      COMMENT ON TABLE portal_comparison IS 'What the portal says of a period, held against the ledger at one moment; no agency: the whole province.';
      COMMENT ON COLUMN portal_comparison.source IS 'The text of a CSV, sealed; other files are stored as evidence is.';
      COMMENT ON COLUMN portal_comparison.only_here IS 'How many dossiers the list lacks, also where not all of them are listed.';
      CREATE INDEX portal_comparison_list ON portal_comparison (province, uploaded_at, id);

      CREATE TABLE portal_difference (
        comparison_id uuid NOT NULL REFERENCES portal_comparison,
        place integer NOT NULL,
        kind text NOT NULL,
        content json NOT NULL,
        CONSTRAINT portal_difference_pkey PRIMARY KEY (comparison_id, place),
        CONSTRAINT portal_difference_kind CHECK (kind IN ('count', 'only-there', 'only-here', 'listed-twice', 'other-status', 'other-due', 'other-punctuality'))
      );
      COMMENT ON TABLE portal_difference IS 'Differences of a comparison in order; content names dossiers by their codes alone.';

      GRANT SELECT, INSERT ON morning_list, morning_line, morning_told, watch_finding, watch_note, portal_comparison, portal_difference TO dunghan_app;
      GRANT SELECT, UPDATE ON watch_cursor TO dunghan_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE portal_difference, portal_comparison, watch_note, watch_finding, watch_cursor, morning_told, morning_line, morning_list');
  }
}
