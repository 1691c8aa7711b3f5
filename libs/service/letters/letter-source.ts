import type { Agency, CalendarBook, DossierEvent, DossierState, DossierStatus, Rules, StatutoryTerm } from '#domain';
import type { LetterFrame, LetterParty } from '#letters';
import type { ApplicantRecord } from '../personal/index.js';
import { deskNameOf, letterFrame } from './letter-frame.js';

/** What a letter is composed from: the dossier as it stood when the letter became owed, and the persons it names. */
export interface LetterSource {
  readonly state: DossierState;
  /** The event that owes the letter; for a slip printed at the desk, the one that gave the present appointment. */
  readonly event: DossierEvent;
  /** Where it stood before that event; absent for the first. */
  readonly statusBefore?: DossierStatus;
  readonly rules: Rules;
  readonly applicant: ApplicantRecord;
  /** Free text of the owing event, by field. */
  readonly text: Readonly<Record<string, unknown>>;
  readonly explanation: readonly string[];
  /** Of an event by which a calendar moved the dossier's dates: how it stood before, and the calendars it stood on. */
  readonly moved?: { readonly from: DossierState; readonly calendars: CalendarBook };
  /** The statute's own limit, where a shorter term is promised. */
  readonly statutory?: StatutoryTerm;
}

/** The receiving desk as the applicant asks for it, with its telephone where the catalogue has one. */
export function deskOf(source: LetterSource): { readonly name: string; readonly phone?: string } {
  const agency = agencyOf(source, source.state.receivingAgency);
  return { name: deskNameOf(agency), ...(agency.phone === undefined ? {} : { phone: agency.phone }) };
}

/** Head, place and date of a letter of an agency, dated by the event that owes it. */
export function frameOf(source: LetterSource, agencyCode: string): LetterFrame {
  return letterFrame(agencyOf(source, agencyCode), source.rules.agencies, source.event.occurredAt);
}

/** The applicant as a letter names one. */
export function partyOf({ applicant }: ApplicantRecord): LetterParty {
  const { type, ...rest } = applicant;
  return { kind: type ?? 'person', ...rest };
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
