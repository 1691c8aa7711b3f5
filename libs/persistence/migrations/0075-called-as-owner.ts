import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What runs with the owner's rights, for readers who see too little to answer. */
const AS_OWNER = ['open_dossiers_of(text)', 'named_dossier(uuid)', 'case_concerns(uuid, text, text[])', 'cases_of(text[], text, boolean)'];
const BY_AGENCY = (condition: string): string => ['agency = ANY (agencies)', `coordinating && agencies AND coordinating <> '{}'`]
  .map((whose) => `SELECT id FROM deadline_case WHERE ${condition} AND ${whose} AND (of_kind IS NULL OR kind = of_kind)`).join(' UNION ');

/**
 * What runs with the owner's rights looks into our own tables alone, also where whoever calls it made a temporary one of the same name, and is called by the
 * application and its readers alone: not by the role of Temporal, which may sign in to the same cluster. Cases of agencies are found by kind, and open ones
 * without those of all years.
 */
export class CallAsOwner1790000000075 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION cases_of(text[])');
    await runner.query('CREATE INDEX deadline_case_open ON deadline_case (agency, kind) WHERE outcome IS NULL');
    await runner.query(`
      CREATE FUNCTION cases_of(agencies text[], of_kind text, is_open boolean) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER ROWS 500 SET search_path = public
      AS $$ ${BY_AGENCY('is_open AND outcome IS NULL')} UNION ${BY_AGENCY('NOT is_open')} $$`);
    await runner.query(`COMMENT ON FUNCTION cases_of IS 'Of whoever is in charge or works along, of one kind or any, open ones or all, ids alone: the rows themselves are still shown by the policies only.'`);
    for (const name of AS_OWNER) {
      await runner.query(`ALTER FUNCTION ${name} SET search_path = public, pg_temp`);
      await runner.query(`REVOKE ALL ON FUNCTION ${name} FROM PUBLIC; GRANT EXECUTE ON FUNCTION ${name} TO dunghan_app, dunghan_reader`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION cases_of(text[], text, boolean); DROP INDEX deadline_case_open');
    await runner.query(`
      CREATE FUNCTION cases_of(agencies text[]) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER ROWS 500 SET search_path = public
      AS $$ SELECT id FROM deadline_case WHERE agency = ANY (agencies) UNION SELECT id FROM deadline_case WHERE coordinating && agencies AND coordinating <> '{}' $$`);
    for (const name of AS_OWNER.filter((each) => !each.startsWith('cases_of'))) {
      await runner.query(`REVOKE ALL ON FUNCTION ${name} FROM dunghan_app, dunghan_reader; GRANT EXECUTE ON FUNCTION ${name} TO PUBLIC`);
      await runner.query(`ALTER FUNCTION ${name} SET search_path = public`);
    }
  }
}
