import type { MigrationInterface, QueryRunner } from 'typeorm';

const BY_DATE = `(CASE WHEN status IN ('registered', 'finished') THEN coalesce(next_point_at, received_at)
        WHEN paused_at IS NOT NULL AND became_late_at IS NULL THEN coalesce(next_point_at, 9000000000000000) ELSE coalesce(due_at, 9000000000000000) END)`;

/**
 * Lists of what is open and what is over alike, and of what was cancelled, are read in the order of an index as well: a page of them costs the same
 * however many years are behind, and an open dossier is in no further index. An action on many dossiers that cannot be gone on with is put behind the others by when it was last tried: however many fail every time, what
 * was begun after them has its turn.
 */
export class ServeAtSize1790000000054 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE bulk_action ADD COLUMN tried_at bigint;
      COMMENT ON COLUMN bulk_action.tried_at IS 'When it was last tried to go on with it after a failure; those not tried for longest have their turn first.';
      DROP TRIGGER bulk_action_append_only ON bulk_action;
      CREATE TRIGGER bulk_action_append_only BEFORE UPDATE OR DELETE ON bulk_action FOR EACH ROW EXECUTE FUNCTION refuse_other_changes('finished_at', 'undone_at', 'undo_finished_at', 'tried_at');
      CREATE TRIGGER bulk_action_tried_later BEFORE UPDATE ON bulk_action FOR EACH ROW WHEN (OLD.tried_at IS NOT NULL AND (NEW.tried_at >= OLD.tried_at) IS NOT TRUE) EXECUTE FUNCTION refuse_rewrite();
      GRANT UPDATE (tried_at) ON bulk_action TO dunghan_app`);
    await runner.query(`CREATE INDEX dossier_over ON dossier (province, ${BY_DATE}, id) WHERE closed`);
    await runner.query(`CREATE INDEX dossier_cancelled ON dossier (province, ${BY_DATE}, id) WHERE status = 'cancelled'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX dossier_over, dossier_cancelled');
    await runner.query(`
      DROP TRIGGER bulk_action_tried_later ON bulk_action;
      DROP TRIGGER bulk_action_append_only ON bulk_action;
      CREATE TRIGGER bulk_action_append_only BEFORE UPDATE OR DELETE ON bulk_action FOR EACH ROW EXECUTE FUNCTION refuse_other_changes('finished_at', 'undone_at', 'undo_finished_at');
      ALTER TABLE bulk_action DROP COLUMN tried_at`);
  }
}
