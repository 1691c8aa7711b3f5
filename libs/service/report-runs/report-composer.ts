import { canonicalJson, type Instant, type ReportPeriod } from '#domain';
import type { DaySpan } from '#domain/figures';
import { csvLine } from '#letters';
import type { Engine } from '../engine.js';
import { readFigure } from '../figures/read-figure.js';
import type { PublishedScope } from '../published-figures/published-row.js';

/** A report that is asked for: its period by name, the days it counts, whose it is, and the moment it is made at. */
export interface ReportAsked {
  readonly report: ReportPeriod;
  readonly days: DaySpan;
  readonly scope: PublishedScope;
  readonly at: Instant;
}

/** One file of a report; `format` tells the files of one report apart. */
export interface ComposedFile {
  readonly format: string;
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

/** What a report came to: its files, and the hash of the figures they show. */
export interface ComposedReport {
  readonly files: readonly ComposedFile[];
  readonly figuresHash: string;
}

/** Makes a report's files. Whoever writes documents of reports gives one of these to the worker. */
export type ReportComposer = (engine: Engine, asked: ReportAsked) => Promise<ComposedReport>;

/** The rates of a report: every rate with numerator, denominator and percentage as CSV. */
export const composeRates: ReportComposer = async (engine, { report, days, scope, at }) => {
  const { figures } = await readFigure(engine.database, { scope, period: { kind: 'range', ...days }, rates: 'all', at });
  const rates = Object.entries(figures[0]?.rates ?? {});
  const lines = [csvLine(['rate', 'numerator', 'denominator', 'percent']), ...rates.map(([name, { n, d, value = '' }]) => csvLine([name, n, d, { percent: value }]))];
  return {
    files: [{ format: 'csv', name: `${report}-rates.csv`, mediaType: 'text/csv', content: Buffer.from(lines.join(''), 'utf8') }],
    figuresHash: engine.sha256(canonicalJson(Object.fromEntries(rates.map(([name, { n, d }]) => [name, { n, d }])))),
  };
};
