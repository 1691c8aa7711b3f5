import type { MigrationInterface, QueryRunner } from 'typeorm';

const PROVINCE = `(SELECT current_setting('dunghan.province', true))`;
const AGENCIES = `(SELECT string_to_array(current_setting('dunghan.agencies', true), ','))::text[]`;

/** Cells of figures and what waits to be merged into them: of an agency its own, of a province all of it with its totals. */
const COUNTS = ['figure_cell', 'figure_delta', 'dwell_cell', 'dwell_delta'];

/** By whom a case was seen until now: who is in charge of it or works along, and who sees the dossier it is about. */
const CASE_SEEN_SO_FAR = `agency = ANY (${AGENCIES}) OR coordinating && ${AGENCIES} OR EXISTS (SELECT FROM dossier d WHERE d.id = deadline_case.dossier_id)`;

/**
 * Cases, notices and counts are read within a scope too. What a task, a notice or a case is about is named to whoever is told of it, be the dossier itself
 * beyond their reach: whoever is asked why it is late, or answers what was said of it.
 */
export class AddReach1790000000067 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION named_dossier(of_id uuid) RETURNS TABLE (code text, procedure_code text, procedure_version integer) LANGUAGE sql STABLE SECURITY DEFINER ROWS 1 SET search_path = public
      AS $$ SELECT code, procedure_code, procedure_version FROM dossier WHERE id = of_id $$`);
    await runner.query(`COMMENT ON FUNCTION named_dossier IS 'By what a dossier is named where something else tells of it; the dossier itself is still shown by the policies only.'`);
    await runner.query(`
      CREATE FUNCTION case_concerns(of_id uuid, of_kind text, agencies text[]) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
      AS $$ SELECT CASE of_kind
        WHEN 'feedback' THEN EXISTS (SELECT FROM feedback_round r WHERE r.case_id = of_id AND r.round = 1 AND r.agency = ANY (agencies))
        WHEN 'publication' THEN EXISTS (SELECT FROM case_clock k WHERE k.case_id = of_id AND k.agency = ANY (agencies))
          OR EXISTS (SELECT FROM announced_item i JOIN case_clock k ON k.case_id = i.case_id WHERE i.announcement_id = of_id AND k.agency = ANY (agencies))
        ELSE false END $$`);
    await runner.query(`COMMENT ON FUNCTION case_concerns IS 'Whom a case concerns beside who is in charge or works along: where feedback was received first, who posts a publication, and of a decision who posts an item of it. Not the desk an urging came to, which sees it with its dossier. Asked behind the policies of what it looks at.'`);
    await runner.query(`ALTER POLICY deadline_case_seen ON deadline_case USING (${CASE_SEEN_SO_FAR} OR case_concerns(id, kind, ${AGENCIES}))`);

    await runner.query('GRANT SELECT ON staff_notice TO dunghan_reader; ALTER TABLE staff_notice ENABLE ROW LEVEL SECURITY');
    await runner.query(`CREATE POLICY staff_notice_seen ON staff_notice FOR SELECT TO dunghan_reader USING (agency = ANY (${AGENCIES}))`);

    await runner.query('GRANT SELECT ON plan_task TO dunghan_reader; ALTER TABLE plan_task ENABLE ROW LEVEL SECURITY');
    await runner.query('CREATE POLICY plan_task_seen ON plan_task FOR SELECT TO dunghan_reader USING (EXISTS (SELECT FROM deadline_case c WHERE c.id = plan_task.case_id))');

    for (const table of COUNTS) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${table}_province_reader ON ${table} FOR SELECT TO dunghan_province_reader USING (province = ${PROVINCE})`);
      await runner.query(`CREATE POLICY ${table}_agency_reader ON ${table} FOR SELECT TO dunghan_agency_reader USING (agency = ANY (${AGENCIES}))`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of COUNTS) await runner.query(`DROP POLICY ${table}_agency_reader ON ${table}; DROP POLICY ${table}_province_reader ON ${table}; ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`);
    await runner.query('DROP POLICY plan_task_seen ON plan_task; ALTER TABLE plan_task DISABLE ROW LEVEL SECURITY; REVOKE SELECT ON plan_task FROM dunghan_reader');
    await runner.query('DROP POLICY staff_notice_seen ON staff_notice; ALTER TABLE staff_notice DISABLE ROW LEVEL SECURITY; REVOKE SELECT ON staff_notice FROM dunghan_reader');
    await runner.query(`ALTER POLICY deadline_case_seen ON deadline_case USING (${CASE_SEEN_SO_FAR})`);
    await runner.query('DROP FUNCTION case_concerns; DROP FUNCTION named_dossier');
  }
}
