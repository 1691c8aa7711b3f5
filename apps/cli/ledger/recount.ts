import { CHANNELS, formatInstant, formatLocalDate, instant, type LocalDate, localDateOf, monthOf, yearOf } from '#domain';
import { daysOf, type Dimension, type DossierDimension, getRate, hasBegun, type Period, RATE_NAMES, type RateName, type RateValue } from '#domain/figures';
import { type Engine, systemClock } from '#service';
import { describeDifference, type Figure, type FigureGroup, type ProvedFigure, proveFigure } from '#service/figures';
import { isReportSpan, parsePeriod, reportPeriod } from '../../api/schemas/figure-period.js';
import { UsageError } from '../usage.js';
import { demandKnownScope } from './known-scope.js';
import { progressPrinter } from './progress.js';

/** Published rates that are to be counted again. */
export interface RecountArguments {
  readonly rates: readonly RateName[];
  /** The month now when absent. */
  readonly period: Period | undefined;
  /** Periods end on the cut-off day of the settings, as those of reports. */
  readonly asReported: boolean;
  /** The only one there is when absent. */
  readonly province: string | undefined;
  readonly scope: Readonly<Partial<Record<Dimension | DossierDimension, string>>>;
  readonly by: FigureGroup | undefined;
}

type RecountOption = 'period' | 'month' | 'from' | 'to' | 'bounds' | 'rate' | 'province' | 'by' | FigureGroup;

const GROUPS: readonly FigureGroup[] = ['agency', 'procedure', 'field', 'channel', 'case', 'commune'];
const PERIODS = '--period is a day 2026-08-19, half a month 2026-08-A or 2026-08-B, a month 2026-08, 2026-Q3, 2026-H1, 2026-9M or 2026';

/** Reads what is to be recounted. Throws `UsageError` for a period, rate, channel or grouping that does not exist. */
export function readRecountOptions(values: Readonly<Partial<Record<RecountOption, string>>>): RecountArguments {
  const rate = RATE_NAMES.find((name) => name === (values.rate ?? 'late-rate'));
  if (rate === undefined && values.rate !== 'all') {
    throw new UsageError(`There is no rate ${values.rate ?? ''}; there are ${RATE_NAMES.join(', ')}, or all of them: all`);
  }
  const by = GROUPS.find((group) => group === values.by);
  if (by === undefined && values.by !== undefined) {
    throw new UsageError(`--by is one of ${GROUPS.join(', ')}`);
  }
  const scope = Object.fromEntries(GROUPS.flatMap((group) => (values[group] === undefined ? [] : [[group, values[group]]])));
  if ((values.case !== undefined || by === 'case') && values.procedure === undefined) {
    throw new UsageError('--case and --by case need --procedure: the codes of cases are those of one procedure');
  }
  if (values.channel !== undefined && !CHANNELS.some((channel) => channel === values.channel)) {
    throw new UsageError(`--channel is one of ${CHANNELS.join(', ')}`);
  }
  const period = readPeriod(values);
  const { bounds } = values;
  if (bounds !== undefined && (!['calendar', 'report'].includes(bounds) || (bounds === 'report' && period !== undefined && !isReportSpan(period)))) {
    throw new UsageError('--bounds is calendar or report; reports are made of a month, quarter, half-year, nine months or a year');
  }
  return { rates: rate === undefined ? RATE_NAMES : [rate], period, asReported: bounds === 'report', province: values.province, scope, by };
}

function readPeriod({ period, month, from, to }: Readonly<Partial<Record<RecountOption, string>>>): Period | undefined {
  if ([period, month, from ?? to].filter((given) => given !== undefined).length > 1 || (from === undefined) !== (to === undefined)) {
    throw new UsageError('A period is given by --period, by --month, or by --from and --to');
  }
  if (from !== undefined && to !== undefined) {
    const [first, last] = [dayFrom(from), dayFrom(to)];
    if (first > last) {
      throw new UsageError(`--to ${to} lies before --from ${from}`);
    }
    return { kind: 'range', first, last };
  }
  const named = parsePeriod(period ?? month ?? '');
  if (month !== undefined && named?.kind !== 'month') {
    throw new UsageError(`--month is a year and a month, such as 2026-08; ${month} is not`);
  }
  if (period !== undefined && named === undefined) {
    throw new UsageError(`${PERIODS}; ${period} is not`);
  }
  return named;
}

function dayFrom(text: string): LocalDate {
  const named = parsePeriod(text);
  if (named?.kind !== 'day') {
    throw new UsageError(`--from and --to are days, such as 2026-08-19; ${text} is not`);
  }
  return named.day;
}

