import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An opening of a letter says how whoever opened it proved to be whom it is for. Of those before it was not kept. */
export class AddLetterProof1790000000068 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE public_session ADD COLUMN proved_by text,
        ADD CONSTRAINT public_session_proved CHECK (proved_by IS NULL OR proved_by IN ('one-time-code', 'sign-in') AND opens = 'letters');
      ALTER TABLE public_letter_access ADD COLUMN proved_by text,
        ADD CONSTRAINT public_letter_access_proved CHECK (proved_by IN ('one-time-code', 'sign-in'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE public_letter_access DROP COLUMN proved_by; ALTER TABLE public_session DROP COLUMN proved_by');
  }
}
