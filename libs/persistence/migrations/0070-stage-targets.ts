import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose stage is past its target is found by when it is, and not by a look at every running dossier. A stage recorded as late is past it at any moment. Narrow enough that nothing else of the running dossiers is read by it: what is due has an index of its own. */
export class AddStageTargets1790000000070 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX dossier_stage_target ON dossier (province, (CASE WHEN stage_late THEN 0 ELSE stage_target_at END)) WHERE in_stock AND paused_at IS NULL AND (stage_late OR stage_target_at IS NOT NULL)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX dossier_stage_target');
  }
}
