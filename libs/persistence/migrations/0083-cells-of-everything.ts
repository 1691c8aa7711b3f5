import type { MigrationInterface, QueryRunner } from 'typeorm';

const STEPS = ['day', 'half-month', 'quarter', 'year'];

/**
 * Beside the cells of years one of everything: what is open today is then read from one cell and not added up from all the years, quarters and
 * half-months behind it. Sums of the years, at once.
 */
export class KeepCellsOfEverything1790000000083 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE figure_cell DROP CONSTRAINT figure_cell_step, ADD CONSTRAINT figure_cell_step CHECK (step IN (${quoted(['all', ...STEPS])}))`);
    const [row] = (await runner.query(`SELECT coalesce(max(cardinality(measures)), 1) AS measures FROM figure_cell WHERE step = 'year'`)) as readonly { measures: number }[];
    const sums = Array.from({ length: row?.measures ?? 1 }, (_, index) => `coalesce(sum(measures[${String(index + 1)}]::float8), 0)`);
    await runner.query(`INSERT INTO figure_cell (grain, step, period, province, agency, procedure_code, field_code, channel, officer, measures)
      SELECT grain, 'all', 0, province, agency, procedure_code, field_code, channel, officer, ARRAY[${sums.join(', ')}]::bigint[] FROM figure_cell
      WHERE step = 'year' GROUP BY grain, province, agency, procedure_code, field_code, channel, officer
      ORDER BY grain, province, agency, procedure_code, field_code, channel, officer`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM figure_cell WHERE step = 'all'`);
    await runner.query(`ALTER TABLE figure_cell DROP CONSTRAINT figure_cell_step, ADD CONSTRAINT figure_cell_step CHECK (step IN (${quoted(STEPS)}))`);
  }
}

function quoted(steps: readonly string[]): string {
  return steps.map((step) => `'${step}'`).join(', ');
}
