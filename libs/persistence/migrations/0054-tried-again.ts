import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An action on many dossiers that cannot be gone on with is put behind the others by when it was last tried: however many fail every time, what
 * was begun after them has its turn.
 */
export class AddTriedAgain1790000000054 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE bulk_action ADD COLUMN tried_at bigint;
      COMMENT ON COLUMN bulk_action.tried_at IS 'When it was last tried to go on with it after a failure; those not tried for longest have their turn first.';
      DROP TRIGGER bulk_action_append_only ON bulk_action;
      CREATE TRIGGER bulk_action_append_only BEFORE UPDATE OR DELETE ON bulk_action FOR EACH ROW EXECUTE FUNCTION refuse_other_changes('finished_at', 'undone_at', 'undo_finished_at', 'tried_at');
      CREATE TRIGGER bulk_action_tried_later BEFORE UPDATE ON bulk_action FOR EACH ROW WHEN (OLD.tried_at IS NOT NULL AND (NEW.tried_at >= OLD.tried_at) IS NOT TRUE) EXECUTE FUNCTION refuse_rewrite();
      GRANT UPDATE (tried_at) ON bulk_action TO dunghan_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER bulk_action_tried_later ON bulk_action;
      DROP TRIGGER bulk_action_append_only ON bulk_action;
      CREATE TRIGGER bulk_action_append_only BEFORE UPDATE OR DELETE ON bulk_action FOR EACH ROW EXECUTE FUNCTION refuse_other_changes('finished_at', 'undone_at', 'undo_finished_at');
      ALTER TABLE bulk_action DROP COLUMN tried_at`);
  }
}
