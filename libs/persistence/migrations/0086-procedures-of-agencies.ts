import type { MigrationInterface, QueryRunner } from 'typeorm';

const GRAIN = 'agency-procedure';
const TOLD = 'agency, procedure_code, field_code';

/** An agency's procedures are kept, and no longer added up from the channels of each: sums of the finest cells, at once. */
export class KeepProceduresOfAgencies1790000000086 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [row] = (await runner.query(`SELECT coalesce(max(cardinality(measures)), 1) AS measures FROM figure_cell WHERE grain = 'agency-procedure-channel'`)) as readonly { measures: number }[];
    const sums = Array.from({ length: row?.measures ?? 1 }, (_, index) => `coalesce(sum(measures[${String(index + 1)}]::float8), 0)`);
    await runner.query(`INSERT INTO figure_cell (grain, step, period, province, ${TOLD}, channel, officer, measures)
      SELECT '${GRAIN}', step, period, province, ${TOLD}, '', '', ARRAY[${sums.join(', ')}]::bigint[] FROM figure_cell
      WHERE grain = 'agency-procedure-channel' GROUP BY step, period, province, ${TOLD}
      ORDER BY step, province, agency, period, procedure_code, field_code`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM figure_cell WHERE grain = $1', [GRAIN]);
  }
}
