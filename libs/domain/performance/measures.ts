/**
 * Everything the figures count, in the order in which it is stored. The order is part of the stored form: new measures are
 * appended at the end, and none is moved or removed.
 *
 * A flow counts what happened on a day; a stock is stored as its signed changes, so that the stock at the end of a day is the
 * sum of all changes up to it. Every count belongs to the dossier's competent agency, those of stages to the stage's agency,
 * those of answers and hand-overs to the desk that owes them. Most count dossiers; those that say so count minutes.
 */
export const MEASURES = [
  /** Flow: came into the stock. Counter and post on the day of receipt, online on the day of acceptance. */
  'received',
  /** Flow, part of `received`: filed online. */
  'receivedOnline',
  /** Flows: handed from one competent agency to another, booked with both on the same day. */
  'transferredIn',
  'transferredOut',
  /** Flow: came back into the stock after having been finished. */
  'reopened',
  /** Flow: opened under a wrong procedure and taken out on the same day; outside every rate. */
  'cancelled',
  /** Flows: left the stock with an end that is judged; withdrawn, suspended and refused dossiers are among them. */
  'finishedEarly',
  'finishedOnTime',
  'finishedLate',
  'finishedUndated',
  /** Flows, parts of the finished: how the dossier ended if not with a granted result. */
  'withdrawn',
  'suspended',
  'refusedAfterAppraisal',
  /** Flow: filed online and owed an answer; not yet received. */
  'registered',
  /** Flow: an online filing whose answer was not given in time, on the day it was due. */
  'answerLate',
  /** Flow: refused at intake, neither received nor finished. */
  'intakeRefused',
  /** Flow: received with papers that the desk must hand to another agency. */
  'transferDue',
  /** Flow: papers not handed over in time, on the day they were due. */
  'transferLate',
  /** Flows: supplement requests by their number; those made of an online filing on the day of its acceptance. */
  'supplementFirst',
  'supplementSecond',
  /** Flow: `dueAt` passed, on its day. A dossier that was late before it was accepted counts from its acceptance. */
  'becameLate',
  /** Flow: a later promise (re-appointment, second appointment) broken, on its day. */
  'promiseBroken',
  /** Flow: a broken promise with a signed apology, on the day of the break whenever the letter was signed. */
  'apologised',
  /** Flow: apologies signed, on the day of signing. */
  'apologySigned',
  /** Flow, part of `apologySigned`: not later than the letter limit (NĐ 61/2018 Art. 19.9), else than the promised instant. */
  'apologyInTime',
  /** Flow: lateness excused; stands beside the rate and is never subtracted. */
  'excused',
  /** Flow: runs of stages with a target that ended. */
  'stageEnded',
  /** Flow, part of `stageEnded`: after their target. */
  'stageEndedLate',
  /** Stock: received and not finished. open = in time + overdue + paused in time. */
  'open',
  /** Stock, part of `open`: `dueAt` recorded as passed, paused or not, for lateness outranks a pause. */
  'overdue',
  /** Stock, part of `open`: paused and not overdue. */
  'pausedInTime',
  /** Stock, part of `open`: without a due date. */
  'openUndated',
  /** Stock: runs of stages with a target now worked on, of open dossiers. */
  'stageOpen',
  /** Stock, part of `stageOpen`: past their target. */
  'stageOverdue',
  /** Flow: received for a competent agency of another territory, to which the desk must forward the papers. */
  'forwardingDue',
  /** Flow: forwarded papers whose receipt the competent agency had not confirmed in time, on the day they were due. */
  'forwardingLate',
  /** Flow, part of `becameLate` and on its day: the first broken promise has an apology signed by the letter limit, else by the term after the date. */
  'becameLateLetterInTime',
  /** Flow: dossiers whose applicant rated the service, by the last rating and on its day: an earlier one is taken back where it was booked. */
  'rated',
  /** Flow, part of `rated`: very satisfied or satisfied. */
  'ratedSatisfied',
  /** Flow, part of `finishedLate`: on a day after that of the due date, which is also after 24:00 of it (Civil Code 2015 Art. 148.6). */
  'finishedLateByDate',
  /** Flow: finished after the date the applicant was last given. */
  'finishedLateCurrent',
  /** Stock, part of `open`: the date the applicant was last given recorded as passed. */
  'overdueCurrent',
  /** Stock, part of `overdue`: paused. */
  'pausedOverdue',
  /** Stock, part of `openUndated`: not even a legal maximum to be judged by. */
  'openUnjudged',
  /**
   * Flow: the change of `overdue` on the very day of a dossier's due date, so that the sum of one day is what was overdue at its
   * end by the minute and not yet by the date.
   */
  'overdueOnDueDay',
  /** Flow: the same on the last day of a half-month only, for figures kept by half-months. */
  'overdueOnHalfMonthEnd',
  /** Flow, part of `received`: with papers listed one by one. */
  'receivedWithPapers',
  /** Flows, parts of `receivedWithPapers`: every paper electronic; at least one taken from an earlier dossier or a data store. */
  'receivedDigital',
  'receivedReused',
  /** Flow: results recorded here, granted or refused. */
  'results',
  /** Flow, part of `results` and on its day whenever the file was entered: the result is kept as a file. */
  'resultsElectronic',
  /** Flows: payments recorded, and parts of them: on the public service portal; not in cash. */
  'payments',
  'paymentsPortal',
  'paymentsCashless',
  /**
   * Flows: left the stock with an end that is judged, by item 2.1 of index 766 instead of the legal date (`IndexClock`); `indexUndated`
   * had neither an appointment nor a legal maximum.
   */
  'indexInTime',
  'indexLate',
  'indexUndated',
  /**
   * Stock, part of `open`: overdue by the index. No event marks the day it began, so both ends are booked when the dossier leaves the
   * agency's stock; those still in it are added by query.
   */
  'indexOverdue',
  /** Stock, part of `open`: without a date the index could judge by. */
  'indexOpenUndated',
  /** Flows, parts of the finished: by the limit of the statute, where the case states one beside its promise and its end is known. */
  'finishedInTimeStatutory',
  'finishedLateStatutory',
  /** Flow, part of the finished: nothing is recorded of a limit of the statute, or it has one whose end cannot be told. */
  'finishedStatutoryUnknown',
  /** Flow: whole working minutes by which dossiers finished late, with the competent agency, which answers for all of it, on the day of their end. */
  'delayMinutes',
  /** Flow: the same minutes with the agency and officer whose stage they are charged to; over all agencies they are `delayMinutes`. */
  'delayShareMinutes',
  /** Stock, part of `open`: with a limit of the statute beside the promise, whose end its events tell. */
  'openStatutory',
  /** Stock, part of `openStatutory`: past that limit. Booked like `indexOverdue`: no event marks the day it began. */
  'statutoryOverdue',
  /** Flow, part of `finishedLate`: imported, and how long it was late was not counted: its delay is in neither sum of minutes. */
  'delayUnmeasured',
] as const;

