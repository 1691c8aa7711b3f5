import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Letters that are owed and wait for a signature, and the event a letter is composed from. */
export class AddSignedLetters1790000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE letter ADD COLUMN awaits_signature boolean NOT NULL DEFAULT FALSE, ADD COLUMN composed_from_seq integer;
      UPDATE letter SET composed_from_seq = owed_by_seq;
      ALTER TABLE letter ALTER COLUMN composed_from_seq SET NOT NULL;
      COMMENT ON COLUMN letter.awaits_signature IS 'Owed, but not to leave the house before a person has signed it.';
      COMMENT ON COLUMN letter.composed_from_seq IS 'The event it is composed from: the one that owes it, or the signature that came later.';
      DROP INDEX letter_owed;
      CREATE INDEX letter_owed ON letter (owed_at) WHERE status = 'owed' AND NOT awaits_signature;
      CREATE INDEX letter_unsigned ON letter (owed_at) WHERE awaits_signature;
    `);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Letters that wait for a signature would go out unsigned: restore a backup instead'));
  }
}
