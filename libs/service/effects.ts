import { type DossierEvent, type DossierState, eventOfRow, type EventType, holdersOf, type Instant, isInStock } from '#domain';
import type { Transaction } from '#persistence';
import type { Draft } from './draft.js';

/** Kinds of letters. `apology` is owed once for a promise. */
export const LETTER_KINDS = ['receipt', 'supplement-request', 'refusal', 'apology', 'date-moved', 'stop-notice'] as const;
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
  'promise-broken',
  'notify-result',
  'uncollected-result',
  'command-refused',
  'command-dead',
  'letter-failing',
  'letter-unsure',
  'letter-returned',
  'calendar-unconfirmed',
] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/** What of a dossier decides whether a letter is owed. */
type OwingState = Pick<DossierState, 'immediate' | 'status' | 'provisional'> & Partial<Pick<DossierState, 'extensions'>>;

/** Letters an event owes, given the dossier it happened to. Keys of promises: dossier, kind, promise number; of others: dossier, kind, seq of the owing event. */
export function lettersOwedBy(dossierId: string, event: DossierEvent, { immediate, status, provisional, extensions = [] }: OwingState): readonly OwedLetter[] {
  const bySeq = (kind: LetterKind, form: OwedLetter['form']): readonly OwedLetter[] => [{ key: `${dossierId}:${kind}:${String(event.seq)}`, kind, form }];
  const apology = (promise: number): OwedLetter => ({ key: `${dossierId}:apology:${String(promise)}`, kind: 'apology', form: '04', promise });
  switch (event.type) {
    case 'DossierAccepted':
      // Done while the applicant waits: a slip only for who asks for one (NĐ 61/2018 Art. 17.4).
      return immediate ? [] : bySeq('receipt', '01');
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
      return bySeq('stop-notice', '05');
    case 'ApologySigned':
      return [apology(event.payload.promise)];
    case 'DossierBecameLate':
      return [{ ...apology(event.payload.promise), awaitsSignature: true }];
    case 'PromiseBroken':
      return [{ ...apology(event.payload.number), awaitsSignature: true }];
    case 'DeadlineMoved':
      // The applicant holds a slip with the old date; whoever waits at the desk, or was never promised one, does not.
      return event.payload.dates.appointment === undefined || (immediate && extensions.length === 0) || provisional || !isInStock(status) ? [] : bySeq('date-moved', '00');
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
  ApologyDrafted: 'sign-apology',
  DossierBecameLate: 'sign-apology',
  PromiseBroken: 'promise-broken',
  ResultNoticeOverdue: 'notify-result',
  ResultUncollected: 'uncollected-result',
};

const ANSWERS: readonly TaskKind[] = ['answer-online-filing', 'answer-overdue'];
const PAPERS: readonly TaskKind[] = ['remind-applicant', 'close-unsupplemented'];
const PARTY: readonly TaskKind[] = ['agency-warned', 'agency-late'];
/** Work that is over when the dossier is; an apology for a broken promise stays owed. */
const OVER: readonly TaskKind[] = [...ANSWERS, ...PAPERS, ...PARTY, 'pause-ended', 'opinion-late', 'hand-result-to-desk'];
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
  ResultRecorded: OVER,
  DossierWithdrawn: OVER,
  DossierSuspended: OVER,
  DossierCancelled: [...OVER, 'sign-apology'],
  DossierReopened: RESULT,
  ApologySigned: ['sign-apology'],
  ApologyWithdrawn: ['sign-apology'],
  ResultNotified: ['notify-result'],
  ResultHandedOver: RESULT,
  ResultDispatched: RESULT,
  ResultDelivered: RESULT,
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
const WITH_AGENCY: readonly TaskKind[] = ['sign-apology', 'promise-broken', 'pause-ended', ...PARTY, 'opinion-late', 'hand-result-to-desk'];

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
  /** Agencies that must find the dossier from now on. */
  readonly reached: readonly string[];
  /** Kinds of tasks that were open before and are over. */
  readonly closed: readonly TaskKind[];
  readonly opened: readonly TaskDue[];
}

/** What a draft's events owe, in their order: a task opened by one and closed by a later one is opened and done. */
export function effectsDue({ state, rows }: Draft): EffectsDue {
  const letters: LetterDue[] = [];
  const reached: string[] = [];
  const closed = new Set<TaskKind>();
  let opened: readonly TaskDue[] = [];
  if (state === undefined) {
    return { letters, reached, closed: [], opened };
  }
  for (const row of rows) {
    const event = eventOfRow(row);
    const { dossierId } = row;
    letters.push(...lettersOwedBy(dossierId, event, state).map((letter) => ({ ...letter, dossierId, seq: event.seq, at: event.occurredAt })));
    reached.push(...agenciesReachedBy(event, state));
    const over = CLOSES[event.type] ?? [];
    over.forEach((kind) => closed.add(kind));
    opened = opened.map((task) => (over.includes(task.kind) ? { ...task, done: true } : task));
    const kind = OPENS[event.type];
    if (kind !== undefined && !(ASKED_ONCE.includes(kind) && opened.some((task) => task.kind === kind && !task.done))) {
      opened = [...opened, { key: `${dossierId}:${kind}:${String(event.seq)}`, kind, dossierId, agency: agencyOf(kind, state), seq: event.seq, done: false }];
    }
  }
  return { letters, reached, closed: [...closed], opened };
}

/** A draft may have asked for the signature before lateness asks for it again: one open task is enough. */
export const ASKED_ONCE: readonly TaskKind[] = ['sign-apology'];

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
