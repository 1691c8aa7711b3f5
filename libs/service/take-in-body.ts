import { type Actor, type Agency, type Channel, type FixedDate, instant, type Instant, type IntakeRequest, type LetterChannel, type ResultDelivery, type SubmittedComponent } from '#domain';
import type { ApplicantRecord, Person, Proxy } from './personal/index.js';

/** An intake as the counter, the post room or the portal sends it. Instants are epoch milliseconds. */
export interface TakeInBody {
  readonly procedureCode: string;
  readonly caseCode?: string;
  readonly agencyCode: string;
  readonly receivingAgencyCode?: string;
  readonly placeCode?: string;
  readonly channel: Channel;
  /** Absent only where `sameApplicant` takes it from the dossier that is corrected. */
  readonly applicant?: Person;
  readonly proxy?: Proxy;
  /** Whom letters are addressed to; the applicant when absent. */
  readonly lettersTo?: 'applicant' | 'proxy';
  readonly requestContent?: string;
  readonly sets?: number;
  readonly resultDelivery?: ResultDelivery;
  readonly components?: readonly { readonly code: string; readonly copies: number; readonly kind?: SubmittedComponent['kind'] }[];
  readonly note?: string;
  /** Code of the dossier whose acknowledged fault this one corrects. */
  readonly correctionOf?: string;
  /** Applicant, proxy, addressee and request are those of the dossier that is corrected. */
  readonly sameApplicant?: boolean;
  /** How the applicant wants to be written to. */
  readonly notifyBy?: LetterChannel;
  /** The date, where the procedure leaves it to a person. */
  readonly fixed?: FixedDate;
  /** A paper intake of a line cut, entered afterwards with its true hour, its reason and a second person. */
  readonly outage?: { readonly receivedAt: number; readonly reason: string; readonly secondPerson: string; readonly code?: string };
  readonly postal?: { readonly arrivedAt: number; readonly evidence: string };
  /** The desk refuses to take the papers in (form 03): reason code and the sentence for the applicant. */
  readonly refusal?: { readonly reasonCode: string; readonly reason: string };
  readonly portal?: { readonly submittedAt: number; readonly completeAt: number; readonly evidence: string; readonly portalCode?: string };
}

/** What the domain needs to know of an intake. A desk's own clerk receives for that desk unless another is named. */
export function requestOf(body: TakeInBody, actor: Actor, at: Instant, agencies: ReadonlyMap<string, Agency>): IntakeRequest {
  const told = body.outage?.receivedAt ?? body.postal?.arrivedAt ?? body.portal?.completeAt;
  const receiving = body.receivingAgencyCode ?? ownDesk(actor, agencies);
  return {
    ...(body.caseCode === undefined ? {} : { caseCode: body.caseCode }),
    agencyCode: body.agencyCode,
    ...(receiving === undefined ? {} : { receivingAgencyCode: receiving }),
    ...(body.placeCode === undefined ? {} : { placeCode: body.placeCode }),
    channel: body.channel,
    receivedAt: told === undefined ? at : instant(told),
    ...(body.portal === undefined ? {} : { submittedAt: body.portal.submittedAt }),
    ...evidenceOf(body),
    components: (body.components ?? []).map(({ code, copies, kind }) => ({ code, copies, kind: kind ?? 'copy' })),
    sets: body.sets ?? 1,
    resultDelivery: body.resultDelivery ?? 'desk',
    byProxy: body.proxy !== undefined,
    applicantType: body.applicant?.type ?? 'person',
    ...(body.correctionOf === undefined ? {} : { correctionOf: body.correctionOf }),
    ...(body.fixed === undefined ? {} : { fixed: body.fixed }),
  };
}

/** The desk of who works at one. */
export function ownDesk({ agency }: Actor, agencies: ReadonlyMap<string, Agency>): string | undefined {
  return agencies.get(agency)?.desk === true ? agency : undefined;
}

function evidenceOf(body: TakeInBody): Pick<IntakeRequest, 'timeEvidence'> {
  if (body.outage !== undefined) {
    return { timeEvidence: { kind: 'outage', reference: body.outage.code ?? 'paper', secondPerson: body.outage.secondPerson } };
  }
  if (body.postal !== undefined) {
    return { timeEvidence: { kind: 'postal-arrival', reference: body.postal.evidence } };
  }
  return body.portal === undefined ? {} : { timeEvidence: { kind: 'portal', reference: body.portal.evidence } };
}

/**
 * The personal data and free text of an intake: what is encrypted and stays outside the ledger. `taken`: the record of the
 * dossier it corrects, where persons and request are taken from there. Throws when nobody is named.
 */
export function applicantRecord(body: TakeInBody, taken?: ApplicantRecord): ApplicantRecord {
  const { applicant, proxy, lettersTo, requestContent } = taken ?? body;
  if (applicant === undefined) {
    throw new TypeError('An intake names its applicant, or takes it from the dossier it corrects');
  }
  return {
    applicant,
    ...(proxy === undefined ? {} : { proxy }),
    ...(lettersTo === 'proxy' && proxy !== undefined ? { lettersTo } : {}),
    ...(requestContent === undefined ? {} : { requestContent }),
    ...(body.note === undefined ? {} : { note: body.note }),
    ...(body.notifyBy === undefined ? {} : { notifyBy: body.notifyBy }),
    ...(body.outage === undefined ? {} : { outageReason: body.outage.reason }),
  };
}
