import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Feedback and urgings beside their cases: what lists, queues and figures ask for, as the events of each case make it. */
export class CreateFeedback1790000000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE feedback (
        case_id uuid PRIMARY KEY CONSTRAINT feedback_case_id_fkey REFERENCES deadline_case,
        phase text NOT NULL,
        channel text,
        subject text,
        received_at bigint NOT NULL,
        portal_code text,
        urging_number integer,
        urgent boolean NOT NULL,
        published_at bigint,
        published_version integer,
        likeness text,
        CONSTRAINT feedback_one_of CHECK ((urging_number IS NULL) = (channel IS NOT NULL) AND (channel IS NULL) = (subject IS NULL)),
        CONSTRAINT feedback_published CHECK ((published_at IS NULL) = (published_version IS NULL))
      );
      COMMENT ON TABLE feedback IS 'Feedback and urgings as the events of their cases make them.';
      COMMENT ON COLUMN feedback.urging_number IS 'Which urging of its dossier it is; null for feedback.';
      COMMENT ON COLUMN feedback.urgent IS 'It raises its dossier in the queues.';
      COMMENT ON COLUMN feedback.likeness IS 'HMAC of telephone and words: equal ones are likely the same thing sent twice.';
      CREATE INDEX feedback_published_at ON feedback (published_at) WHERE published_at IS NOT NULL;
      CREATE INDEX feedback_urgent ON feedback (case_id) WHERE urgent;
      CREATE INDEX feedback_likeness ON feedback (likeness) WHERE likeness IS NOT NULL;

      CREATE TABLE feedback_round (
        case_id uuid NOT NULL CONSTRAINT feedback_round_case_id_fkey REFERENCES deadline_case,
        round integer NOT NULL,
        agency text NOT NULL CONSTRAINT feedback_round_agency_fkey REFERENCES agency,
        begun_at bigint NOT NULL,
        begun_by text NOT NULL,
        ended_at bigint,
        ended_as text,
        in_time boolean,
        verdict text,
        CONSTRAINT feedback_round_pk PRIMARY KEY (case_id, round),
        CONSTRAINT feedback_round_ended CHECK ((ended_at IS NULL) = (ended_as IS NULL) AND (in_time IS NULL OR ended_at IS NOT NULL))
      );
      COMMENT ON TABLE feedback_round IS 'The turns of agencies at feedback: from receipt, forwarding or reopening to their end.';
      CREATE INDEX feedback_round_begun ON feedback_round (agency, begun_at);
      CREATE INDEX feedback_round_ended_at ON feedback_round (agency, ended_at) WHERE ended_at IS NOT NULL;

      CREATE TABLE feedback_request (
        actor_subject text NOT NULL,
        idempotency_key text NOT NULL,
        case_id uuid NOT NULL CONSTRAINT feedback_request_case_id_fkey REFERENCES deadline_case,
        type text NOT NULL,
        body_hmac text NOT NULL,
        accepted_at bigint NOT NULL,
        CONSTRAINT feedback_request_pk PRIMARY KEY (actor_subject, idempotency_key)
      );
      COMMENT ON TABLE feedback_request IS 'Requests to enter feedback or to urge, each with the case it opened or found.';

      GRANT SELECT, INSERT, UPDATE ON feedback, feedback_round TO dunghan_app;
      GRANT SELECT, INSERT ON feedback_request TO dunghan_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE feedback_request; DROP TABLE feedback_round; DROP TABLE feedback');
  }
}
