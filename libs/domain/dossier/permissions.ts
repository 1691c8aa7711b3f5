import type { Actor, Role } from './actor.js';
import type { Agency } from './agency.js';
import { COMMAND_TYPES, SYSTEM_COMMANDS } from './commands.js';

/** What may be done with cases: publications, feedback and assigned tasks. */
const CASE_ACTIONS = ['ReadCase', 'AssignCase', 'StoreEvidence', 'ReadEvidence', 'EnterAnnouncement', 'RecordPosting'] as const;

/** What may be done with feedback and urgings beside reading them. */
const FEEDBACK_ACTIONS = ['ReceiveFeedback', 'HandleFeedback', 'ApproveFeedback', 'UrgeDossier'] as const;

/** What may be done with assigned tasks: doing them, and importing plans, setting dates, entering findings, deciding extensions. */
const TASK_ACTIONS = ['WorkOnTask', 'DirectTask'] as const;

/** Targets of the late rate, what it would be under other rules, and who is away: one's own absence, and those of people one leads. */
const STAFFING_ACTIONS = ['SetLateTarget', 'AskWhatIf', 'EnterAbsence', 'ManageAbsences'] as const;

/** Notes on a dossier, and what is prepared for who signs it. */
const WORK_ACTIONS = ['WriteNote', 'ProposeDecision'] as const;

/** The watch list, and comparing our figures with the portal's. */
const WATCH_ACTIONS = ['ReadWatchList', 'NoteWatchFinding', 'ReadPortalComparison', 'ComparePortal'] as const;

/** Numbers of those who wait at a desk: taken, called, skipped, done. */
const QUEUE_ACTIONS = ['RunQueue'] as const;

/**
 * What may be done about scores: an officer's evaluation sheet opened, by its own officer or the direct head alone (the reach is never below
 * the agency: `mayOpenSheet`), and results of a satisfaction survey entered.
 */
const QUALITY_ACTIONS = ['OpenEvaluation', 'EnterSurvey'] as const;

/** Whose data was shown to whom, everything held about one person, and the first word that a dossier is past its retention (the second is the erasure's own right). */
const PRIVACY_ACTIONS = ['ReadAccessLog', 'ExportPerson', 'ConfirmErasure'] as const;

/** Everything a person may ask the system to do: every command, and the actions beside dossiers' own life. */
export const ACTIONS = [
  ...COMMAND_TYPES,
  'TakeIn',
  'EnterOutage',
  'FileOnline',
  'ReadDossier',
  'SearchDossiers',
  'ReadFigures',
  'PublishFigures',
  'ExportEventLog',
  'ReadPersonalData',
  'ReadFile',
  'ReserveCodes',
  'CloseRegister',
  'DeliverLetters',
  'ResolveSync',
  'ReadLedger',
  'ManageCatalogue',
  'ReadParIndex',
  'ScoreParIndex',
  ...STAFFING_ACTIONS,
  ...CASE_ACTIONS,
  ...FEEDBACK_ACTIONS,
  ...TASK_ACTIONS,
  ...QUALITY_ACTIONS,
  ...WATCH_ACTIONS,
  ...QUEUE_ACTIONS,
  ...WORK_ACTIONS,
  ...PRIVACY_ACTIONS,
] as const;
export type Action = (typeof ACTIONS)[number];

/**
 * How far a role's right reaches: `own` agency (its desk or the agency that handles or decides), `below` it and the
 * bodies under it, the whole `province`, or nothing. A role held in the province's own body reaches the whole province.
 */
export type Reach = 'none' | 'own' | 'below' | 'province';

const DESK: readonly Action[] = [
  'TakeIn', 'EnterOutage', 'Accept', 'RefuseIntake', 'ReceiveSupplement', 'MeetFinancialObligation', 'RecordResult', 'NotifyResult', 'HandOver',
  'DispatchResult', 'RecordDelivery', 'ShelveResult', 'Withdraw', 'AssessFees', 'RecordPayment', 'AttachFile', 'CorrectComponents', 'CorrectPersonalData',
  'RecordContact', 'Forward', 'AcceptHandover', 'RefuseHandover', 'RecallHandover', 'RequestSupplement', 'CloseUnsupplemented', 'ExtendTerm', 'ReadDossier',
  'RecordVoucher', 'RecordPartyAnswer', 'RecordPartyDelay', 'SupplyDelayReason', 'RateService',
  'SearchDossiers', 'ReadPersonalData', 'ReadFile', 'ReserveCodes', 'ReadFigures', 'DeliverLetters', 'ResolveSync',
  'ReadCase', 'StoreEvidence', 'ReadEvidence', 'RecordPosting',
  'ReceiveFeedback', 'UrgeDossier', 'OpenEvaluation',
  'EnterAbsence', 'RunQueue', 'WriteNote', 'ProposeDecision',
];
/** `RecordResult` is the desk's: a clock stops when the result, or the notice of a refusal, has reached it. */
const OFFICE: readonly Action[] = [
  'ConfirmReceipt', 'Assign', 'Forward', 'AcceptHandover', 'RefuseHandover', 'RecallHandover', 'ReturnToStage', 'RequestSupplement', 'ReceiveSupplement',
  'PauseClock', 'ResumeClock', 'RaiseFinancialObligation', 'MeetFinancialObligation', 'ConfirmNoObligation', 'ForecastLate', 'SupplyDelayReason', 'ExtendTerm', 'AssessFees', 'AttachFile', 'RecordContact',
  'RecordVoucher', 'RecordPartyAnswer', 'RecordPartyDelay', 'RequestOpinion', 'RecordOpinion',
  'ReadDossier', 'SearchDossiers', 'ReadPersonalData', 'ReadFile', 'ReadFigures',
  'ReadCase', 'StoreEvidence', 'ReadEvidence', 'RecordPosting',
  'ReceiveFeedback', 'HandleFeedback', 'WorkOnTask', 'OpenEvaluation',
  'EnterAbsence', 'WriteNote', 'ProposeDecision',
];
const LEAD: readonly Action[] = [
  ...OFFICE, 'RefuseAfterAppraisal', 'CloseUnsupplemented', 'Suspend', 'Cancel', 'Reopen', 'Transfer', 'RejectApology', 'SignApology', 'ExcuseLateness', 'FixDueDate',
  'CorrectComponents', 'CorrectPersonalData', 'EnterOutage', 'Withdraw', 'AcknowledgeFault', 'CloseRegister', 'DeliverLetters', 'ResolveSync', 'ReadParIndex', 'ScoreParIndex',
  'AssignCase',
  'ApproveFeedback', 'UrgeDossier', 'DirectTask', 'EnterSurvey', 'PublishFigures', 'AskWhatIf', 'ExportEventLog', 'ManageAbsences',
  'ReadWatchList', 'NoteWatchFinding', 'ReadPortalComparison', 'ComparePortal', 'RunQueue',
  ...PRIVACY_ACTIONS,
];
/** What the portal's service account hands on for the applicant. */
const PORTAL: readonly Action[] = ['FileOnline', 'ReceiveSupplement', 'RecordPayment', 'MeetFinancialObligation', 'Withdraw'];

