import { formatInstant, formatLocalDate, instant, localDateOf, monthOf, yearOf } from '#domain';
import { type Dimension, getRate, type Period, RATE_NAMES, type RateName, type RateValue } from '#domain/figures';
import { type Engine, systemClock } from '#service';
import { describeDifference, type Figure, type FigureGroup, type ProvedFigure, proveFigure } from '#service/figures';
import { UsageError } from '../usage.js';
import { progressPrinter } from './progress.js';

/** A published rate that is to be counted again. */
export interface RecountArguments {
  readonly rate: RateName;
  /** The month now when absent. */
  readonly period: Period | undefined;
  /** The only one there is when absent. */
  readonly province: string | undefined;
  readonly scope: Readonly<Partial<Record<Dimension, string>>>;
  readonly by: FigureGroup | undefined;
}

const GROUPS: readonly FigureGroup[] = ['agency', 'procedure', 'field', 'channel'];

/** Reads what is to be recounted. Throws `UsageError` for a month, rate or grouping that does not exist. */
export function readRecountOptions(values: Readonly<Partial<Record<'month' | 'rate' | 'province' | 'by' | FigureGroup, string>>>): RecountArguments {
  const rate = RATE_NAMES.find((name) => name === (values.rate ?? 'late-rate'));
  if (rate === undefined) {
    throw new UsageError(`There is no rate ${values.rate ?? ''}; there are ${RATE_NAMES.join(', ')}`);
  }
  const by = GROUPS.find((group) => group === values.by);
  if (by === undefined && values.by !== undefined) {
    throw new UsageError(`--by is one of ${GROUPS.join(', ')}`);
  }
  const scope = Object.fromEntries(GROUPS.flatMap((group) => (values[group] === undefined ? [] : [[group, values[group]]])));
  return { rate, period: values.month === undefined ? undefined : monthFrom(values.month), province: values.province, scope, by };
}

function monthFrom(text: string): Period {
  const [, year, month] = /^(\d{4})-(0[1-9]|1[0-2])$/u.exec(text) ?? [];
  if (year === undefined || month === undefined) {
    throw new UsageError(`--month is a year and a month, such as 2026-08; ${text} is not`);
  }
  return { kind: 'month', year: Number(year), month: Number(month) };
}

/** Counts a rate from the events alone and prints it beside the published one. Resolves to 1 when anything differs. */
export async function recount(engine: Engine, { rate, period, province, scope, by }: RecountArguments): Promise<number> {
  const at = systemClock.now();
  const today = localDateOf(at);
  const query = {
    scope: { province: province ?? (await onlyProvince(engine)), ...scope },
    period: period ?? { kind: 'month', year: yearOf(today), month: monthOf(today) },
    rates: [rate],
    at,
    ...(by === undefined ? {} : { groupBy: by }),
  } as const;
  const proved = await proveFigure(engine.database, query, progressPrinter((events: number, seconds: number) => `${String(events)} events recounted (${String(Math.round(events / seconds))}/s)`));
  const { first, last } = proved.kept.days;
  const named = Object.entries(query.scope).map(([dimension, value]) => `${dimension} ${value}`).join(', ');
  const lines = comparedLines(rate, proved);
  process.stdout.write(
    [
      `${rate} of ${named} from ${formatLocalDate(first)} to ${formatLocalDate(last)}, as of ${formatInstant(at)}`,
      `  = ${getRate(rate).formula}`,
      ...lines.map(({ text }) => text),
      groundOf(proved),
      ...verdictOf(proved, lines.every(({ same }) => same)),
      '',
    ].join('\n'),
  );
  return lines.every(({ same }) => same) && proved.differences.length === 0 ? 0 : 1;
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
  return same && cells.length === 0 ? ['Published and recounted are the same, and so is every kept figure. That the events are whole is for verify to say'] : [...(same ? [] : ['BROKEN: the published rate is not what the events give']), ...cells];
}
