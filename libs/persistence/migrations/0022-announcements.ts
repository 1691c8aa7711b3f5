import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Announcement decisions with their items, and what agencies keep posted: each row is the fold of the case it is named by. */
export class CreateAnnouncements1790000000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE announcement (
        case_id uuid CONSTRAINT announcement_pkey PRIMARY KEY CONSTRAINT announcement_case_id_fkey REFERENCES deadline_case DEFERRABLE INITIALLY DEFERRED,
        number text NOT NULL,
        issuer text NOT NULL,
        level text NOT NULL CONSTRAINT announcement_level CHECK (level IN ('ministry', 'province')),
        signed_on text NOT NULL,
        signed_year integer NOT NULL,
        effective_on text NOT NULL,
        fast_track boolean NOT NULL,
        lead_decree text NOT NULL,
        lead_index text NOT NULL,
        entered_by text NOT NULL,
        request_key text NOT NULL,
        request_hash text NOT NULL,
        CONSTRAINT announcement_number_once UNIQUE (issuer, number, signed_year),
        CONSTRAINT announcement_request UNIQUE (entered_by, request_key)
      );
      COMMENT ON TABLE announcement IS 'Announcement decisions as their cases fold; a correction changes the row, the ledger keeps both.';
      COMMENT ON COLUMN announcement.signed_year IS 'Numbers of documents begin again each year.';
      COMMENT ON COLUMN announcement.entered_by IS 'Who entered it first; a correction is another person''s.';
      CREATE INDEX announcement_signed ON announcement (signed_on, case_id);

      CREATE TABLE announced_item (
        case_id uuid CONSTRAINT announced_item_pkey PRIMARY KEY CONSTRAINT announced_item_case_id_fkey REFERENCES deadline_case DEFERRABLE INITIALLY DEFERRED,
        announcement_id uuid NOT NULL CONSTRAINT announced_item_announcement_id_fkey REFERENCES announcement,
        kind text NOT NULL CONSTRAINT announced_item_kind CHECK (kind IN ('procedure', 'group')),
        code text NOT NULL,
        version integer NOT NULL,
        change text NOT NULL CONSTRAINT announced_item_change CHECK (change IN ('new', 'amended', 'repealed')),
        places text[] NOT NULL,
        withdrawn boolean NOT NULL
      );
      COMMENT ON TABLE announced_item IS 'One line of a decision, with the publication that carries it.';
      COMMENT ON COLUMN announced_item.places IS 'Where it has to be posted: the clocks of its case, begun or not.';
      COMMENT ON COLUMN announced_item.withdrawn IS 'The corrected decision does not name it.';
      CREATE UNIQUE INDEX announced_item_once ON announced_item (announcement_id, kind, code, version, change) WHERE NOT withdrawn;
      CREATE INDEX announced_item_subject ON announced_item (kind, code);

      CREATE TABLE posted_item (
        case_id uuid CONSTRAINT posted_item_pkey PRIMARY KEY CONSTRAINT posted_item_case_id_fkey REFERENCES deadline_case DEFERRABLE INITIALLY DEFERRED,
        agency text NOT NULL CONSTRAINT posted_item_agency_fkey REFERENCES agency,
        item text NOT NULL CONSTRAINT posted_item_item CHECK (item IN ('hotline', 'feedback-rules')),
        changed_on text NOT NULL,
        CONSTRAINT posted_item_once UNIQUE (agency, item)
      );
      COMMENT ON TABLE posted_item IS 'What an agency keeps posted beside its procedures; renewed in the same case when it changes.';

      GRANT SELECT, INSERT, UPDATE ON announcement, announced_item, posted_item TO dunghan_app;
    `);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Publications would lose their decisions: restore a backup instead'));
  }
}
