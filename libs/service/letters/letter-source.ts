import type { Agency, CalendarBook, DossierEvent, DossierState, Rules, StatutoryTerm } from '#domain';
import type { LetterFrame, LetterParty, Signatory } from '#letters';
import type { ApplicantRecord } from '../personal/index.js';
import { closingRecipients, deskFrame, deskNameOf, letterFrame } from './letter-frame.js';
import type { LetterTemplates } from './templates.js';

/** What a letter is composed from: the dossier as it stood when the letter became owed, and the persons it names. */
export interface LetterSource {
  readonly state: DossierState;
  /** The event that owes the letter; for a slip printed at the desk, the one that gave the present appointment. */
  readonly event: DossierEvent;
  readonly rules: Rules;
  /** How agencies print. */
  readonly templates: LetterTemplates;
  readonly applicant: ApplicantRecord;
  /** Free text of the owing event, by field. */
  readonly text: Readonly<Record<string, unknown>>;
  readonly explanation: readonly string[];
  /** Under what name and office the event was signed, where it was signed under authority. */
  readonly signatory?: Signatory;
  /** Of an event by which a calendar moved the dossier's dates: how it stood before, and the calendars it stood on. */
  readonly moved?: { readonly from: DossierState; readonly calendars: CalendarBook };
  /** The statute's own limit, where a shorter term is promised. */
  readonly statutory?: StatutoryTerm;
  /** The dossier's line in the register of its desk, once it has one. */
  readonly register?: { readonly volume: number; readonly number: number };
}

/** The receiving desk as the applicant asks for it, with its telephone where the catalogue has one. */
export function deskOf(source: LetterSource): { readonly name: string; readonly phone?: string } {
  const agency = agencyOf(source, source.state.receivingAgency);
  return { name: deskNameOf(agency, source.templates), ...(agency.phone === undefined ? {} : { phone: agency.phone }) };
}

/** Head, place and date of a letter an agency signs, dated by the event that owes it. */
export function frameOf(source: LetterSource, agencyCode: string): LetterFrame {
  return letterFrame(agencyOf(source, agencyCode), { agencies: source.rules.agencies, templates: source.templates }, source.event.occurredAt);
}

/** The same of a slip or notice the receiving desk gives out. */
export function deskFrameOf(source: LetterSource): LetterFrame {
  return deskFrame(agencyOf(source, source.state.receivingAgency), { agencies: source.rules.agencies, templates: source.templates }, source.event.occurredAt);
}

/** Last lines under `Nơi nhận` of an agency's letters. */
export function filedAt(source: LetterSource, agencyCode: string): readonly string[] {
  return closingRecipients(agencyOf(source, agencyCode), source.templates);
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
