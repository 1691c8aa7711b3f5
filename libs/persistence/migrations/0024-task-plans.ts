import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Plans whose tables were read into tasks: the reading as a draft until a person confirms it, then which case each task is, and
 * the series whose reports open one after the other. Cases are told by their identifiers alone: their tables come later.
 */
export class CreateTaskPlans1790000000024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE task_plan (
        id uuid PRIMARY KEY,
        agency text NOT NULL REFERENCES agency,
        province text NOT NULL,
        number text NOT NULL,
        issued_on integer NOT NULL,
        ends_on integer NOT NULL,
        format text NOT NULL CONSTRAINT task_plan_format CHECK (format IN ('docx', 'xlsx', 'csv', 'entered')),
        sha256 text NOT NULL,
        content bytea NOT NULL,
        key_ref text NOT NULL REFERENCES data_key,
        uploaded_by text NOT NULL,
        uploaded_at bigint NOT NULL,
        idempotency_key text NOT NULL,
        request_hmac text NOT NULL,
        confirmed_by text,
        confirmed_at bigint,
        confirmation_hmac text,
        CONSTRAINT task_plan_key_unique UNIQUE (uploaded_by, idempotency_key),
        CONSTRAINT task_plan_days CHECK (ends_on >= issued_on),
        CONSTRAINT task_plan_confirmed CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL) AND (confirmed_at IS NULL) = (confirmation_hmac IS NULL))
      );
      COMMENT ON TABLE task_plan IS 'A plan as its table was read; days are those since 1970-01-01.';
      COMMENT ON COLUMN task_plan.content IS 'Lines, tasks and problems of the reading as JSON, sealed: a plan may name people.';
      COMMENT ON COLUMN task_plan.confirmation_hmac IS 'Of what was confirmed: the same again is the same answer, anything else is refused.';
      CREATE INDEX task_plan_list ON task_plan (agency, uploaded_at, id);

      CREATE TABLE plan_task (
        case_id uuid PRIMARY KEY REFERENCES deadline_case,
        plan_id uuid NOT NULL REFERENCES task_plan,
        place integer NOT NULL,
        CONSTRAINT plan_task_place CHECK (place >= 1)
      );
      COMMENT ON TABLE plan_task IS 'Which cases a task of a plan is: one, or one for each report of a series.';
      CREATE INDEX plan_task_plan ON plan_task (plan_id, place);

      CREATE TABLE report_series (
        id uuid PRIMARY KEY,
        plan_id uuid NOT NULL REFERENCES task_plan,
        place integer NOT NULL,
        agency text NOT NULL REFERENCES agency,
        owner text,
        coordinating text[] NOT NULL,
        period text NOT NULL CONSTRAINT report_series_period CHECK (period IN ('month', 'quarter', 'six-months', 'nine-months', 'year')),
        due_day integer CONSTRAINT report_series_due_day CHECK (due_day BETWEEN 1 AND 31),
        day_off text CONSTRAINT report_series_day_off CHECK (day_off IN ('next-working-day', 'previous-working-day', 'stands')),
        escalates boolean NOT NULL,
        content bytea NOT NULL,
        key_ref text NOT NULL REFERENCES data_key,
        ends_on integer NOT NULL,
        next_year integer NOT NULL,
        next_number integer NOT NULL,
        next_opens_at bigint,
        CONSTRAINT report_series_unique UNIQUE (plan_id, place, period)
      );
      COMMENT ON TABLE report_series IS 'A report that comes again: its next occurrence opens when its days begin.';
      COMMENT ON COLUMN report_series.due_day IS 'Day of a month the plan names; null where the rule of the period holds.';
      COMMENT ON COLUMN report_series.content IS 'Wording and targets as JSON, sealed.';
      COMMENT ON COLUMN report_series.next_opens_at IS 'Null once no occurrence is left within the plan.';
      CREATE INDEX report_series_due ON report_series (next_opens_at) WHERE next_opens_at IS NOT NULL;

      GRANT SELECT, INSERT, UPDATE ON task_plan, report_series TO dunghan_app;
      GRANT SELECT, INSERT ON plan_task TO dunghan_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE report_series, plan_task, task_plan');
  }
}
