import type { components } from '../../../api/schema.js';

/** What an intake sends. */
export type IntakeBody = components['schemas']['Intake'];

/** A person as typed; empty texts are not sent. */
export interface PersonFields {
  readonly name: string;
  readonly idNumber: string;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
}

/** A slip written while the line was cut, as typed. */
export interface OutageFields {
  readonly receivedAt: string;
  readonly code: string;
  readonly reason: string;
  readonly secondPerson: string;
}

/** An intake as far as it is typed. */
export interface IntakeDraft {
  readonly procedureCode: string;
  readonly caseCode: string;
  readonly agencyCode: string;
  readonly channel: 'counter' | 'post';
  readonly postalEvidence: string;
  readonly postalArrivedAt: string;
  /** Codes of papers that are here. */
  readonly papers: readonly string[];
  /** What is wrong with a paper that is not here, by its code. */
  readonly lacks: Readonly<Record<string, string>>;
  readonly isOrganisation: boolean;
  readonly applicant: PersonFields;
  readonly hasProxy: boolean;
  readonly proxy: PersonFields;
  readonly authorisation: string;
  readonly lettersToProxy: boolean;
  readonly requestContent: string;
  readonly sets: number;
  readonly resultDelivery: 'desk' | 'post' | 'online';
  readonly note: string;
  /** Commune in which the matter lies. */
  readonly placeCode: string;
  /** Empty: as is usual for the channel. */
  readonly notifyBy: '' | NonNullable<IntakeBody['notifyBy']>;
  readonly isOutage: boolean;
  readonly outage: OutageFields;
  readonly printsAtOnce: boolean;
}

/** No slip yet. */
const NO_OUTAGE: OutageFields = { receivedAt: '', code: '', reason: '', secondPerson: '' };

/** Nobody yet. */
const NOBODY: PersonFields = { name: '', idNumber: '', phone: '', email: '', address: '' };

/** An intake nothing is typed of. */
export const EMPTY_INTAKE: IntakeDraft = {
  procedureCode: '',
  caseCode: '',
  agencyCode: '',
  channel: 'counter',
  postalEvidence: '',
  postalArrivedAt: '',
  papers: [],
  lacks: {},
  isOrganisation: false,
  applicant: NOBODY,
  hasProxy: false,
  proxy: NOBODY,
  authorisation: '',
  lettersToProxy: false,
  requestContent: '',
  sets: 1,
  resultDelivery: 'desk',
  note: '',
  placeCode: '',
  notifyBy: '',
  isOutage: false,
  outage: NO_OUTAGE,
  printsAtOnce: true,
};

/** A paper of a case of a procedure. */
export type Paper = components['schemas']['Procedure']['cases'][number]['components'][number];

/** Papers that must be there and are not: those always required, and of those required in some cases the ones the clerk says something about. */
export function lackingPapers(draft: IntakeDraft, papers: readonly Paper[]): readonly Paper[] {
  return papers.filter(({ code, required }) => !draft.papers.includes(code) && (required || (draft.lacks[code] ?? '').trim() !== ''));
}

