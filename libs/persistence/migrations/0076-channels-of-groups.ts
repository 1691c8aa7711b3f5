import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each new grain with what it tells apart: the other columns of its cells are empty. */
const GRAINS: Readonly<Record<string, readonly string[]>> = {
  'agency-channel': ['agency', 'channel'],
  'field-channel': ['field_code', 'channel'],
  'procedure-channel': ['procedure_code', 'field_code', 'channel'],
};
const DIMENSIONS = ['agency', 'procedure_code', 'field_code', 'channel', 'officer'];

/** What agencies, fields and procedures received by channel is kept, and no longer added up from every procedure of every agency: sums of the finest cells, at once. */
export class KeepChannelsOfGroups1790000000076 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [row] = (await runner.query(`SELECT coalesce(max(cardinality(measures)), 1) AS measures FROM figure_cell WHERE grain = 'agency-procedure-channel'`)) as readonly { measures: number }[];
    const sums = Array.from({ length: row?.measures ?? 1 }, (_, index) => `coalesce(sum(measures[${String(index + 1)}]::float8), 0)`);
    for (const [grain, told] of Object.entries(GRAINS)) {
      const keys = DIMENSIONS.map((column) => (told.includes(column) ? column : `''`));
      await runner.query(`INSERT INTO figure_cell (grain, step, period, province, ${DIMENSIONS.join(', ')}, measures)
        SELECT '${grain}', step, period, province, ${keys.join(', ')}, ARRAY[${sums.join(', ')}]::bigint[] FROM figure_cell
        WHERE grain = 'agency-procedure-channel' GROUP BY step, period, province, ${told.join(', ')}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM figure_cell WHERE grain = ANY($1)', [Object.keys(GRAINS)]);
  }
}
