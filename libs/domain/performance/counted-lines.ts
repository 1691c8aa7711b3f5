import type { NewEvent } from '../dossier/events.js';
import { foldEvent } from '../dossier/fold.js';
import type { DossierState, StageState } from '../dossier/state.js';
import type { LocalDate } from '../time/local-date.js';
import { activeRuns, isRunLate, runKey, runsEnded } from './dossier-stock.js';
import { type RecordedFlow, recordedFlows } from './event-flows.js';
import { bookingDay, delayOfEnd, endBookedOn } from './figure-deltas.js';
import type { Measure } from './measures.js';
import type { DaySpan } from './periods.js';
import type { Count, Sum } from './rate-sum.js';

/** Counts of what is no dossier: each is listed line by line as it was booked, minutes of delay by the shares they were booked in. */
export const LINE_COUNTS = [
  'becameLate', 'becameLateLetterInTime', 'promiseBroken', 'apologised', 'apologySigned', 'apologyInTime', 'payments', 'paymentsPortal', 'paymentsCashless',
  'stageEnded', 'stageEndedLate', 'stageOpen', 'stageOverdue', 'delayShareMinutes',
] as const satisfies readonly Measure[];
/** A count listed line by line. */
export type LineCount = (typeof LINE_COUNTS)[number];

/** What a line is about. Instants are epoch milliseconds. */
export type LineSubject =
  /** A date given to the applicant: when it was, when it passed, and when its apology was signed. */
  | { readonly kind: 'promise'; readonly number: number; readonly at?: number; readonly brokenAt?: number; readonly signedAt?: number }
  | { readonly kind: 'payment'; readonly at: number; readonly method: string; readonly throughPortal: boolean; readonly amount: number }
  /** A run of a stage; no end while it is worked on. */
  | { readonly kind: 'stage-run'; readonly stage: string; readonly run: number; readonly startedAt?: number; readonly targetAt?: number; readonly endedAt?: number }
  /** A part of a delay in whole working minutes; the stage is empty for what belongs to none. */
  | { readonly kind: 'delay-share'; readonly stage: string; readonly run: number; readonly minutes: number };

/** One thing a count holds, as it was booked: with whom and on which day. */
export interface CountedLine {
  readonly count: LineCount;
  readonly day: LocalDate;
  readonly agency: string;
  /** Subject of the officer of a stage; empty for everything that belongs to the agency. */
  readonly officer: string;
  readonly subject: LineSubject;
}

/** Which lines are asked for: those booked within the days; of stocks, those there at the end of the last. */
export interface LineWindow {
  readonly days: DaySpan;
  readonly agency?: string;
  readonly officer?: string;
  /** Of runs of stages and of shares of delays: of this stage only; empty for what belongs to none. */
  readonly stage?: string;
}

/** The counts of a sum as counts listed line by line; `undefined` where it holds another, or takes anything away. */
export function lineCounts({ plus, minus }: Sum): readonly LineCount[] | undefined {
  const counts = plus.filter(isLineCount);
  return minus.length === 0 && counts.length === plus.length ? counts : undefined;
}

/**
 * What a dossier's events put into counts of letters, payments and runs of stages, one line for each, by the very steps that book them:
 * the lines of all dossiers are as many as the figures say. `events` are all of the dossier.
 */
export function countedLines(events: readonly NewEvent[], counts: readonly LineCount[], { days, agency, officer, stage }: LineWindow): readonly CountedLine[] {
  const book = new LineBook(counts, days);
  let before: DossierState | undefined;
  for (const event of events) {
    const after = foldEvent(before, event);
    book.add(before, event, after);
    before = after;
  }
  return book.lines(before).filter((line) => (agency === undefined || line.agency === agency) && (officer === undefined || line.officer === officer) && (stage === undefined || ('stage' in line.subject && line.subject.stage === stage)));
}

interface Standing {
  readonly line: CountedLine;
  readonly times: number;
}

class LineBook {
  readonly #flows: CountedLine[] = [];
  readonly #stocks = new Map<string, Standing>();
  readonly #signed = new Map<number, number>();

  constructor(
    private readonly counts: readonly LineCount[],
    private readonly days: DaySpan,
  ) {}

