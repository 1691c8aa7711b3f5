import { type DossierEvent, type DossierState, eventOfRow, type EventType, holdersOf, type Instant, shipmentUnderWay } from '#domain';
import type { Transaction } from '#persistence';
import type { Draft } from './draft.js';
import { movedDateTold } from './moved-date.js';
import type { NoticeDue } from './staff/notices.js';
import { apologyTasks, apologyTasksOver } from './tasks/apology-tasks.js';

/** Kinds of letters. `apology` is owed once for a promise. */
export const LETTER_KINDS = ['receipt', 'filing-receipt', 'supplement-request', 'refusal', 'apology', 'date-moved', 'stop-notice', 'result-ready', 'uncollected-reminder', 'fault-apology'] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

/** A letter owed to the applicant; its key is the business identity under which it leaves the house at most once. */
export interface OwedLetter {
  readonly key: string;
  readonly kind: LetterKind;
  /** Number of the legal form; `00` for a notice that has none. */
  readonly form: '00' | '01' | '02' | '03' | '04' | '05';
  readonly promise?: number;
  /** Owed, but it goes out only once a person has signed it. */
  readonly awaitsSignature?: true;
}

/** Work owed to a person. */
export interface OwedTask {
  readonly key: string;
  readonly kind: TaskKind;
}

/** Kinds of work that can be owed to a person. */
export const TASK_KINDS = [
  'answer-online-filing',
  'answer-overdue',
  'remind-applicant',
  'close-unsupplemented',
  'pause-ended',
  'agency-warned',
  'agency-late',
  'opinion-late',
  'hand-result-to-desk',
  'sign-apology',
  'supply-delay-reason',
  'tell-new-date',
  'promise-broken',
  'second-reappointment',
  'notify-result',
  'uncollected-result',
  'correct-fault',
  'needed-result',
  'command-refused',
  'command-dead',
  'letter-failing',
  'letter-unsure',
  'letter-returned',
  'calendar-unconfirmed',
  'balance-broken',
  'projection-differs',
  'sync-rejected',
  'sync-withheld',
] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/** What of a dossier decides whether a letter is owed. */
type OwingState = Pick<DossierState, 'immediate' | 'status'> & Partial<Pick<DossierState, 'result' | 'filing'>>;

/** Letters an event owes by itself, given the dossier as it stands; of a date that moved see `movedDateTold`. Keys of promises: dossier, kind, promise number; of others: dossier, kind, seq of the owing event. */
export function lettersOwedBy(dossierId: string, event: DossierEvent, { immediate, status, result, filing }: OwingState): readonly OwedLetter[] {
  const bySeq = (kind: LetterKind, form: OwedLetter['form']): readonly OwedLetter[] => [{ key: `${dossierId}:${kind}:${String(event.seq)}`, kind, form }];
  const apology = (promise: number): OwedLetter => ({ key: `${dossierId}:apology:${String(promise)}`, kind: 'apology', form: '04', promise });
  switch (event.type) {
    case 'DossierAccepted':
      // Done while the applicant waits: a slip only for who asks for one (NĐ 61/2018 Art. 17.4). A filing of several has one receipt: `oweFilingReceipts`.
      return immediate || filing !== undefined ? [] : bySeq('receipt', '01');
    // The slip then states hour and day (NĐ 23/2015 Art. 7), also of what is done while the applicant waits.
    case 'DueDateFixed':
    case 'TermExtended':
      return bySeq('receipt', '01');
    case 'IntakeRefused':
      return bySeq('refusal', '03');
    case 'CompletionRequested':
    case 'SupplementRequested':
      return bySeq('supplement-request', '02');
    case 'UnsupplementedClosed':
      return event.payload.as === 'refused' ? bySeq('refusal', '03') : bySeq('stop-notice', '05');
    case 'RefusalDecided':
      return bySeq('refusal', '03');
    case 'DossierWithdrawn':
    case 'DossierSuspended':
      return bySeq('stop-notice', '05');
    case 'ApologySigned':
      return [apology(event.payload.promise)];
    case 'DossierBecameLate':
      return [{ ...apology(event.payload.promise), awaitsSignature: true }];
    case 'PromiseBroken':
      return [{ ...apology(event.payload.number), awaitsSignature: true }];
    // Not to whom it is handed before the notice is written.
    case 'ResultRecorded':
      return immediate || status !== 'finished' ? [] : bySeq('result-ready', '00');
    case 'ResultUncollected':
      return status !== 'finished' || (result !== undefined && shipmentUnderWay(result) !== undefined) ? [] : bySeq('uncollected-reminder', '00');
    case 'FaultAcknowledged':
      return bySeq('fault-apology', '00');
    default:
      return [];
  }
}

