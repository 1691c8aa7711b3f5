import type { Instant, LocalDate } from '#domain';
import { daysOf, type DueFacts, type Period } from '#domain/figures';
import { calendarOfAgency } from '../calendars/calendar-of-agency.js';
import type { Engine } from '../engine.js';
import { DOSSIER_COLUMNS } from './dossier-conditions.js';
import { firstRecordedDay } from './first-recorded-day.js';
import { withProbability } from './foretold.js';
import { type FigureAnswer, readFigure } from './read-figure.js';
import { type FigureQuery, type FigureScope, inScope, Parameters } from './scope.js';

/** Whose budgets, told apart by what. */
type Asked = { readonly scope: Omit<FigureScope, 'officer'> } & Pick<FigureQuery, 'groupBy'>;

/**
 * What budgets of one moment are made of, each asked for once: the last month of a quarter has the quarter's end, its first the quarter's
 * history, and every scope of a province the same calendar.
 */
export class BudgetReads {
  readonly #known = new Map<string, Promise<unknown>>();

  /** @param counts whose dossiers and figures are counted: the application's, or a reader's */
  constructor(
    private readonly engine: Engine,
    private readonly counts: Engine['database'],
    private readonly at: Instant,
  ) {}

  /** Every count of the days of a period. */
  async figure({ scope, groupBy }: Asked, period: Period): Promise<FigureAnswer> {
    return this.#once(['figure', scope, groupBy, daysOf(period)], () => readFigure(this.counts, { scope, period, rates: [], at: this.at, ...(groupBy === undefined ? {} : { groupBy }) }));
  }

  /**
   * Open dossiers whose date lies between now and an instant, by group, and of them those endangered by what stands in their row:
   * an apology is drafted, for the engine counted that their stages need more time than is left, or a stage is past its target. Beside them
   * what the model said of them when all were last scored.
   */
  async due({ scope, groupBy }: Asked, until: Instant): Promise<ReadonlyMap<string, DueFacts>> {
    return this.#once(['due', scope, groupBy, until], () => readDue(this.counts, { scope, ...(groupBy === undefined ? {} : { groupBy }) }, this.at, until));
  }

  async firstRecordedDay(province: string): Promise<LocalDate | undefined> {
    return this.#once(['first-recorded-day', province], () => firstRecordedDay(this.engine.database.read, province));
  }

  async calendar(province: string): ReturnType<typeof calendarOfAgency> {
    return this.#once(['calendar', province], () => calendarOfAgency(this.engine, province));
  }

  async #once<T>(question: readonly unknown[], ask: () => Promise<T>): Promise<T> {
    const key = JSON.stringify(question);
    const answer = (this.#known.get(key) as Promise<T> | undefined) ?? ask();
    this.#known.set(key, answer);
    return answer;
  }
}

async function readDue(counts: Engine['database'], { scope, groupBy }: Asked, at: Instant, until: Instant): Promise<ReadonlyMap<string, DueFacts>> {
  const parameters = new Parameters();
  const now = parameters.add(at, 'bigint');
  const end = parameters.add(until, 'bigint');
  const rows = await counts.read.rows<{ readonly key: string; readonly due: number; readonly endangered: number; readonly dossiers: number; readonly probabilities: number }>(
    `SELECT ${groupBy === undefined ? `''` : DOSSIER_COLUMNS[groupBy]} AS key, count(*) AS due,
       count(*) FILTER (WHERE apology_draft_at IS NOT NULL OR stage_late OR stage_target_at < ${now}) AS endangered,
       count(probability) AS dossiers, coalesce(sum(probability), 0)::bigint AS probabilities
     FROM dossier ${withProbability(parameters, at)}
     WHERE in_stock AND became_late_at IS NULL AND paused_at IS NULL AND NOT provisional AND due_at >= ${now} AND due_at < ${end} AND ${inScope(scope, DOSSIER_COLUMNS, parameters)}
     GROUP BY 1`,
    parameters.values,
  );
  return new Map(rows.map(({ key, due, endangered, dossiers, probabilities }) => [key, { due, endangered, ...(dossiers === 0 ? {} : { foretold: { dossiers, probabilities } }) }]));
}
