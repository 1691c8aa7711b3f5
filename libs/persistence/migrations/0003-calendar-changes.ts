import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Layers, the chain of calendar versions, drafts with their impact, and what tells dossiers that stand on an older version. */
export class CreateCalendarChanges1790000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE calendar_layer (
        hash text PRIMARY KEY,
        layer_id text NOT NULL,
        definition json NOT NULL
      );
      COMMENT ON TABLE calendar_layer IS 'Immutable, by content address: what somebody wrote and published.';

      ALTER TABLE calendar_version ADD COLUMN previous_id text REFERENCES calendar_version CONSTRAINT calendar_version_previous_unique UNIQUE;
      COMMENT ON COLUMN calendar_version.previous_id IS 'The version it replaced; null for the first and for versions older than this column.';
      ALTER TABLE calendar_version_agency ADD COLUMN processing_layers text[], ADD COLUMN intake_layers text[];
      COMMENT ON COLUMN calendar_version_agency.processing_layers IS 'Ids of the layers that make the calendar, outermost first; null for versions older than this column.';

      CREATE TABLE calendar_version_layer (
        version_id text NOT NULL REFERENCES calendar_version,
        layer_id text NOT NULL,
        hash text NOT NULL REFERENCES calendar_layer,
        CONSTRAINT calendar_version_layer_pk PRIMARY KEY (version_id, layer_id)
      );

      CREATE TABLE calendar_draft (
        id uuid PRIMARY KEY,
        base_version_id text NOT NULL REFERENCES calendar_version,
        content json NOT NULL,
        source text NOT NULL,
        reason_code text NOT NULL,
        created_by text NOT NULL,
        created_at bigint NOT NULL,
        status text NOT NULL,
        ended_by text,
        ended_at bigint,
        version_id text REFERENCES calendar_version,
        impact json,
        impact_at bigint,
        impact_started_at bigint,
        CONSTRAINT calendar_draft_status CHECK (status IN ('draft', 'published', 'discarded')),
        CONSTRAINT calendar_draft_ended CHECK ((status = 'draft') = (ended_at IS NULL) AND (ended_at IS NULL) = (ended_by IS NULL)),
        CONSTRAINT calendar_draft_second_person CHECK (status <> 'published' OR (version_id IS NOT NULL AND ended_by <> created_by))
      );
      COMMENT ON TABLE calendar_draft IS 'Changes of calendars on their way to publication; content holds the layers and assignments that differ from the base.';
      CREATE INDEX calendar_draft_open ON calendar_draft (created_at) WHERE status = 'draft';

      CREATE TABLE calendar_impact (
        draft_id uuid NOT NULL REFERENCES calendar_draft,
        dossier_id uuid NOT NULL REFERENCES dossier,
        from_due bigint,
        to_due bigint,
        from_appointment bigint,
        to_appointment bigint,
        endangered boolean NOT NULL,
        CONSTRAINT calendar_impact_pk PRIMARY KEY (draft_id, dossier_id)
      );
      COMMENT ON TABLE calendar_impact IS 'Dossiers whose dates a draft would move or that it would endanger, as of the moment its impact was computed.';

      CREATE TABLE workflow_nudge (
        dossier_id uuid PRIMARY KEY REFERENCES dossier,
        since bigint NOT NULL,
        next_attempt_at bigint NOT NULL
      );
      COMMENT ON TABLE workflow_nudge IS 'Workflows that must look again because a date moved without them; emptied as they are told.';
      CREATE INDEX workflow_nudge_due ON workflow_nudge (next_attempt_at);

      CREATE INDEX task_dossier ON task (dossier_id) WHERE done_at IS NULL;
      CREATE INDEX dossier_standing ON dossier (calendar_snapshot, id) WHERE NOT closed;

      GRANT SELECT, INSERT ON calendar_layer, calendar_version_layer TO dunghan_app;
      GRANT SELECT, INSERT, UPDATE ON calendar_draft TO dunghan_app;
      GRANT SELECT, INSERT, DELETE ON calendar_impact TO dunghan_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON workflow_nudge TO dunghan_app;
    `);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Published calendars have no way back: restore a backup instead'));
  }
}
