import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Drafts of calendars are written once under a key of their author. */
export class AddCalendarDraftKeys1790000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE calendar_draft ADD COLUMN idempotency_key text, ADD COLUMN request_hash text,
        ADD CONSTRAINT calendar_draft_key_unique UNIQUE (created_by, idempotency_key),
        ADD CONSTRAINT calendar_draft_key CHECK ((idempotency_key IS NULL) = (request_hash IS NULL));
    `);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Keys of drafts have no way back: restore a backup instead'));
  }
}
