import { formatLocalDate, localDateOf } from '#domain';
import type { Engine, Verification } from '#service';
import { type Invariant, judgeMonth } from './invariants.js';
import { MONTH_BEGINS, type MonthResult } from './month.js';
import { type MonthFacts, verificationLine } from './month-facts.js';
import type { NightReport } from './world.js';

/** Commands given to publications, feedback, urgings and tasks; what the rules do not allow was refused. */
export interface CaseCommands {
  readonly given: number;
  readonly refused: number;
}

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
  readonly commands: { readonly applied: number; readonly refused: number };
  /** How often what happened, by the name of the event: to dossiers, and to publications, feedback, urgings and tasks. */
  readonly happened: Readonly<Record<string, number>>;
  readonly casesHappened: Readonly<Record<string, number>>;
  readonly caseCommands: CaseCommands;
  /** Rounds of clocks of publications, feedback, urgings and tasks whose end lay in the month. */
  readonly clocks: { readonly met: number; readonly late: number };
  /** Messages about dossiers the national portal took. */
  readonly portalTook: number;
  readonly ledger: Verification;
  readonly historyEvents: { readonly mean: number; readonly most: number; readonly of: number };
  /** What watchdog and reconciliation did. */
  readonly nights: NightReport;
  /** Intakes that came to nothing, by the code of the refusal. */
  readonly refused: Readonly<Record<string, number>>;
  readonly invariants: readonly Invariant[];
}

/** Gathers the report of a month from its figures, tables and facts. */
export async function reportMonth(engine: Engine, seed: number, { end, nights, refused, caseCommands }: Omit<MonthResult, 'taken'> & { readonly caseCommands: CaseCommands }, histories: readonly number[], facts: MonthFacts): Promise<MonthReport> {
  const [figure] = facts.proved.kept.figures;
  const counts = figure?.counts ?? {};
  const rate = figure?.rates['late-rate'];
  const { read } = engine.database;
  const letters = await read.first<{ owed: number; produced: number }>(
    `SELECT count(*) AS owed, count(*) FILTER (WHERE status IN ('produced', 'sent')) AS produced FROM letter WHERE kind = 'apology'`,
  );
  const commands = await read.first<{ applied: number; refused: number }>(
    `SELECT count(*) FILTER (WHERE status = 'applied') AS applied, count(*) FILTER (WHERE status = 'refused') AS refused FROM command_inbox WHERE type <> 'TakeIn'`,
  );
  const events = await read.rows<{ type: string; n: number }>('SELECT type, count(*) AS n FROM dossier_event GROUP BY type ORDER BY type COLLATE "C"');
  return {
    seed,
    from: formatLocalDate(localDateOf(MONTH_BEGINS)),
    to: formatLocalDate(localDateOf(end)),
    received: counts.received ?? 0,
    refusedAtIntake: counts.intakeRefused ?? 0,
    finishedEarly: counts.finishedEarly ?? 0,
    finishedOnTime: counts.finishedOnTime ?? 0,
    finishedLate: counts.finishedLate ?? 0,
    open: counts.open ?? 0,
    openOverdue: counts.overdue ?? 0,
    lateRate: { n: rate?.n ?? 0, d: rate?.d ?? 0, value: rate?.value ?? null },
    apologiesOwed: letters?.owed ?? 0,
    apologiesProduced: letters?.produced ?? 0,
    commands: { applied: commands?.applied ?? 0, refused: commands?.refused ?? 0 },
    happened: Object.fromEntries(events.map(({ type, n }) => [type, n])),
    casesHappened: facts.cases.happened,
    caseCommands,
    clocks: { met: facts.cases.ends.filter(({ becameLate }) => becameLate === 0).length, late: facts.cases.ends.filter(({ becameLate }) => becameLate > 0).length },
    portalTook: facts.portal.taken,
    ledger: facts.verification,
    historyEvents: {
      mean: histories.length === 0 ? 0 : Math.round(histories.reduce((sum, length) => sum + length, 0) / histories.length),
      most: Math.max(0, ...histories),
      of: histories.length,
    },
    nights,
    refused,
    invariants: judgeMonth(facts),
  };
}

/** The report as a person reads it. */
export function renderMonth(report: MonthReport): string {
  const happened = (...types: readonly string[]): string => String(types.reduce((sum, type) => sum + (report.happened[type] ?? report.casesHappened[type] ?? 0), 0));
  const lines: readonly (readonly [string, string])[] = [
    ['month', `${report.from} to ${report.to}, seed ${String(report.seed)}`],
    ['received, refused at intake', `${String(report.received)}, ${String(report.refusedAtIntake)}`],
    ['finished early / on time / late', `${String(report.finishedEarly)} / ${String(report.finishedOnTime)} / ${String(report.finishedLate)}`],
    ['open, of them overdue', `${String(report.open)}, ${String(report.openOverdue)}`],
    ['late rate', `${report.lateRate.value === null ? 'không phát sinh' : `${report.lateRate.value} %`} = ${String(report.lateRate.n)} / ${String(report.lateRate.d)}`],
    ['apologies owed / produced', `${String(report.apologiesOwed)} / ${String(report.apologiesProduced)}`],
    ['commands applied / refused', `${String(report.commands.applied)} / ${String(report.commands.refused)}`],
    ['nothing owed, second part at once', happened('NoObligationConfirmed')],
    ['withdrawn, refused, pauses, supplements', `${happened('DossierWithdrawn')}, ${happened('RefusalDecided')}, ${happened('ClockPaused', 'FinancialObligationRaised')}, ${happened('SupplementRequested')}`],
    ['re-appointments, promises broken', `${happened('ApologySigned')}, ${happened('DossierBecameLate', 'PromiseBroken')}`],
    ['decisions, postings, corrected', `${happened('AnnouncementEntered')}, ${happened('PostingRecorded')}, ${happened('PostingCorrected', 'AnnouncementCorrected')}`],
    ['feedback, answers, published, reopened', `${happened('FeedbackReceived')}, ${happened('FeedbackAnswered')}, ${happened('AnswerPublished')}, ${happened('CaseReopened')}`],
    ['urgings, tasks and reports, done', `${happened('UrgingReceived')}, ${happened('TaskPlanned')}, ${happened('TaskDone')}`],
    ['their commands, refused by a rule', `${String(report.caseCommands.given)}, ${String(report.caseCommands.refused)}`],
    ['their clocks met / late', `${String(report.clocks.met)} / ${String(report.clocks.late)}`],
    ['messages the national portal took', String(report.portalTook)],
    ['ledger', verificationLine(report.ledger)],
    ['reconciled, restarted, nudged', `${String(report.nights.checked)}, ${String(report.nights.restarted)}, ${String(report.nights.nudged)}`],
    ['history events per dossier', `mean ${String(report.historyEvents.mean)}, most ${String(report.historyEvents.most)} (${String(report.historyEvents.of)} dossiers)`],
  ];
  const width = Math.max(...lines.map(([name]) => name.length));
  const figures = lines.map(([name, value]) => `${name.padEnd(width)}  ${value}`);
  const checks = report.invariants.flatMap(({ name, broken }) => [`${broken.length === 0 ? 'ok    ' : 'BROKEN'}  ${name}`, ...broken.slice(0, 5).map((line) => `          ${line}`)]);
  return [...figures, '', ...checks].join('\n');
}