/** Counts rates from the events alone and prints each beside the published one. Resolves to 1 when anything differs. Throws `UsageError` for a period that has not begun and a code nothing has. */
export async function recount(engine: Engine, { rates, period, asReported, province, scope, by }: RecountArguments): Promise<number> {
  const at = systemClock.now();
  const today = localDateOf(at);
  const present: Period = period ?? { kind: 'month', year: yearOf(today), month: monthOf(today) };
  const { assignedTasks } = await engine.rules.settings(engine.database.read);
  const counted = asReported ? (reportPeriod(present, assignedTasks.reports) ?? present) : present;
  const days = daysOf(counted);
  if (!hasBegun(days, at)) {
    throw new UsageError(`The period begins on ${formatLocalDate(days.first)}: ask for it from that day on, or for an earlier one`);
  }
  const whole = province ?? (await onlyProvince(engine));
  await demandKnownScope(engine, whole, scope);
  const query = {
    scope: { province: whole, ...scope },
    period: counted,
    rates,
    at,
    ...(by === undefined ? {} : { groupBy: by }),
  } as const;
  const proved = await proveFigure(engine.database, query, progressPrinter((events: number, seconds: number) => `${String(events)} events recounted (${String(Math.round(events / seconds))}/s)`));
  const { first, last } = proved.kept.days;
  const named = Object.entries(query.scope).map(([dimension, value]) => `${dimension} ${value}`).join(', ');
  const told = rates.filter((rate) => !proved.kept.omitted.includes(rate));
  const lines = told.map((rate) => ({ rate, compared: comparedLines(rate, proved) }));
  const same = lines.every(({ compared }) => compared.every((line) => line.same));
  process.stdout.write(
    [
      ...lines.flatMap(({ rate, compared }) => [
        `${rate} of ${named} from ${formatLocalDate(first)} to ${formatLocalDate(last)}, as of ${formatInstant(at)}${proved.kept.source === 'cells' ? '' : ', told from the dossiers'}`,
        `  = ${getRate(rate).formula}`,
        ...compared.map(({ text }) => text),
      ]),
      ...(proved.kept.omitted.length === 0 ? [] : [`Not told for such a scope and period: ${proved.kept.omitted.join(', ')}`]),
      groundOf(proved),
      ...verdictOf(proved, same),
      '',
    ].join('\n'),
  );
  return same && proved.differences.length === 0 ? 0 : 1;
}

/** The one province there are dossiers of. Throws `UsageError` when there is none, or more than one. */
export async function onlyProvince(engine: Engine): Promise<string> {
  const provinces = await engine.database.read.rows<{ province: string }>('SELECT DISTINCT province FROM dossier ORDER BY province');
  const [first, ...more] = provinces;
  if (first === undefined || more.length > 0) {
    throw new UsageError(first === undefined ? 'There are no dossiers yet' : `There are several provinces, name one with --province: ${provinces.map(({ province }) => province).join(', ')}`);
  }
  return first.province;
}

interface ComparedLine {
  readonly text: string;
  readonly same: boolean;
}

function comparedLines(rate: RateName, { kept, recounted }: ProvedFigure): readonly ComparedLine[] {
  const groups = [...new Set([...kept.figures, ...recounted].map(({ group }) => group))].sort();
  const width = Math.max(0, ...groups.map((group) => group.length));
  return groups.map((group) => {
    const [published, counted] = [kept.figures, recounted].map((figures) => valueIn(figures, group, rate));
    const same = published === counted;
    return { same, text: `  ${group.padEnd(width)}  published ${String(published)}   recounted ${String(counted)}${same ? '' : '   DIFFERENT'}` };
  });
}

function valueIn(figures: readonly Figure[], group: string, rate: RateName): string {
  const value: RateValue = figures.find((figure) => figure.group === group)?.rates[rate] ?? { n: 0, d: 0 };
  return `${String(value.n)} / ${String(value.d)} = ${value.value === undefined ? 'không phát sinh' : `${value.value} %`}`;
}

function groundOf({ events, dossiers, lastSeal }: ProvedFigure): string {
  const sealed = lastSeal === undefined ? 'nothing is sealed yet' : `last seal ${String(lastSeal.number)}:${lastSeal.hash} of ${formatInstant(instant(lastSeal.sealed_at))}`;
  return `Recounted from ${String(events)} events of ${String(dossiers)} dossiers; ${sealed}`;
}

function verdictOf({ differences }: ProvedFigure, same: boolean): readonly string[] {
  const cells = differences.map((difference) => `BROKEN: ${describeDifference(difference)}`);
  return same && cells.length === 0 ? ['Published and recounted are the same, and so is every kept figure. That the events are whole is for verify to say'] : [...(same ? [] : ['BROKEN: a published rate is not what the events give']), ...cells];
}
