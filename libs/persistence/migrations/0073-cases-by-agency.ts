import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whose case is whose is found by index for a reader too: that an agency works along is asked of an array, which behind the policy of cases no index serves,
 * and every case of every agency would be asked whom it concerns.
 */
export class FindCasesByAgency1790000000073 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX deadline_case_coordinating ON deadline_case USING gin (coordinating) WHERE coordinating <> '{}'`);
    await runner.query(`
      CREATE FUNCTION cases_of(agencies text[]) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER ROWS 500 SET search_path = public
      AS $$ SELECT id FROM deadline_case WHERE agency = ANY (agencies) UNION SELECT id FROM deadline_case WHERE coordinating && agencies AND coordinating <> '{}' $$`);
    await runner.query(`COMMENT ON FUNCTION cases_of IS 'Of whoever is in charge or works along, ids alone: the rows themselves are still shown by the policies only.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION cases_of; DROP INDEX deadline_case_coordinating');
  }
}