const OPENS: Partial<Record<EventType, TaskKind>> = {
  AnswerAlerted: 'answer-online-filing',
  AnswerBecameLate: 'answer-overdue',
  SupplementReminderDue: 'remind-applicant',
  SupplementExpired: 'close-unsupplemented',
  PausePlannedEndPassed: 'pause-ended',
  PartyWarned: 'agency-warned',
  PartyBecameLate: 'agency-late',
  OpinionBecameLate: 'opinion-late',
  ResultHandoverMissed: 'hand-result-to-desk',
  ResultNoticeOverdue: 'notify-result',
  ResultUncollected: 'uncollected-result',
  FaultAcknowledged: 'correct-fault',
};

const ANSWERS: readonly TaskKind[] = ['answer-online-filing', 'answer-overdue'];
const PAPERS: readonly TaskKind[] = ['remind-applicant', 'close-unsupplemented'];
const PARTY: readonly TaskKind[] = ['agency-warned', 'agency-late'];
/** Work that is over when the dossier is; an apology for a broken promise stays owed. */
const OVER: readonly TaskKind[] = [...ANSWERS, ...PAPERS, ...PARTY, 'second-reappointment', 'pause-ended', 'opinion-late', 'hand-result-to-desk', 'needed-result'];
const RESULT: readonly TaskKind[] = ['notify-result', 'uncollected-result'];

const CLOSES: Partial<Record<EventType, readonly TaskKind[]>> = {
  DossierAccepted: ANSWERS,
  IntakeRefused: OVER,
  CompletionRequested: ANSWERS,
  FilingCompleted: PAPERS,
  SupplementReceived: PAPERS,
  SupplementExpired: ['remind-applicant'],
  UnsupplementedClosed: OVER,
  ClockResumed: ['pause-ended', ...PARTY],
  FinancialObligationMet: ['pause-ended', ...PARTY],
  VoucherRecorded: PARTY,
  PartyAnswered: PARTY,
  PartyBecameLate: ['agency-warned'],
  PartyDelayExplained: ['agency-late'],
  // Passed on with the result of another dossier of its filing, or without it: either way somebody has looked.
  StageForwarded: ['needed-result'],
  ResultRecorded: OVER,
  DossierWithdrawn: OVER,
  DossierSuspended: OVER,
  DossierCancelled: OVER,
  DossierReopened: [...RESULT, 'correct-fault'],
  CorrectionOpened: ['correct-fault'],
  ResultNotified: ['notify-result'],
  ResultHandedOver: RESULT,
  ResultDispatched: RESULT,
  ResultDelivered: RESULT,
};

/** Letters that call for a result: untrue once it has been fetched. */
export const READY: readonly LetterKind[] = ['result-ready', 'uncollected-reminder'];

/** Letters that would be untrue after an event, as far as they have not left. */
const WITHDRAWS: Partial<Record<EventType, readonly LetterKind[]>> = {
  // For an entry by mistake nobody has to apologise.
  DossierCancelled: ['apology'],
  DossierReopened: [...READY, 'stop-notice'],
  ResultHandedOver: READY,
  ResultDispatched: ['uncollected-reminder'],
  ResultDelivered: READY,
};

/** Agencies beside desk and deciding agency that the dossier comes to, and must find it from then on. */
function agenciesReachedBy(event: DossierEvent, state: DossierState): readonly string[] {
  switch (event.type) {
    case 'DossierTransferred':
      return [event.payload.to];
    case 'StageForwarded':
    case 'FinancialObligationMet':
    case 'NoObligationConfirmed':
      return holdersOf(state).filter((agency) => agency !== state.competentAgency && agency !== state.receivingAgency);
    default:
      return [];
  }
}

/** Kinds of tasks of the agency that decides. */
const WITH_AGENCY: readonly TaskKind[] = ['pause-ended', ...PARTY, 'opinion-late', 'hand-result-to-desk'];

/** Where a kind of task lies: at the desk or with the agency that decides. */
function agencyOf(kind: TaskKind, state: DossierState): string {
  return WITH_AGENCY.includes(kind) ? state.competentAgency : state.receivingAgency;
}

/** A letter to be owed, with the event that owes it. */
export interface LetterDue extends OwedLetter {
  readonly dossierId: string;
  readonly seq: number;
  readonly at: number;
}