const GRANTS: Record<Role, { readonly reach: Reach; readonly actions: readonly Action[] }> = {
  clerk: { reach: 'own', actions: DESK },
  officer: { reach: 'own', actions: OFFICE },
  head: { reach: 'below', actions: LEAD },
  signatory: { reach: 'below', actions: ['SignApology', 'RejectApology', 'AcknowledgeFault', 'RefuseAfterAppraisal', 'CloseRegister', 'ReadDossier', 'SearchDossiers', 'ReadPersonalData', 'ReadFile', 'ReadFigures', 'ReadCase', 'ReadEvidence', 'EnterAbsence', 'WriteNote'] },
  manager: { reach: 'province', actions: ['ReadDossier', 'SearchDossiers', 'ReadFigures', 'PublishFigures', 'ExportEventLog', 'ReadLedger', 'ReadParIndex', 'ScoreParIndex', 'ReadCase', 'AssignCase', 'StoreEvidence', 'ReadEvidence', 'DirectTask', 'EnterAnnouncement', 'EnterSurvey', 'ReadWatchList', 'ReadPortalComparison', 'ComparePortal', 'SetLateTarget', 'AskWhatIf'] },
  admin: { reach: 'province', actions: ['ReadDossier', 'SearchDossiers', 'ReadFigures', 'ReadLedger', 'ManageCatalogue', 'ReserveCodes', 'ErasePersonalData', 'ExcuseLateness', 'ResolveSync', 'ReadParIndex', 'ScoreParIndex', 'ReadCase', 'StoreEvidence', 'ReadEvidence', 'EnterAnnouncement', 'EnterSurvey', 'ReadPortalComparison', 'ComparePortal', 'SetLateTarget', 'ManageAbsences', 'ReadAccessLog', 'ConfirmErasure'] },
  auditor: { reach: 'province', actions: ['ReadDossier', 'SearchDossiers', 'ReadFigures', 'ExportEventLog', 'ReadLedger', 'ReadParIndex', 'ReadCase', 'ReadEvidence', 'ReadWatchList', 'ReadPortalComparison', 'ReadAccessLog'] },
  citizen: { reach: 'none', actions: [] },
  portal: { reach: 'province', actions: PORTAL },
  system: { reach: 'province', actions: ['ReadDossier', 'ReadFigures', 'NotifyResult', 'RateService', 'ReadCase', ...SYSTEM_COMMANDS] },
};

/** How far `role` may do `action`: the whole table of rights. */
export function reachOf(role: Role, action: Action): Reach {
  const grant = GRANTS[role];
  return grant.actions.includes(action) ? grant.reach : 'none';
}

/** Agencies somebody's right is asked about: those a dossier concerns, or the one side a command belongs to. */
export interface Concerned {
  readonly province: string;
  readonly agencies: readonly string[];
}

/** True when the actor may do the action on a dossier (or, for intake and lists, on an agency) that concerns these agencies. */
export function mayDo(actor: Actor, action: Action, concerned: Concerned, agencies: ReadonlyMap<string, Agency>): boolean {
  return GRANTS[actor.role].actions.includes(action) && isInReach(actor, concerned, agencies);
}

/** How far a role reaches, whatever it may do there. */
export function reachOfRole(role: Role): Reach {
  return GRANTS[role].reach;
}

/** True when the actor's role reaches what concerns these agencies, whatever it may do there. */
export function isInReach(actor: Actor, concerned: Concerned, agencies: ReadonlyMap<string, Agency>): boolean {
  switch (reachOfRole(actor.role)) {
    case 'none':
      return false;
    case 'own':
      return actor.agency === concerned.province || concerned.agencies.includes(actor.agency);
    case 'below':
      return concerned.agencies.some((code) => isWithin(code, actor.agency, agencies));
    case 'province':
      return agencies.get(actor.agency)?.province === concerned.province;
  }
}

/** True when `code` is `ancestor` or lies below it. Where parents run in a circle, bodies of the circle are within each other and within nothing else. */
export function isWithin(code: string, ancestor: string, agencies: ReadonlyMap<string, Agency>): boolean {
  const seen = new Set<string>();
  for (let current: string | undefined = code; current !== undefined && !seen.has(current); current = agencies.get(current)?.parent) {
    if (current === ancestor) {
      return true;
    }
    seen.add(current);
  }
  return false;
}