/** What is sent for a draft. */
export function intakeOf(draft: IntakeDraft, papers: readonly Paper[]): IntakeBody {
  return {
    procedureCode: draft.procedureCode,
    ...(draft.caseCode === '' ? {} : { caseCode: draft.caseCode }),
    agencyCode: draft.agencyCode,
    channel: draft.channel,
    ...(draft.channel === 'post' && draft.postalArrivedAt !== '' ? { postal: { arrivedAt: `${draft.postalArrivedAt}:00+07:00`, evidence: draft.postalEvidence.trim() } } : {}),
    ...(isOutage(draft) ? { outage: { receivedAt: `${draft.outage.receivedAt}:00+07:00`, reason: draft.outage.reason.trim(), secondPerson: draft.outage.secondPerson, ...filled('code', draft.outage.code) } } : {}),
    ...filled('placeCode', draft.placeCode),
    ...(draft.notifyBy === '' ? {} : { notifyBy: draft.notifyBy }),
    applicant: { type: draft.isOrganisation ? 'organisation' : 'person', ...personOf(draft.applicant) },
    ...(draft.hasProxy ? { proxy: { ...personOf(draft.proxy), ...filled('authorisation', draft.authorisation) }, ...(draft.lettersToProxy ? { lettersTo: 'proxy' as const } : {}) } : {}),
    ...filled('requestContent', draft.requestContent),
    ...filled('note', draft.note),
    sets: draft.sets,
    resultDelivery: draft.resultDelivery,
    components: papers.filter(({ code }) => draft.papers.includes(code)).map(({ code, originals, copies }) => ({ code, copies: Math.max(1, originals + copies), kind: originals > 0 ? ('original' as const) : ('copy' as const) })),
  };
}

/** Whether the draft is of a slip written while the line was cut: at the counter alone, for what came by post has a moment of its own. */
export function isOutage(draft: Pick<IntakeDraft, 'channel' | 'isOutage'>): boolean {
  return draft.channel === 'counter' && draft.isOutage;
}

/** Whether all that such a slip must tell is there; true of any other draft. */
export function isOutageTold(draft: IntakeDraft): boolean {
  const { receivedAt, reason, secondPerson } = draft.outage;
  return !isOutage(draft) || (receivedAt !== '' && reason.trim() !== '' && secondPerson !== '');
}

/** The moment of receipt a draft tells itself, to be counted from; empty where the server's own clock tells it. */
export function toldReceipt(draft: IntakeDraft): string {
  const told = isOutage(draft) ? draft.outage.receivedAt : draft.channel === 'post' ? draft.postalArrivedAt : '';
  return told === '' ? '' : `${told}:00+07:00`;
}

/** The person of a draft as it is sent: only what was typed. */
export function personOf(person: PersonFields): { name: string; idNumber?: string; phone?: string; email?: string; address?: string } {
  return { name: person.name.trim(), ...filled('idNumber', person.idNumber), ...filled('phone', person.phone), ...filled('email', person.email), ...filled('address', person.address) };
}

/** The reasons of form 02 as numbered lines: what each paper lacks, in the order of the procedure. */
export function reasonsOf(lacking: readonly Paper[], lacks: IntakeDraft['lacks'], otherwise: string): string {
  return lacking.map(({ code, name }, index) => `${String(index + 1)}. ${name}: ${lacks[code]?.trim() || otherwise}`).join('\n');
}

/** The next filing of the same person, or of the next person of the same pile: what was typed for it stays. */
export function nextIntake(draft: IntakeDraft, same: 'applicant' | 'procedure' | 'nothing'): IntakeDraft {
  const { isOrganisation, applicant, hasProxy, proxy, authorisation, lettersToProxy, resultDelivery, procedureCode, caseCode, agencyCode, papers, channel, printsAtOnce, placeCode, notifyBy, isOutage: wasOutage, outage: { reason, secondPerson } } = draft;
  switch (same) {
    case 'applicant':
      return { ...EMPTY_INTAKE, printsAtOnce, isOrganisation, applicant, hasProxy, proxy, authorisation, lettersToProxy, resultDelivery, notifyBy };
    case 'procedure':
      return { ...EMPTY_INTAKE, printsAtOnce, hasProxy, proxy, authorisation, lettersToProxy, resultDelivery, procedureCode, caseCode, agencyCode, papers, channel, placeCode, isOutage: wasOutage, outage: { ...NO_OUTAGE, reason, secondPerson } };
    case 'nothing':
      return { ...EMPTY_INTAKE, printsAtOnce };
  }
}

function filled<K extends string>(key: K, text: string): { readonly [P in K]?: string } {
  const value = text.trim();
  return value === '' ? {} : ({ [key]: value } as { readonly [P in K]: string });
}
