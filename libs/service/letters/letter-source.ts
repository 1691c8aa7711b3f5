import type { Agency, DossierEvent, DossierState, Rules, StatutoryTerm } from '#domain';
import type { LetterFrame, LetterParty, LetterProxy, NoticeFrame } from '#letters';
import { addresseeOf, type ApplicantRecord } from '../personal/index.js';
import type { DateMove } from './date-move.js';
import { deskNameOf, letterFrame } from './letter-frame.js';

/** What a letter is composed from: the dossier as it stood when the letter became owed, and the persons it names. */
export interface LetterSource {
  readonly state: DossierState;
  /** The event that owes the letter; for a slip printed at the desk, the one that gave the present appointment. */
  readonly event: DossierEvent;
  readonly rules: Rules;
  readonly applicant: ApplicantRecord;
  /** Free text of the owing event, by field. */
  readonly text: Readonly<Record<string, unknown>>;
  readonly explanation: readonly string[];
  /** Of an event by which a date moved: every move since the applicant was last told one. */
  readonly moved?: DateMove;
  /** When the letter became owed, where that is later than its event: of reminders given again. */
  readonly owedAt?: number;
  /** The statute's own limit, where a shorter term is promised. */
  readonly statutory?: StatutoryTerm;
}

/** The receiving desk as the applicant asks for it, with its telephone where the catalogue has one. */
export function deskOf(source: LetterSource): { readonly name: string; readonly phone?: string } {
  const agency = agencyOf(source, source.state.receivingAgency);
  return { name: deskNameOf(agency), ...(agency.phone === undefined ? {} : { phone: agency.phone }) };
}

/** Head, place and date of a letter of an agency, dated by the event that owes it, and whom it is addressed to where that is the proxy. */
export function frameOf(source: LetterSource, agencyCode: string): LetterFrame {
  const { role, name } = addresseeOf(source.applicant);
  return { ...letterFrame(agencyOf(source, agencyCode), source.rules.agencies, source.event.occurredAt), ...(role === 'proxy' ? { addressee: { name } } : {}) };
}

/** The applicant as a letter names one: masked where the letter goes to the proxy. */
export function partyOf(record: ApplicantRecord): LetterParty {
  const { type, ...rest } = addresseeOf(record).shown.applicant;
  return { kind: type ?? 'person', ...rest };
}

/** The proxy as a letter names one, masked where the letter goes to the applicant; `undefined` where there is none. */
export function proxyOf(record: ApplicantRecord): LetterProxy | undefined {
  return addresseeOf(record).shown.proxy;
}

/** An agency of the catalogue. Throws when it is not there: the ledger names agencies that were. */
export function agencyOf({ rules }: LetterSource, code: string): Agency {
  const agency = rules.agencies.get(code);
  if (agency === undefined) {
    throw new Error(`Agency ${code} is not in the catalogue`);
  }
  return agency;
}

/** Words given under a field of the owing event; `undefined` when there are none. */
export function textOf({ text }: LetterSource, field: string): string | undefined {
  const value = text[field];
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** What every letter says that no circular has a form for, with the head of an agency. */
export function noticeOf(source: LetterSource, agencyCode: string): NoticeFrame {
  const { state, rules, applicant } = source;
  return {
    ...frameOf(source, agencyCode),
    form: '00',
    dossierCode: state.code,
    applicant: partyOf(applicant),
    procedureName: rules.procedure.name,
    agencyName: agencyOf(source, state.competentAgency).name,
    receivedAt: state.receivedAt,
    contact: deskOf(source),
  };
}