  add(before: DossierState | undefined, event: NewEvent, after: DossierState): void {
    const day = bookingDay(event, after);
    if (event.type === 'ApologySigned' && !this.#signed.has(event.payload.promise)) {
      this.#signed.set(event.payload.promise, event.occurredAt);
    }
    for (const flow of recordedFlows(before, event, after)) {
      this.#addFlow(flow, event, after, day);
    }
    for (const stage of runsEnded(before, after)) {
      const line = lineOf(stage, day, event.occurredAt);
      this.#push({ ...line, count: 'stageEnded' });
      if (isRunLate(stage)) {
        this.#push({ ...line, count: 'stageEndedLate' });
      }
    }
    this.#addDelays(before, event, after);
    for (const [state, sign] of [[before, -1], [after, 1]] as const) {
      activeRuns(state).forEach((stage) => {
        this.#stand(stage, day, sign);
      });
    }
  }

  /** Dates and letters as they stand in the end. */
  lines(last: DossierState | undefined): readonly CountedLine[] {
    const standing = [...this.#stocks.values()].flatMap(({ line, times }) => Array.from({ length: Math.max(0, times) }, () => line));
    return [...this.#flows, ...standing].map((line) => (line.subject.kind === 'promise' ? { ...line, subject: this.#promise(line.subject.number, last) } : line));
  }

  #promise(number: number, last: DossierState | undefined): LineSubject {
    const found = last?.promises.find((promise) => promise.number === number);
    const signedAt = this.#signed.get(number);
    return {
      kind: 'promise',
      number,
      ...(found === undefined ? {} : { at: found.at }),
      ...(found?.brokenAt === undefined ? {} : { brokenAt: found.brokenAt }),
      ...(signedAt === undefined ? {} : { signedAt }),
    };
  }

  #addFlow(flow: RecordedFlow, event: NewEvent, after: DossierState, day: LocalDate): void {
    const subject = subjectOf(event);
    if (subject !== undefined && isLineCount(flow.measure)) {
      this.#push({ count: flow.measure, day: flow.day ?? day, agency: flow.agency ?? after.competentAgency, officer: '', subject });
    }
  }

  #addDelays(before: DossierState | undefined, event: NewEvent, after: DossierState): void {
    const day = this.counts.includes('delayShareMinutes') ? endBookedOn(before, event, after) : undefined;
    if (day !== undefined) {
      const shares = delayOfEnd(after).filter(({ minutes }) => minutes !== 0);
      shares.forEach(({ stage, run, agency, officer, minutes }) => {
        this.#push({ count: 'delayShareMinutes', day, agency, officer: officer ?? '', subject: { kind: 'delay-share', stage, run, minutes } });
      });
    }
  }

  #push(line: CountedLine): void {
    if (this.counts.includes(line.count) && line.day >= this.days.first && line.day <= this.days.last) {
      this.#flows.push(line);
    }
  }

  #stand(stage: StageState, day: LocalDate, sign: 1 | -1): void {
    for (const count of isRunLate(stage) ? (['stageOpen', 'stageOverdue'] as const) : (['stageOpen'] as const)) {
      if (this.counts.includes(count) && day <= this.days.last) {
        const key = `${count}\0${stage.agency}\0${stage.officer ?? ''}\0${runKey(stage)}`;
        this.#stocks.set(key, { line: { ...lineOf(stage, day), count }, times: (this.#stocks.get(key)?.times ?? 0) + sign });
      }
    }
  }
}

function subjectOf({ type, payload, occurredAt }: NewEvent): LineSubject | undefined {
  switch (type) {
    case 'DossierBecameLate':
    case 'ApologySigned':
      return { kind: 'promise', number: payload.promise };
    case 'PromiseBroken':
      return { kind: 'promise', number: payload.number };
    case 'PaymentRecorded':
      return { kind: 'payment', at: occurredAt, method: payload.method, throughPortal: payload.throughPortal, amount: payload.amount };
    default:
      return undefined;
  }
}

function lineOf({ id, run, agency, officer, startedAt, targetAt }: StageState, day: LocalDate, endedAt?: number): Omit<CountedLine, 'count'> {
  const moments = { ...(startedAt === undefined ? {} : { startedAt }), ...(targetAt === undefined ? {} : { targetAt }), ...(endedAt === undefined ? {} : { endedAt }) };
  return { day, agency, officer: officer ?? '', subject: { kind: 'stage-run', stage: id, run, ...moments } };
}

function isLineCount(count: Count): count is LineCount {
  return (LINE_COUNTS as readonly Count[]).includes(count);
}
