import { formatLocalDate, localDateOf, type Instant } from '#domain';
import { type Engine, readFigure } from '#service';
import type { Invariant } from './invariants.js';
import { MONTH_BEGINS } from './month.js';

/** What a simulated month came to. */
export interface MonthReport {
  readonly seed: number;
  readonly from: string;
  readonly to: string;
  readonly received: number;
  readonly refusedAtIntake: number;
  readonly finishedEarly: number;
  readonly finishedOnTime: number;
  readonly finishedLate: number;
  readonly open: number;
  readonly openOverdue: number;
  readonly lateRate: { readonly n: number; readonly d: number; readonly value: string | null };
  readonly apologiesOwed: number;
  readonly apologiesProduced: number;
  readonly events: number;
  readonly historyEvents: { readonly mean: number; readonly most: number; readonly of: number };
  readonly commands: { readonly applied: number; readonly refused: number };
  readonly invariants: readonly Invariant[];
}

/** Gathers the report from figures and tables; nothing is counted twice in two ways here that a screen would show. */
export async function reportMonth(engine: Engine, month: { readonly seed: number; readonly end: Instant; readonly refusedAtIntake: number }, histories: readonly number[], invariants: readonly Invariant[]): Promise<MonthReport> {
  const period = { kind: 'range', first: localDateOf(MONTH_BEGINS), last: localDateOf(month.end) } as const;
  const answer = await readFigure(engine.database, { scope: { province: 'H99' }, period, rates: ['late-rate'], at: month.end });
  const [figure] = answer.figures;
  const counts = figure?.counts ?? {};
  const rate = figure?.rates['late-rate'];
  const letters = await engine.database.read.first<{ owed: number; produced: number }>(
    `SELECT count(*) AS owed, count(*) FILTER (WHERE status = 'produced') AS produced FROM letter WHERE kind = 'apology'`,
  );
  const commands = await engine.database.read.first<{ applied: number; refused: number }>(
    `SELECT count(*) FILTER (WHERE status = 'applied') AS applied, count(*) FILTER (WHERE status = 'refused') AS refused FROM command_inbox`,
  );
  const events = await engine.database.read.first<{ n: number }>('SELECT count(*) AS n FROM dossier_event');
  return {
    seed: month.seed,
    from: formatLocalDate(period.first),
    to: formatLocalDate(period.last),
    received: counts.received ?? 0,
    refusedAtIntake: month.refusedAtIntake,
    finishedEarly: counts.finishedEarly ?? 0,
    finishedOnTime: counts.finishedOnTime ?? 0,
    finishedLate: counts.finishedLate ?? 0,
    open: counts.open ?? 0,
    openOverdue: counts.overdue ?? 0,
    lateRate: { n: rate?.n ?? 0, d: rate?.d ?? 0, value: rate?.value ?? null },
    apologiesOwed: letters?.owed ?? 0,
    apologiesProduced: letters?.produced ?? 0,
    events: events?.n ?? 0,
    historyEvents: {
      mean: histories.length === 0 ? 0 : Math.round(histories.reduce((sum, length) => sum + length, 0) / histories.length),
      most: Math.max(0, ...histories),
      of: histories.length,
    },
    commands: { applied: commands?.applied ?? 0, refused: commands?.refused ?? 0 },
    invariants,
  };
}

/** The report as a person reads it. */
export function renderMonth(report: MonthReport): string {
  const lines: readonly (readonly [string, string])[] = [
    ['month', `${report.from} to ${report.to}, seed ${String(report.seed)}`],
    ['received', String(report.received)],
    ['finished early / on time / late', `${String(report.finishedEarly)} / ${String(report.finishedOnTime)} / ${String(report.finishedLate)}`],
    ['open, of them overdue', `${String(report.open)}, ${String(report.openOverdue)}`],
    ['late rate', `${report.lateRate.value ?? 'không phát sinh'} % = ${String(report.lateRate.n)} / ${String(report.lateRate.d)}`],
    ['apologies owed / produced', `${String(report.apologiesOwed)} / ${String(report.apologiesProduced)}`],
    ['commands applied / refused', `${String(report.commands.applied)} / ${String(report.commands.refused)}`],
    ['ledger events', String(report.events)],
    ['history events per dossier', `mean ${String(report.historyEvents.mean)}, most ${String(report.historyEvents.most)} (${String(report.historyEvents.of)} dossiers)`],
  ];
  const width = Math.max(...lines.map(([name]) => name.length));
  const figures = lines.map(([name, value]) => `${name.padEnd(width)}  ${value}`);
  const checks = report.invariants.flatMap(({ name, broken }) => [`${broken.length === 0 ? 'ok    ' : 'BROKEN'}  ${name}`, ...broken.slice(0, 5).map((line) => `          ${line}`)]);
  return [...figures, '', ...checks].join('\n');
}
