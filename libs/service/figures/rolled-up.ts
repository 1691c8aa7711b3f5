import { CELL_STEPS, type CellStep, DIMENSIONS, type Dimension, type Grain, GRAINS } from '#domain/figures';
import { CELL_COLUMNS, CELL_KEY, measureArray, measureIn } from './cells.js';

/** Cells of one grain and step. */
interface Level {
  readonly name: string;
  readonly grain: Grain;
  readonly step: CellStep;
  /** The level it is the sum of; the deltas themselves when absent. */
  readonly from: Level | undefined;
}

const DATE = `(DATE '1970-01-01' + line.period)`;

/** SQL twins of the domain's `stepNumber`, on a line's period: that of the step it is summed from. Whole days only, no zone is involved. */
const NUMBERS: Readonly<Record<CellStep, Partial<Record<CellStep, string>>>> = {
  day: {
    day: 'line.period',
    'half-month': `(extract(year FROM ${DATE})::integer * 24 + extract(month FROM ${DATE})::integer * 2 - CASE WHEN extract(day FROM ${DATE}) < 15 THEN 2 ELSE 1 END)`,
    quarter: `(extract(year FROM ${DATE})::integer * 4 + extract(quarter FROM ${DATE})::integer - 1)`,
    year: `extract(year FROM ${DATE})::integer`,
    all: '0',
  },
  'half-month': { 'half-month': 'line.period', quarter: 'line.period / 6', year: 'line.period / 24', all: '0' },
  quarter: { quarter: 'line.period', year: 'line.period / 4', all: '0' },
  year: { year: 'line.period', all: '0' },
  all: { all: 'line.period' },
};

/** Every level, each after the one it is the sum of: the fewest and largest sums first. */
const LEVELS: readonly Level[] = levelsOf();

function levelsOf(): readonly Level[] {
  const levels: Level[] = [];
  const all = GRAINS.flatMap((grain) => ['all' as const, ...grain.steps].map((step) => ({ grain, step })));
  for (const { grain, step } of all.sort((a, b) => fineness(b) - fineness(a))) {
    // The last that holds it is the coarsest.
    const from = levels.filter((level) => holds(level, grain, step)).at(-1);
    levels.push({ name: `level_${String(levels.length)}`, grain, step, from });
  }
  return levels;
}

/** Finer levels have more dimensions, and of equal ones the shorter step. */
function fineness({ grain, step }: Pick<Level, 'grain' | 'step'>): number {
  return grain.dimensions.length * CELL_STEPS.length + CELL_STEPS.indexOf(step);
}

/** Whether a level is the sum of another's cells. Officers' cells hold only what has an officer. */
function holds(level: Level, grain: Grain, step: CellStep): boolean {
  const hasOfficer = (one: Grain): boolean => one.dimensions.includes('officer');
  return NUMBERS[level.step][step] !== undefined && grain.dimensions.every((dimension) => level.grain.dimensions.includes(dimension)) && hasOfficer(level.grain) === hasOfficer(grain);
}

/**
 * SQL: the common table expressions that roll the deltas of a table (or CTE) up into the cells of every grain and step; the last,
 * `name`, has them all. Each level is summed from the coarsest that holds it, so that most rows are read a few times and not once
 * for each level. Officers' figures are kept only where there is an officer: the agency has its own.
 */
export function rollUp(deltas: string, name: string): string {
  return rolledUp(LEVELS, name, (level) => levelOf(level, `(SELECT day AS period, * FROM ${deltas})`));
}

/** SQL: as `rollUp`, into those cells only that are sums of no others: from them `rollUpCells` makes all. */
export function rollUpFinest(deltas: string, name: string): string {
  return rolledUp(LEVELS.filter(({ from }) => from === undefined), name, (level) => levelOf(level, `(SELECT day AS period, * FROM ${deltas})`));
}

/** SQL: as `rollUp`, from a table of the cells `rollUpFinest` gives. */
export function rollUpCells(cells: string, name: string): string {
  return rolledUp(LEVELS, name, (level) => `SELECT period, ${keysOf(level).join(', ')}, measures FROM ${cells} WHERE grain = '${level.grain.name}' AND step = '${level.step}'`);
}

function rolledUp(levels: readonly Level[], name: string, finest: (level: Level) => string): string {
  const columns = ['grain', 'step', 'period', 'province', ...DIMENSIONS.map((dimension) => CELL_COLUMNS[dimension]), 'measures'];
  const prefixed = (level: Level): string => `${name}_${level.name}`;
  const expressions = levels.map((level) => `${prefixed(level)} AS MATERIALIZED (${level.from === undefined ? finest(level) : levelOf(level, prefixed(level.from))})`);
  const union = levels.map((level) => `SELECT '${level.grain.name}' AS grain, '${level.step}' AS step, period, province, ${DIMENSIONS.map((dimension) => (level.grain.dimensions.includes(dimension) ? '' : `'' AS `) + CELL_COLUMNS[dimension]).join(', ')}, measures FROM ${prefixed(level)}`);
  return `${expressions.join(', ')}, ${name} AS (SELECT ${columns.join(', ')} FROM (${union.join(' UNION ALL ')}) AS cell)`;
}

function keysOf({ grain }: Level): readonly string[] {
  return ['province', ...grain.dimensions.map((dimension: Dimension) => CELL_COLUMNS[dimension])];
}

function levelOf(level: Level, lines: string): string {
  const { grain, step, from } = level;
  const keys = keysOf(level);
  const period = NUMBERS[from?.step ?? 'day'][step] ?? 'line.period';
  const where = grain.dimensions.includes('officer') && from === undefined ? `WHERE line.officer <> ''` : '';
  return `SELECT ${period} AS period, ${keys.join(', ')}, ${SUMS} AS measures FROM ${lines} AS line ${where} GROUP BY 1, ${keys.join(', ')}`;
}

/**
 * Sums of every measure over a group of lines. Floating point is exact for whole numbers up to 2^53, and such a sum lies in the
 * group itself: those of bigint and numeric take memory of their own for every measure of every group.
 */
const SUMS = measureArray((measure) => `coalesce(sum(${measureIn('line.measures', measure)}::float8), 0)`);

/** SQL: a cell's columns in the order of its key, with its measures. */
export const ROLLED_UP_COLUMNS = `${CELL_KEY}, measures`;
