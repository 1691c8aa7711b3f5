import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * One action on many may be about several stages of one dossier: stages run side by side, and somebody who is away may have more than one of
 * them. What stands once in an action is a stage, not a dossier.
 */
export class AddBulkStages1790000000051 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE bulk_action_item DROP CONSTRAINT bulk_action_item_dossier');
    await runner.query('CREATE UNIQUE INDEX bulk_action_item_stage ON bulk_action_item (bulk_id, dossier_id, stage) NULLS NOT DISTINCT');
  }

  /** Fails while an action names a dossier twice: what was done is not forgotten. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX bulk_action_item_stage');
    await runner.query('ALTER TABLE bulk_action_item ADD CONSTRAINT bulk_action_item_dossier UNIQUE (bulk_id, dossier_id)');
  }
}
