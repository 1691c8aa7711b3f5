import type { Agency, DelayReason, DossierEvent, DossierState, DossierStatus, Rules, StatutoryTerm } from '#domain';
import type { LetterFrame, LetterParty, LetterProxy, NoticeFrame, Signatory } from '#letters';
import type { Filing } from '../filings/read-filing.js';
import type { PrintedLookUp } from '../public/slip-code.js';
import { addresseeOf, type ApplicantRecord } from '../personal/index.js';
import type { DateMove } from './date-move.js';
import { closingRecipients, deskFrame, deskNameOf, type FrameSource, letterFrame } from './letter-frame.js';
import type { LetterTemplates } from './templates.js';

/** What a letter is composed from: the dossier as it stood when the letter became owed, and the persons it names. */
export interface LetterSource {
  readonly state: DossierState;
  /** The event that owes the letter; for a slip printed at the desk, the one that gave the present appointment. */
  readonly event: DossierEvent;
  /** Where it stood before that event; absent for the first. */
  readonly statusBefore?: DossierStatus;
  readonly rules: Rules;
  /** How agencies print. */
  readonly templates: LetterTemplates;
  readonly applicant: ApplicantRecord;
  /** Free text of the owing event, by field. */
  readonly text: Readonly<Record<string, unknown>>;
  readonly explanation: readonly string[];
  /** How whoever holds the letter finds the dossier on the public page. */
  readonly lookUp: PrintedLookUp;
  /** Under what name and office the event was signed, where it was signed under authority. */
  readonly signatory?: Signatory;
  /** Of an event by which a date moved: every move since the applicant was last told one. */
  readonly moved?: DateMove;
  /** When the letter became owed, where that is later than its event: of reminders given again. */
  readonly owedAt?: number;
  /** Of a signed apology: the list of reasons that was in force when it was signed. */
  readonly delayReasons?: readonly DelayReason[];
  /** The statute's own limit, where a shorter term is promised. */
  readonly statutory?: StatutoryTerm;
  /** Of the receipt of a filing that opened several dossiers: the filing with all of them. */
  readonly filing?: FilingSource;
  /** The dossier's line in the register of its desk, once it has one. */
  readonly register?: { readonly volume: number; readonly number: number };
}

/** A dossier of a filing: what its part of the receipt is composed from, or why it has none. */
export type FiledSource =
  | { readonly kind: 'received'; readonly source: LetterSource; readonly corrections: readonly number[] }
  | { readonly kind: 'not-received'; readonly dossierCode: string; readonly procedureName: string; readonly agency: string; readonly status: DossierStatus };

/** A filing that opened several dossiers, with what its one receipt is composed from. */
export interface FilingSource {
  readonly filing: Filing;
  /** In the order of the group. */
  readonly members: readonly FiledSource[];
}

/** The receiving desk as the applicant asks for it, with its telephone where the catalogue has one. */
export function deskOf(source: LetterSource): { readonly name: string; readonly phone?: string } {
  const agency = agencyOf(source, source.state.receivingAgency);
  return { name: deskNameOf(agency, source.templates), ...(agency.phone === undefined ? {} : { phone: agency.phone }) };
}

/** Head, place and date of a letter an agency signs, dated by the event that owes it, and whom it is addressed to where that is the proxy. */
export function frameOf(source: LetterSource, agencyCode: string): LetterFrame {
  return { ...letterFrame(agencyOf(source, agencyCode), frameSourceOf(source), source.event.occurredAt), ...addressedTo(source), lookUp: { slipCode: source.lookUp.slipCode } };
}

/** The same of a slip or notice the receiving desk gives out. */
export function deskFrameOf(source: LetterSource): LetterFrame {
  return { ...deskFrame(agencyOf(source, source.state.receivingAgency), frameSourceOf(source), source.event.occurredAt), ...addressedTo(source), lookUp: { slipCode: source.lookUp.slipCode } };
}

function frameSourceOf({ rules, templates }: LetterSource): FrameSource {
  return { agencies: rules.agencies, templates };
}

function addressedTo({ applicant }: LetterSource): Pick<LetterFrame, 'addressee'> {
  const { role, name } = addresseeOf(applicant);
  return role === 'proxy' ? { addressee: { name } } : {};
}

/** Last lines under `Nơi nhận` of an agency's letters. */
export function filedAt(source: LetterSource, agencyCode: string): readonly string[] {
  return closingRecipients(agencyOf(source, agencyCode), source.templates);
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

/** What every letter says that no circular has a form for, with the desk's head or another. */
export function noticeOf(source: LetterSource, frame: LetterFrame = deskFrameOf(source)): NoticeFrame {
  const { state, rules, applicant } = source;
  return {
    ...frame,
    form: '00',
    dossierCode: state.code,
    applicant: partyOf(applicant),
    procedureName: rules.procedure.name,
    agencyName: agencyOf(source, state.competentAgency).name,
    receivedAt: state.receivedAt,
    contact: deskOf(source),
  };
}
