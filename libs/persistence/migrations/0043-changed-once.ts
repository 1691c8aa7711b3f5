import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Columns of what is only added to that are filled in later, once: who ended, cancelled, voided, confirmed or erased something, and when. */
const FILLED_ONCE: Readonly<Record<string, readonly string[]>> = {
  document_number: ['voided_at', 'voided_by', 'void_reason'],
  figure_reopening: ['confirmed_by', 'confirmed_at'],
  filing: ['receipt_owed_at'],
  portal_comparison: ['source_erased_at'],
  procedure_record_draft: ['published_version', 'published_at', 'published_by'],
  signing_authority: ['ended_at', 'ended_by'],
  staff_absence: ['cancelled_at', 'cancelled_by'],
  watch_note: ['erased_at'],
};

/** Columns an erasure empties; nothing else is ever written in place of what they hold. */
const ONLY_EMPTIED: Readonly<Record<string, readonly string[]>> = {
  letter_attempt: ['detail', 'key_ref'],
  portal_comparison: ['source', 'key_ref'],
  watch_finding: ['refiled_id'],
  watch_note: ['content', 'key_ref'],
};

/** The moment of the other filing becomes the beginning of its day, with the link to it gone. */
const MOMENT_CUT = `NEW.refiled_at IS DISTINCT FROM OLD.refiled_at AND (OLD.refiled_id IS NULL OR NEW.refiled_id IS NOT NULL OR NEW.refiled_at NOT BETWEEN OLD.refiled_at - 86399999 AND OLD.refiled_at) IS NOT FALSE`;
const TABLES = [...new Set([...Object.keys(FILLED_ONCE), ...Object.keys(ONLY_EMPTIED)])].sort();

/**
 * Columns that may change in tables that are only added to change one way and no further: a note of the watch list cannot say something else
 * later, nor an absence that was cancelled be cancelled by another. And the application may no more than it does.
 */
export class ChangeOnce1790000000043 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      const refused = [
        ...(FILLED_ONCE[table] ?? []).map((column) => `OLD.${column} IS NOT NULL AND NEW.${column} IS DISTINCT FROM OLD.${column}`),
        ...(ONLY_EMPTIED[table] ?? []).map((column) => `NEW.${column} IS NOT NULL AND NEW.${column} IS DISTINCT FROM OLD.${column}`),
        ...(table === 'watch_finding' ? [MOMENT_CUT] : []),
      ];
      await runner.query(`CREATE TRIGGER ${table}_changed_once BEFORE UPDATE ON ${table} FOR EACH ROW WHEN (${refused.map((condition) => `(${condition})`).join(' OR ')}) EXECUTE FUNCTION refuse_rewrite()`);
    }
    await runner.query('REVOKE UPDATE ON what_if_dossier FROM dunghan_app; REVOKE USAGE ON SEQUENCE migrations_id_seq FROM dunghan_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`${TABLES.map((table) => `DROP TRIGGER ${table}_changed_once ON ${table}`).join('; ')}; GRANT UPDATE ON what_if_dossier TO dunghan_app; GRANT USAGE ON SEQUENCE migrations_id_seq TO dunghan_app`);
  }
}
