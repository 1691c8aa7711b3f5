import { currentPromise, type DossierEvent, type DossierState } from '#domain';
import type { ApologyLetter, ApologyRemedy } from '#letters';
import { delayReasonVi } from '#vi';
import { agencyOf, deskOf, filedAt, frameOf, type LetterSource, partyOf, textOf } from './letter-source.js';

type Signed = Extract<DossierEvent, { type: 'ApologySigned' }>;

/** Form 04 as it was signed: nothing of it is known before somebody signs. The reason is printed in the words the list had at the signature. */
export function composeApology(source: LetterSource, event: Signed): ApologyLetter {
  const { state, rules, applicant, delayReasons } = source;
  const { documentNumber, reasonCode } = event.payload;
  const agency = agencyOf(source, state.competentAgency);
  const apologised = state.promises.find(({ number }) => number === event.payload.promise);
  return {
    ...frameOf(source, state.competentAgency),
    form: '04',
    ...(documentNumber === undefined ? {} : { documentNumber }),
    dossierCode: state.code,
    applicant: partyOf(applicant),
    procedureName: rules.procedure.name,
    agencyName: agency.name,
    receivedAt: state.receivedAt,
    promisedAt: apologised?.at ?? state.dueAt ?? event.occurredAt,
    // No date was promised: what was broken is the law's own maximum.
    ...(apologised?.kind === 'maximum' ? { promiseKind: 'maximum' as const } : {}),
    reason: delayReasonVi(delayReasons?.find(({ code }) => code === reasonCode) ?? { code: reasonCode }, textOf(source, 'reason')),
    remedy: remedyOf(state, event, agency.name),
    signatory: source.signatory ?? {},
    recipients: ['Như trên', deskOf(source).name, ...filedAt(source, state.competentAgency)],
  };
}

/** The signed new date, or the second appointment given meanwhile; the end, where it has ended; the leader, once the one re-appointment is used up. */
function remedyOf(state: DossierState, { payload }: Signed, agencyName: string): ApologyRemedy {
  if (payload.newAppointment !== undefined) {
    return { kind: 'new-date', at: payload.newAppointment };
  }
  if (state.finish !== undefined) {
    return { kind: 'ended', at: state.finish.at };
  }
  const given = currentPromise(state);
  return given !== undefined && given.number > payload.promise && given.brokenAt === undefined ? { kind: 'new-date', at: given.at } : { kind: 'escalated', to: `Thủ trưởng ${agencyName}` };
}
