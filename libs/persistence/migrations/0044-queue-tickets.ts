import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Numbers of those who wait at a desk, where an installation lets desks hand them out. No personal data, and nothing of a dossier. */
export class AddQueueTickets1790000000044 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE queue_ticket (
        agency text NOT NULL CONSTRAINT queue_ticket_agency_fkey REFERENCES agency(code),
        day integer NOT NULL,
        series text NOT NULL,
        number integer NOT NULL,
        taken_at bigint NOT NULL,
        taken_by text NOT NULL,
        taken_key text NOT NULL,
        called_at bigint,
        called_by text,
        called_key text,
        at_window integer,
        calls integer NOT NULL DEFAULT 0,
        ended_at bigint,
        outcome text,
        CONSTRAINT queue_ticket_pkey PRIMARY KEY (agency, day, series, number),
        CONSTRAINT queue_ticket_taken_unique UNIQUE (taken_by, taken_key),
        CONSTRAINT queue_ticket_called_unique UNIQUE (called_by, called_key),
        CONSTRAINT queue_ticket_number CHECK (number >= 1),
        CONSTRAINT queue_ticket_called CHECK (((called_at IS NULL) = (at_window IS NULL)) AND ((called_at IS NULL) = (calls = 0))),
        CONSTRAINT queue_ticket_ended CHECK (((ended_at IS NULL) = (outcome IS NULL)) AND (ended_at IS NULL OR called_at IS NOT NULL)),
        CONSTRAINT queue_ticket_outcome CHECK (outcome IN ('served', 'skipped'))
      );
      COMMENT ON TABLE queue_ticket IS 'Numbers handed out at desks that have them switched on, from 1 each day and series. Days are those since 1970-01-01.';
      COMMENT ON COLUMN queue_ticket.called_at IS 'The last call; calls counts them.';
      CREATE INDEX queue_ticket_waiting ON queue_ticket (agency, day, taken_at, series, number) WHERE called_at IS NULL;
      GRANT SELECT, INSERT, UPDATE ON queue_ticket TO dunghan_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE queue_ticket');
  }
}