/** A task to be opened; `done` when a later event of the same draft closes it again. */
export interface TaskDue extends OwedTask {
  readonly dossierId: string;
  readonly agency: string;
  readonly seq: number;
  readonly done: boolean;
}

/** Everything the events of a draft owe. */
export interface EffectsDue {
  readonly letters: readonly LetterDue[];
  /** Kinds of letters owed before that are not to leave any more. */
  readonly withdrawn: readonly LetterKind[];
  /** Agencies that must find the dossier from now on. */
  readonly reached: readonly string[];
  /** Kinds of tasks that were open before and are over. */
  readonly closed: readonly TaskKind[];
  readonly opened: readonly TaskDue[];
  /** What staff are to be told of them. */
  readonly notices: readonly NoticeDue[];
}

/** What staff are told of an event at once: the desk of an apology signed, so that it can tell whoever comes. */
function noticesOwedBy(dossierId: string, event: DossierEvent, { code, receivingAgency }: DossierState): readonly NoticeDue[] {
  if (event.type !== 'ApologySigned') {
    return [];
  }
  const { promise, newAppointment } = event.payload;
  const facts = { code, ...(newAppointment === undefined ? {} : { newAppointment }) };
  return [{ key: `${dossierId}:desk-informed:${String(promise)}`, kind: 'desk-informed', to: { agency: receivingAgency, role: 'clerk' }, dossierId, facts }];
}

/** What a draft's events owe, in their order: a task opened by one and closed by a later one is opened and done. */
export function effectsDue(draft: Draft): EffectsDue {
  const { state, rows } = draft;
  const letters: LetterDue[] = [];
  const withdrawn = new Set<LetterKind>();
  const reached: string[] = [];
  const notices: NoticeDue[] = [];
  const closed = new Set<TaskKind>();
  let opened: readonly TaskDue[] = [];
  if (state === undefined) {
    return { letters, withdrawn: [], reached, closed: [], opened, notices };
  }
  for (const row of rows) {
    const event = eventOfRow(row);
    const { dossierId } = row;
    letters.push(...lettersOwedBy(dossierId, event, state).map((letter) => ({ ...letter, dossierId, seq: event.seq, at: event.occurredAt })));
    (WITHDRAWS[event.type] ?? []).forEach((kind) => withdrawn.add(kind));
    reached.push(...agenciesReachedBy(event, state));
    notices.push(...noticesOwedBy(dossierId, event, state));
    const over = [...(CLOSES[event.type] ?? []), ...apologyTasksOver(event, state)];
    over.forEach((kind) => closed.add(kind));
    opened = opened.map((task) => (over.includes(task.kind) ? { ...task, done: true } : task));
    const opens = OPENS[event.type];
    const asked = [...(opens === undefined ? [] : [{ kind: opens, agency: agencyOf(opens, state) }]), ...apologyTasks(event, state)];
    for (const { kind, agency } of asked) {
      if (!(ASKED_ONCE.includes(kind) && opened.some((task) => task.kind === kind && task.agency === agency && !task.done))) {
        const of = kind === 'supply-delay-reason' ? `${kind}:${agency}` : kind;
        opened = [...opened, { key: `${dossierId}:${of}:${String(event.seq)}`, kind, dossierId, agency, seq: event.seq, done: false }];
      }
    }
  }
  const [first] = rows;
  const moved = movedDateTold(draft.before, rows.map(eventOfRow));
  if (first !== undefined && moved !== undefined) {
    const { dossierId } = first;
    letters.push({ key: `${dossierId}:date-moved:${String(moved.seq)}`, kind: 'date-moved', form: '00', dossierId, seq: moved.seq, at: moved.occurredAt });
  }
  return { letters, withdrawn: [...withdrawn], reached, closed: [...closed], opened, notices };
}

/** A draft may have asked for signature and reason before lateness asks for them again: one open task is enough. */
export const ASKED_ONCE: readonly TaskKind[] = ['sign-apology', 'supply-delay-reason'];

/** Opens a task once: the same key never gives a second one. */
export async function openTask(
  tx: Transaction,
  task: OwedTask,
  details: { readonly dossierId: string | null; readonly agency: string; readonly subject?: string; readonly at: Instant; readonly data: Readonly<Record<string, unknown>> },
): Promise<void> {
  await tx.run('INSERT INTO task (key, kind, dossier_id, agency, subject, data, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (key) DO NOTHING', [
    task.key,
    task.kind,
    details.dossierId,
    details.agency,
    details.subject ?? null,
    JSON.stringify(details.data),
    details.at,
  ]);
}
