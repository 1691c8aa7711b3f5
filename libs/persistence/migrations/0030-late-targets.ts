import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Targets of the late rate by scope, the alarms that a period will end beyond one, and who is away when. */
export class AddLateTargets1790000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE late_target (
        number bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT late_target_pkey PRIMARY KEY,
        province text NOT NULL,
        agency text CONSTRAINT late_target_agency_fkey REFERENCES agency,
        field_code text,
        procedure_code text,
        target integer,
        valid_from text NOT NULL,
        valid_until text,
        document_number text NOT NULL,
        entered_at bigint NOT NULL,
        entered_by text NOT NULL,
        request_key text NOT NULL,
        request_hash text NOT NULL,
        CONSTRAINT late_target_request UNIQUE (entered_by, request_key),
        CONSTRAINT late_target_share CHECK (target BETWEEN 1 AND 10000),
        CONSTRAINT late_target_period CHECK (valid_until >= valid_from),
        CONSTRAINT late_target_subject CHECK (field_code IS NULL OR procedure_code IS NULL)
      );
      COMMENT ON TABLE late_target IS 'Decided targets of the late rate, every version ever; of two for one scope and day the later entry counts.';
      COMMENT ON COLUMN late_target.target IS 'Hundredths of a percent; null: the scope has no target of its own any more.';
      CREATE INDEX late_target_province ON late_target (province, number);
      GRANT SELECT, INSERT ON late_target TO dunghan_app;

      CREATE TABLE late_alert (
        key text CONSTRAINT late_alert_pkey PRIMARY KEY,
        province text NOT NULL,
        scope text NOT NULL,
        first_day text NOT NULL,
        last_day text NOT NULL,
        number integer NOT NULL,
        kind text NOT NULL,
        late_hundredths bigint NOT NULL,
        to_process bigint NOT NULL,
        target integer NOT NULL,
        told_at bigint NOT NULL,
        CONSTRAINT late_alert_number UNIQUE (province, scope, first_day, last_day, number),
        CONSTRAINT late_alert_kind CHECK (kind IN ('above', 'below'))
      );
      COMMENT ON TABLE late_alert IS 'That the projected late rate of a scope and period crossed its target, upwards or back; the last row of both is how it stands.';
      COMMENT ON COLUMN late_alert.scope IS 'Agency, field and procedure joined by /, each blank where it is all of them.';
      GRANT SELECT, INSERT ON late_alert TO dunghan_app;

      CREATE TABLE staff_absence (
        id uuid CONSTRAINT staff_absence_pkey PRIMARY KEY,
        subject text NOT NULL CONSTRAINT staff_absence_subject_fkey REFERENCES staff,
        agency text NOT NULL CONSTRAINT staff_absence_agency_fkey REFERENCES agency,
        from_at bigint NOT NULL,
        until_at bigint NOT NULL,
        substitute text CONSTRAINT staff_absence_substitute_fkey REFERENCES staff,
        reason text NOT NULL,
        entered_at bigint NOT NULL,
        entered_by text NOT NULL,
        request_key text NOT NULL,
        request_hash text NOT NULL,
        cancelled_at bigint,
        cancelled_by text,
        CONSTRAINT staff_absence_request UNIQUE (entered_by, request_key),
        CONSTRAINT staff_absence_span CHECK (until_at > from_at),
        CONSTRAINT staff_absence_reason CHECK (reason IN ('leave', 'sick', 'maternity', 'mission', 'training', 'other')),
        CONSTRAINT staff_absence_another CHECK (substitute <> subject),
        CONSTRAINT staff_absence_cancelled CHECK ((cancelled_at IS NULL) = (cancelled_by IS NULL))
      );
      COMMENT ON TABLE staff_absence IS 'Who is away from when until when (half open). Nothing of it changes but that it is cancelled; none is deleted.';
      COMMENT ON COLUMN staff_absence.agency IS 'Where the person worked when it was entered.';
      CREATE INDEX staff_absence_agency ON staff_absence (agency, from_at, id);
      CREATE INDEX staff_absence_person ON staff_absence (subject, from_at) WHERE cancelled_at IS NULL;
      GRANT SELECT, INSERT ON staff_absence TO dunghan_app;
      GRANT UPDATE (cancelled_at, cancelled_by) ON staff_absence TO dunghan_app;
    `);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Decided targets and absences would be lost: restore a backup instead'));
  }
}
