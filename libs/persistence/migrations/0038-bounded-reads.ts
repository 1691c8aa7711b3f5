import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is read again and again is found by what happened lately, whatever the years before it hold. */
export class BoundReads1790000000038 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX dossier_event_ending ON dossier_event (occurred_at, dossier_id)
        WHERE type IN ('DossierWithdrawn', 'UnsupplementedClosed', 'IntakeRefused') OR (type = 'ResultRecorded' AND payload ->> 'outcome' = 'refused');

      CREATE INDEX dossier_event_recorded_late ON dossier_event (xact_id, dossier_id, seq) WHERE recorded_at - occurred_at > 3600000;
      CREATE INDEX dossier_event_reaching_back ON dossier_event (xact_id, dossier_id, seq) WHERE type IN ('DossierImported', 'ApologySigned', 'ServiceRated', 'FileAttached');
      CREATE INDEX ledger_seal_time ON ledger_seal (sealed_at, number);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ledger_seal_time, dossier_event_reaching_back, dossier_event_recorded_late, dossier_event_ending');
  }
}
