import type { MigrationInterface, QueryRunner } from 'typeorm';

const RARE = {
  dossier_held_up: `(province, status) WHERE NOT closed AND status IN ('awaiting-completion', 'awaiting-supplement', 'awaiting-payment', 'registered', 'finished')`,
  dossier_awaited: '(province, awaited_due_at) WHERE NOT closed AND awaited_due_at IS NOT NULL',
  dossier_awaited_late: '(province, awaited_late_from) WHERE NOT closed AND awaited_late_from IS NOT NULL',
  dossier_to_transfer: '(province, transfer_due_at) WHERE NOT closed AND transfer_due_at IS NOT NULL',
  dossier_to_confirm: '(province, forwarding_due_at) WHERE NOT closed AND forwarding_due_at IS NOT NULL',
  dossier_apology_drafted: '(province, apology_draft_at) WHERE NOT closed AND apology_draft_at IS NOT NULL',
  dossier_unassigned: `(province) WHERE in_stock AND paused_at IS NULL AND officers = '{}'`,
  dossier_returned: `(province) WHERE in_stock AND returned_to <> '{}'`,
  dossier_officers: 'USING gin (officers) WHERE NOT closed',
};

/**
 * Notices say which transaction placed them: open screens are told of them in the order in which they become visible. Open dossiers of a province are
 * found in the order of their queue, so that a page anywhere in a hundred thousand is read without sorting them; what is rare among them, and what is
 * one officer's, by partial indexes that a usual dossier is in none of.
 */
export class AddLive1790000000050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE staff_notice ADD COLUMN placed_xact xid8');
    await runner.query('CREATE INDEX staff_notice_placed_xact ON staff_notice (placed_xact)');
    await runner.query(`
      CREATE INDEX dossier_urgency ON dossier (province, (CASE WHEN status IN ('registered', 'finished') THEN coalesce(next_point_at, received_at)
        WHEN paused_at IS NOT NULL AND became_late_at IS NULL THEN coalesce(next_point_at, 9000000000000000) ELSE coalesce(due_at, 9000000000000000) END), id) WHERE NOT closed`);
    for (const [index, on] of Object.entries(RARE)) await runner.query(`CREATE INDEX ${index} ON dossier ${on}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX dossier_urgency, ${Object.keys(RARE).join(', ')}`);
    await runner.query('ALTER TABLE staff_notice DROP COLUMN placed_xact');
  }
}
