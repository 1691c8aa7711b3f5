import type { EventType, NewEvent } from '../dossier/events.js';
import type { DossierState, PromiseState } from '../dossier/state.js';
import { instant, localDateOf } from '../time/instant.js';
import type { LocalDate } from '../time/local-date.js';
import type { Measure } from './measures.js';

/** A count of one; booked on the event's own day and with the agency the measure belongs to, unless it names another. */
export interface RecordedFlow {
  readonly measure: Measure;
  readonly day?: LocalDate;
  readonly agency?: string;
  /** −1 takes back what an earlier event booked. */
  readonly count?: -1;
}

type FlowsOf<T extends EventType> = (before: DossierState | undefined, event: Extract<NewEvent, { type: T }>, after: DossierState) => readonly RecordedFlow[];

const RESULT_FILE = 'result';

const FLOWS: { readonly [T in EventType]?: FlowsOf<T> } = {
  DossierRegistered: () => [{ measure: 'registered' }],
  // A completed filing is answered anew; late twice it is still one filing.
  AnswerBecameLate: (before) => (before?.passed.answeredLate === true ? [] : [{ measure: 'answerLate' }]),
  IntakeRefused: () => [{ measure: 'intakeRefused' }],
  TransferBecameLate: () => [{ measure: 'transferLate' }],
  ForwardingBecameLate: () => [{ measure: 'forwardingLate' }],
  // What was asked of a filing counts with the dossier it became: one that never was received is in no rate of requests.
  DossierAccepted: (before) => (before?.supplements ?? []).map(({ number }) => ({ measure: requestOf(number) })),
  SupplementRequested: (_before, { payload }) => [{ measure: requestOf(payload.number) }],
  DossierBecameLate: (_before, { payload }, after) => {
    const promise = promiseOf(after, payload.promise);
    return [...broken('becameLate', promise), ...(promise?.apologyInTime === true ? [{ measure: 'becameLateLetterInTime' as const }] : [])];
  },
  PromiseBroken: (_before, { payload }, after) => broken('promiseBroken', promiseOf(after, payload.number)),
  ApologySigned: (before, { payload, occurredAt }, after) => [...apology(before, promiseOf(before, payload.promise), occurredAt), ...inTimeAfterBreak(before, promiseOf(before, payload.promise), promiseOf(after, payload.promise))],
  LatenessExcused: () => [{ measure: 'excused' }],
  ResultRecorded: (_before, _event, after) => recordedResult(after),
  UnsupplementedClosed: (_before, _event, after) => (after.result === undefined ? [] : recordedResult(after)),
  FileAttached: (before, { payload }) => lateFile(before, payload.purpose),
  PaymentRecorded: (_before, { payload }) => [
    { measure: 'payments' },
    ...(payload.throughPortal ? [{ measure: 'paymentsPortal' as const }] : []),
    ...(payload.method === 'cash' ? [] : [{ measure: 'paymentsCashless' as const }]),
  ],
  ServiceRated: (before, _event, after) => [...rated(before).map((flow) => ({ ...flow, count: -1 as const })), ...rated(after)],
};

/** The flows an event records by itself, beside what it does to the stock. */
export function recordedFlows(before: DossierState | undefined, event: NewEvent, after: DossierState): readonly RecordedFlow[] {
  const flows = FLOWS[event.type] as FlowsOf<EventType> | undefined;
  return flows === undefined ? [] : flows(before, event, after);
}

/** The rating of a dossier, with the agency it is about and on its day. */
function rated(state: DossierState | undefined): readonly RecordedFlow[] {
  const rating = state?.rating;
  if (rating === undefined) {
    return [];
  }
  const where = { agency: rating.agency, day: localDateOf(instant(rating.at)) };
  return [{ measure: 'rated', ...where }, ...(rating.rating === 'dissatisfied' ? [] : [{ measure: 'ratedSatisfied' as const, ...where }])];
}

function recordedResult(after: DossierState): readonly RecordedFlow[] {
  return hasResultFile(after) ? [{ measure: 'results' }, { measure: 'resultsElectronic' }] : [{ measure: 'results' }];
}

/** The first file of a result that was recorded before it: booked on the day of the result. What a source finished elsewhere is not counted. */
function lateFile(before: DossierState | undefined, purpose: string): readonly RecordedFlow[] {
  const result = before?.result;
  const counts = before !== undefined && result !== undefined && result.imported === undefined && purpose === RESULT_FILE && !hasResultFile(before);
  return counts ? [{ measure: 'resultsElectronic', day: localDateOf(instant(result.recordedAt)) }] : [];
}

function hasResultFile({ files }: DossierState): boolean {
  return files.some(({ purpose }) => purpose === RESULT_FILE);
}

function requestOf(number: number): Measure {
  return number === 1 ? 'supplementFirst' : 'supplementSecond';
}

function broken(measure: Measure, promise: PromiseState | undefined): readonly RecordedFlow[] {
  return promise?.apology === 'signed' ? [{ measure }, { measure: 'apologised' }] : [{ measure }];
}

function apology(before: DossierState | undefined, promise: PromiseState | undefined, signedAt: number): readonly RecordedFlow[] {
  if (before === undefined || promise === undefined || promise.apology === 'signed') {
    return [];
  }
  const limit = promise.number === before.duePromise ? (before.milestones.letterLimitAt ?? promise.at) : promise.at;
  return [
    { measure: 'apologySigned' },
    ...(promise.brokenAt === undefined && signedAt <= limit ? [{ measure: 'apologyInTime' as const }] : []),
    ...(promise.brokenAt === undefined ? [] : [{ measure: 'apologised' as const, day: breakDay(before, promise.brokenAt) }]),
  ];
}

/** A letter signed after the date, yet within the term it had: in time with the lateness it is about. */
function inTimeAfterBreak(before: DossierState | undefined, promise: PromiseState | undefined, signed: PromiseState | undefined): readonly RecordedFlow[] {
  const counts = before !== undefined && promise?.brokenAt !== undefined && promise.apology !== 'signed' && signed?.apologyInTime === true;
  return counts ? [{ measure: 'becameLateLetterInTime', day: breakDay(before, promise.brokenAt) }] : [];
}

/** The break counts from acceptance on where the date had passed before it, like the lateness itself. */
function breakDay(state: DossierState, brokenAt: number): LocalDate {
  return localDateOf(instant(Math.max(brokenAt, state.acceptedAt ?? state.receivedAt)));
}

function promiseOf(state: DossierState | undefined, number: number): PromiseState | undefined {
  return state?.promises.find((promise) => promise.number === number);
}
