import type { DossierEvent, EventType } from '../dossier/events.js';

/** Steps of a dossier as anybody who waits for it is told them: no person, no reason, no number of a document. */
export const PUBLIC_STEPS = [
  'filed', 'completion-asked', 'completed', 'received', 'imported', 'intake-refused', 'agency-received', 'stage-begun', 'supplement-asked', 'supplement-part', 'supplement-received', 'not-supplemented',
  'stopped', 'continued', 'payment-asked', 'paid', 'nothing-to-pay', 'late', 're-appointed', 'date-changed', 'refused', 'result-ready', 'result-sent', 'result-back', 'result-taken',
  'withdrawn', 'suspended', 'cancelled', 'reopened', 'transferred',
] as const;
export type PublicStep = (typeof PUBLIC_STEPS)[number];

/** A step with when it was taken; `stage` of one that begins a stage, `agency` of one that changes hands. */
export interface PublicStepTaken {
  readonly step: PublicStep;
  readonly at: number;
  readonly stage?: string;
  readonly agency?: string;
}

/** Events that are a step by themselves; what the office notes for itself is none. */
const STEP_OF: Readonly<Partial<Record<EventType, PublicStep>>> = {
  DossierRegistered: 'filed',
  CompletionRequested: 'completion-asked',
  FilingCompleted: 'completed',
  DossierReceived: 'received',
  DossierAccepted: 'received',
  DossierImported: 'imported',
  IntakeRefused: 'intake-refused',
  CompetentAgencyReceived: 'agency-received',
  SupplementRequested: 'supplement-asked',
  SupplementPartReceived: 'supplement-part',
  SupplementReceived: 'supplement-received',
  UnsupplementedClosed: 'not-supplemented',
  ClockPaused: 'stopped',
  ClockResumed: 'continued',
  FinancialObligationRaised: 'payment-asked',
  FinancialObligationMet: 'paid',
  NoObligationConfirmed: 'nothing-to-pay',
  DossierBecameLate: 'late',
  DueDateFixed: 'date-changed',
  TermExtended: 'date-changed',
  RefusalDecided: 'refused',
  ResultRecorded: 'result-ready',
  ResultDispatched: 'result-sent',
  ResultReturnedToSender: 'result-back',
  ResultDelivered: 'result-taken',
  ResultHandedOver: 'result-taken',
  DossierWithdrawn: 'withdrawn',
  DossierSuspended: 'suspended',
  DossierCancelled: 'cancelled',
  DossierReopened: 'reopened',
};

/** The steps of a ledger, oldest first. */
export function publicSteps(events: readonly DossierEvent[]): readonly PublicStepTaken[] {
  return events.flatMap(stepsOf);
}

function stepsOf(event: DossierEvent): readonly PublicStepTaken[] {
  const at = event.occurredAt;
  switch (event.type) {
    case 'StageForwarded':
      return event.payload.opened.map(({ stage }) => ({ step: 'stage-begun', at, stage }));
    case 'DossierTransferred':
      return [{ step: 'transferred', at, agency: event.payload.to }];
    case 'ApologySigned':
      return event.payload.newAppointment === undefined ? [] : [{ step: 're-appointed', at }];
    case 'DeadlineMoved':
      return event.payload.dates.appointment === undefined ? [] : [{ step: 'date-changed', at }];
    default: {
      const step = STEP_OF[event.type];
      return step === undefined ? [] : [{ step, at }];
    }
  }
}
