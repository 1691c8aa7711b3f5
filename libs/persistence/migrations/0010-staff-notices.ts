import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who works where, what they are told by screen and e-mail, and the lists of apologies nobody acts on. */
export class AddStaffNotices1790000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE staff (
        subject text CONSTRAINT staff_pkey PRIMARY KEY,
        agency text NOT NULL CONSTRAINT staff_agency_fkey REFERENCES agency,
        role text NOT NULL,
        name text NOT NULL,
        position text NOT NULL,
        email text,
        mail_wanted boolean NOT NULL,
        active_from text NOT NULL,
        active_until text,
        changed_at bigint NOT NULL,
        changed_by text NOT NULL,
        CONSTRAINT staff_mail_address CHECK (email IS NOT NULL OR NOT mail_wanted),
        CONSTRAINT staff_period CHECK (active_until IS NULL OR active_until >= active_from)
      );
      COMMENT ON TABLE staff IS 'People of the agencies by the identifier they sign in with; local days, the last one included.';
      CREATE INDEX staff_agency ON staff (agency, role);
      GRANT SELECT, INSERT, UPDATE ON staff TO dunghan_app;

      CREATE TABLE staff_mail (
        message_id text CONSTRAINT staff_mail_pkey PRIMARY KEY,
        subject text NOT NULL,
        status text NOT NULL,
        attempts integer NOT NULL,
        unknowns integer NOT NULL,
        claimed_at bigint NOT NULL,
        next_attempt_at bigint,
        settled_at bigint,
        detail json,
        CONSTRAINT staff_mail_settled CHECK ((next_attempt_at IS NULL) = (settled_at IS NOT NULL)),
        CONSTRAINT staff_mail_status CHECK (status IN ('claimed', 'deferred', 'sent', 'refused', 'unknown'))
      );
      COMMENT ON TABLE staff_mail IS 'E-mails to staff. A row that is claimed and not settled at its next attempt was cut off: what became of it is unknown.';
      CREATE INDEX staff_mail_open ON staff_mail (next_attempt_at) WHERE settled_at IS NULL;
      GRANT SELECT, INSERT, UPDATE ON staff_mail TO dunghan_app;

      CREATE TABLE staff_notice (
        id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT staff_notice_pkey PRIMARY KEY,
        key text NOT NULL CONSTRAINT staff_notice_key_unique UNIQUE,
        kind text NOT NULL,
        agency text NOT NULL,
        subject text,
        role text,
        dossier_id uuid CONSTRAINT staff_notice_dossier_id_fkey REFERENCES dossier,
        data json NOT NULL,
        created_at bigint NOT NULL,
        visible_at bigint,
        placed_on text,
        read_at bigint,
        read_by text,
        by_mail boolean NOT NULL,
        mail_id text CONSTRAINT staff_notice_mail_id_fkey REFERENCES staff_mail,
        CONSTRAINT staff_notice_addressee CHECK ((subject IS NULL) <> (role IS NULL)),
        CONSTRAINT staff_notice_placed CHECK ((visible_at IS NULL) = (placed_on IS NULL)),
        CONSTRAINT staff_notice_read CHECK ((read_at IS NULL) = (read_by IS NULL))
      );
      COMMENT ON COLUMN staff_notice.subject IS 'Whom it is for; null where nobody of the role is in the directory: then it is for whoever holds the role in the agency.';
      COMMENT ON COLUMN staff_notice.visible_at IS 'From when it is shown and mailed: the next opening of the agency under the calendar version placed_on; null until that is counted.';
      CREATE INDEX staff_notice_subject ON staff_notice (subject, visible_at, id) WHERE subject IS NOT NULL;
      CREATE INDEX staff_notice_role ON staff_notice (role, agency, visible_at, id) WHERE role IS NOT NULL;
      CREATE INDEX staff_notice_unplaced ON staff_notice (agency) WHERE visible_at IS NULL;
      CREATE INDEX staff_notice_visible ON staff_notice (visible_at);
      CREATE INDEX staff_notice_unmailed ON staff_notice (visible_at) WHERE by_mail AND mail_id IS NULL;
      CREATE INDEX staff_notice_mail ON staff_notice (mail_id) WHERE mail_id IS NOT NULL;
      GRANT SELECT, INSERT, UPDATE ON staff_notice TO dunghan_app;

      CREATE TABLE staff_digest (
        subject text,
        day text,
        made_at bigint NOT NULL,
        CONSTRAINT staff_digest_pkey PRIMARY KEY (subject, day)
      );
      COMMENT ON TABLE staff_digest IS 'Whose work was summed up on which local day, also where there was none to tell of.';
      GRANT SELECT, INSERT ON staff_digest TO dunghan_app;

      CREATE TABLE escalation (
        key text CONSTRAINT escalation_pkey PRIMARY KEY,
        agency text NOT NULL,
        made_at bigint NOT NULL
      );
      COMMENT ON TABLE escalation IS 'Lists of apologies nobody acts on; key: addressed agency, local day, half of it.';
      CREATE INDEX escalation_agency ON escalation (agency, made_at, key);
      CREATE TABLE escalation_item (
        escalation_key text CONSTRAINT escalation_item_escalation_key_fkey REFERENCES escalation,
        task_key text CONSTRAINT escalation_item_task_key_fkey REFERENCES task,
        level integer NOT NULL,
        CONSTRAINT escalation_item_pkey PRIMARY KEY (escalation_key, task_key)
      );
      GRANT SELECT, INSERT ON escalation, escalation_item TO dunghan_app;

      ALTER TABLE task ADD COLUMN acknowledged_at bigint, ADD COLUMN acknowledged_by text,
        ADD CONSTRAINT task_acknowledged CHECK ((acknowledged_at IS NULL) = (acknowledged_by IS NULL));
      COMMENT ON COLUMN task.acknowledged_at IS 'When somebody above the agency took note of an apology nobody acts on: it is listed no more until a promise breaks.';

      ALTER TABLE dossier ADD COLUMN returned_to text[] NOT NULL DEFAULT '{}', ADD COLUMN stage_warn_at bigint;
      COMMENT ON COLUMN dossier.returned_to IS 'Who has a stage to do again: its officer, or its agency before there is one.';
      COMMENT ON COLUMN dossier.stage_warn_at IS 'When the next share of an open stage''s term is to be looked at; null while none runs.';
      UPDATE dossier SET stage_warn_at = 0 WHERE in_stock AND paused_at IS NULL AND cardinality(stages) > 0;
      CREATE INDEX dossier_stage_warning ON dossier (stage_warn_at) WHERE stage_warn_at IS NOT NULL;
    `);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('What people were told would be forgotten and told again: restore a backup instead'));
  }
}
