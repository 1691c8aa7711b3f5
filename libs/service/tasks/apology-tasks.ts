import { agenciesAskedWhy, type DossierEvent, type DossierState, promiseToApologise } from '#domain';

/** Kinds of work an apology gives. */
export type ApologyTaskKind = 'sign-apology' | 'supply-delay-reason' | 'tell-new-date' | 'promise-broken';

/** Work of an agency. */
export interface AgencyTask {
  readonly kind: ApologyTaskKind;
  readonly agency: string;
}

/**
 * Work an event about a broken or endangered promise gives: to sign, to say why where another agency holds the late stage, for the
 * leader once the one re-appointment is broken, and for the desk, to tell the applicant the new date. After a transfer only the
 * agency that decides from now on can sign. `state` is the
 * dossier after everything decided with the event: what is signed already needs nobody's signature.
 */
export function apologyTasks(event: DossierEvent, state: DossierState): readonly AgencyTask[] {
  const { competentAgency, receivingAgency } = state;
  switch (event.type) {
    case 'ApologyDrafted':
    case 'DossierBecameLate':
    case 'DossierTransferred':
      return toSign(event, state);
    case 'PromiseBroken':
      return [{ kind: 'promise-broken', agency: competentAgency }, ...toSign(event, state)];
    case 'ApologySigned':
      return event.payload.newAppointment === undefined ? [] : [{ kind: 'tell-new-date', agency: receivingAgency }];
    default:
      return [];
  }
}

function toSign({ occurredAt }: DossierEvent, state: DossierState): readonly AgencyTask[] {
  if (promiseToApologise(state) === undefined) {
    return [];
  }
  return [{ kind: 'sign-apology', agency: state.competentAgency }, ...agenciesAskedWhy(state, occurredAt).map((agency) => ({ kind: 'supply-delay-reason' as const, agency }))];
}

const SIGNING: readonly ApologyTaskKind[] = ['sign-apology', 'supply-delay-reason'];
const TELLING: readonly ApologyTaskKind[] = ['tell-new-date'];

/** Work of these kinds that an event ends: a signature asked for stays asked for while another promise waits for one. */
export function apologyTasksOver(event: DossierEvent, state: DossierState): readonly ApologyTaskKind[] {
  switch (event.type) {
    case 'ApologySigned':
      return promiseToApologise(state) === undefined ? SIGNING : ['supply-delay-reason'];
    case 'ApologyWithdrawn':
      return promiseToApologise(state) === undefined ? SIGNING : [];
    case 'DelayReasonSupplied':
      return ['supply-delay-reason'];
    case 'DossierTransferred':
      return SIGNING;
    case 'DossierCancelled':
    case 'PersonalDataErased':
      return [...SIGNING, ...TELLING];
    case 'ContactRecorded':
      return event.payload.party === 'applicant' ? TELLING : [];
    // The letter says its new date: nobody has to tell it besides.
    case 'LetterSent':
      return event.payload.letter.includes(':apology:') ? TELLING : [];
    // The result says more than its date; a date broken in turn is told no more.
    case 'ResultRecorded':
    case 'ResultNotified':
    case 'DossierWithdrawn':
    case 'DossierSuspended':
    case 'UnsupplementedClosed':
    case 'PromiseBroken':
      return TELLING;
    default:
      return [];
  }
}
