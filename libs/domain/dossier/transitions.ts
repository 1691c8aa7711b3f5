import type { CommandType } from './commands.js';
import { STATUSES, type DossierStatus } from './status.js';

const FILED = ['registered', 'awaiting-completion'] as const satisfies readonly DossierStatus[];
const WORKING = ['received', 'in-progress'] as const satisfies readonly DossierStatus[];
const STOPPED = ['awaiting-supplement', 'awaiting-payment', 'paused'] as const satisfies readonly DossierStatus[];
const UNDECIDED = [...WORKING, ...STOPPED] as const;
const RECORDED = ['finished', 'returned', 'withdrawn', 'suspended'] as const satisfies readonly DossierStatus[];
const EVERY = STATUSES;

/** In which statuses each command may be given; the finer conditions stand in `allowed.ts` and in the `decide*` functions. */
export const TRANSITIONS: Record<CommandType, readonly DossierStatus[]> = {
  Accept: ['registered'],
  RefuseIntake: [...FILED],
  // The way of the papers is a wall fact: they arrive although the term stands still.
  ConfirmReceipt: [...UNDECIDED],
  Assign: [...UNDECIDED],
  Forward: [...WORKING],
  AcceptHandover: [...UNDECIDED],
  RefuseHandover: [...WORKING],
  RecallHandover: [...WORKING],
  ReturnToStage: [...WORKING],
  RequestSupplement: ['registered', ...WORKING],
  ReceiveSupplement: ['awaiting-completion', 'awaiting-supplement'],
  CloseUnsupplemented: ['awaiting-supplement'],
  PauseClock: [...WORKING],
  ResumeClock: ['paused'],
  RaiseFinancialObligation: [...WORKING],
  MeetFinancialObligation: ['awaiting-payment'],
  ConfirmNoObligation: [...WORKING],
  RefuseAfterAppraisal: [...WORKING],
  RecordResult: [...UNDECIDED],
  NotifyResult: ['finished'],
  HandOver: ['finished'],
  DispatchResult: ['finished'],
  RecordDelivery: ['finished'],
  ShelveResult: ['finished'],
  Withdraw: [...FILED, ...UNDECIDED],
  Suspend: [...UNDECIDED],
  Cancel: [...FILED, ...WORKING],
  Reopen: [...RECORDED],
  Transfer: [...UNDECIDED],
  ForecastLate: [...WORKING],
  // No new date is promised while the clock stands still; after the end, whatever it was, only what is owed for a broken promise is signed.
  SignApology: [...WORKING, ...RECORDED],
  SupplyDelayReason: [...UNDECIDED, ...RECORDED],
  RejectApology: [...UNDECIDED],
  ExcuseLateness: [...UNDECIDED, ...RECORDED],
  FixDueDate: [...WORKING],
  ExtendTerm: [...WORKING],
  AssessFees: [...UNDECIDED, ...FILED, 'finished'],
  RecordPayment: [...UNDECIDED, ...FILED, 'finished', 'returned'],
  AttachFile: [...UNDECIDED, ...FILED, 'finished', 'returned'],
  CorrectComponents: [...UNDECIDED, ...FILED],
  CorrectPersonalData: EVERY,
  RecordContact: [...UNDECIDED, ...FILED, 'finished'],
  ErasePersonalData: [...RECORDED, 'intake-refused', 'cancelled'],
  RecordVoucher: ['awaiting-payment'],
  RecordPartyAnswer: ['awaiting-payment', 'paused'],
  RecordPartyDelay: ['awaiting-payment', 'paused'],
  // An opinion is asked for and given beside the clock, whether that runs or not.
  RequestOpinion: [...UNDECIDED],
  RecordOpinion: [...UNDECIDED],
  // What became of a letter is a fact whatever the dossier is by then.
  RecordLetterIssued: EVERY,
  RecordLetterSent: EVERY,
  AcknowledgeFault: [...UNDECIDED, 'finished', 'returned', 'suspended'],
  RecordCorrection: EVERY,
  // There is something to be satisfied with once the dossier has ended, however it did; what was refused at the desk, or opened by mistake, never began.
  RateService: [...RECORDED],
};

/** Statuses each status can change to. */
export type StatusMoves = Readonly<Record<DossierStatus, readonly DossierStatus[]>>;

/** Status changes the events can make; checked for reachability by `assertReachable`. */
export const MOVES: StatusMoves = {
  registered: ['received', 'awaiting-completion', 'intake-refused', 'withdrawn', 'cancelled'],
  'awaiting-completion': ['registered', 'intake-refused', 'withdrawn', 'cancelled'],
  received: ['in-progress', 'awaiting-supplement', 'awaiting-payment', 'paused', 'finished', 'withdrawn', 'suspended', 'cancelled'],
  'intake-refused': [],
  'in-progress': ['awaiting-supplement', 'awaiting-payment', 'paused', 'finished', 'withdrawn', 'suspended', 'cancelled'],
  'awaiting-supplement': ['in-progress', 'finished', 'withdrawn', 'suspended'],
  'awaiting-payment': ['in-progress', 'finished', 'withdrawn', 'suspended'],
  withdrawn: ['in-progress'],
  paused: ['in-progress', 'finished', 'withdrawn', 'suspended'],
  suspended: ['in-progress'],
  finished: ['returned', 'in-progress'],
  returned: ['in-progress'],
  cancelled: [],
};

/** Throws when a status can never be reached from intake, or a command names no status: checked at boot, on the engine's own tables. */
export function assertReachable(moves: StatusMoves = MOVES, transitions: Readonly<Record<string, readonly DossierStatus[]>> = TRANSITIONS): void {
  const reached = new Set<DossierStatus>(['registered', 'received', 'intake-refused']);
  for (let grown = true; grown; ) {
    const before = reached.size;
    for (const status of [...reached]) {
      moves[status].forEach((next) => reached.add(next));
    }
    grown = reached.size > before;
  }
  const lost = STATUSES.filter((status) => !reached.has(status));
  const idle = Object.entries(transitions).filter(([, statuses]) => statuses.length === 0);
  if (lost.length > 0 || idle.length > 0) {
    throw new Error(`Broken status graph: unreachable ${lost.join(', ')}; commands never allowed ${idle.map(([name]) => name).join(', ')}`);
  }
}

/** True when the table lets a dossier go from one status to the other by a single event. */
export function isLegalMove(from: DossierStatus, to: DossierStatus): boolean {
  return from === to || MOVES[from].includes(to);
}