export type Measure = (typeof MEASURES)[number];

/** Measures stored as changes: what is left at the end of a day is the sum since the beginning. */
export const STOCKS = ['open', 'overdue', 'pausedInTime', 'openUndated', 'stageOpen', 'stageOverdue', 'overdueCurrent', 'pausedOverdue', 'openUnjudged', 'indexOverdue', 'indexOpenUndated', 'openStatutory', 'statutoryOverdue'] as const satisfies readonly Measure[];

export type Stock = (typeof STOCKS)[number];

/** True for measures that add up over all days rather than within a period. */
export function isStock(measure: Measure): measure is Stock {
  return (STOCKS as readonly Measure[]).includes(measure);
}

const OF_DESKS: readonly string[] = ['registered', 'answerLate', 'transferDue', 'transferLate', 'forwardingDue', 'forwardingLate'] satisfies readonly Measure[];

/** True for what a desk owes by itself and is counted for the desk, whoever is competent: answering online filings, handing papers over and forwarding them. */
export function isOfDesk(count: keyof PeriodFigures): boolean {
  return OF_DESKS.includes(count);
}

const PLACES = Object.fromEntries(MEASURES.map((measure, index) => [measure, index])) as Readonly<Record<Measure, number>>;

/** Place of a measure in a stored array, from 0. */
export function measureIndex(measure: Measure): number {
  return PLACES[measure];
}

/** One count of every measure. */
export type MeasureCounts = Readonly<Record<Measure, number>>;

/** The figures of a scope over a period: its flows, its stocks at the period's end, and the open stock it began with. */
export interface PeriodFigures extends MeasureCounts {
  readonly carriedOver: number;
  /** Open at the end of the period (or now) on a day after that of the due date. */
  readonly overdueByDate: number;
  /** Dossiers that feedback received in the period is about; told from the feedback, and only where a rate asks for it. */
  readonly complained: number;
}

/** Figures of a scope in which nothing happened. */
export const NO_FIGURES: PeriodFigures = {
  ...(Object.fromEntries(MEASURES.map((measure) => [measure, 0])) as Record<Measure, number>),
  carriedOver: 0,
  overdueByDate: 0,
  complained: 0,
};
