import type { CommandType } from './commands.js';
import type { DossierStatus } from './status.js';

/** Why a command or an intake was refused. Each code has one Vietnamese sentence in libs/vi. */
export const REFUSAL_CODES = [
  'not-allowed-in-status',
  'not-authorised',
  'unknown-procedure',
  'unknown-case',
  'unknown-agency',
  'agency-not-competent',
  'agency-ended',
  'agency-not-in-territory',
  'channel-not-offered',
  'procedure-not-in-force',
  'procedure-ended',
  'unknown-component',
  'beyond-calendar',
  'agency-without-calendar',
  'unknown-stage',
  'stage-not-open',
  'handover-already-accepted',
  'no-handover-to-recall',
  'stage-not-earlier',
  'last-stage-needs-result',
  'last-stage-needs-obligation',
  'second-part-not-begun',
  'no-second-part-ahead',
  'obligation-of-nothing',
  'supplement-items-empty',
  'supplement-late-needs-head',
  'second-supplement-needs-head',
  'third-supplement-refused',
  'applicant-deadline-in-past',
  'supplement-not-due',
  'pause-ground-not-allowed',
  'planned-end-in-past',
  'decision-already-made',
  'refusal-not-decided',
  'second-reappointment-refused',
  'reappointment-not-in-future',
  'reappointment-after-end',
  'agency-without-desk',
  'never-accepted',
  'no-apology-draft',
  'not-late',
  'already-excused',
  'second-person-required',
  'cancel-needs-same-day',
  'cancel-needs-head',
  'same-agency',
  'nothing-to-confirm',
  'no-dispatch',
  'already-dispatched',
  'wrong-tracking-number',
  'text-required',
  'nothing-to-correct',
  'already-erased',
  'unknown-fee',
  'file-already-attached',
  'received-in-future',
  'code-not-reserved',
  'code-taken',
  'task-closed-by-event',
  'unknown-party-case',
  'no-party-awaited',
  'no-confirmation-awaited',
  'voucher-already-recorded',
  'new-date-not-later',
  'unknown-consultation',
  'opinion-already-asked',
  'no-opinion-awaited',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** An expected "no": what was asked, why not, where the dossier stands and what may be done instead. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly status?: DossierStatus;
  readonly allowedActions?: readonly CommandType[];
  /** Values named in the sentence shown to the person: numbers, codes, instants. */
  readonly data?: Readonly<Record<string, string | number>>;
}
