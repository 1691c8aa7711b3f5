import type { DossierEvent, Sha256, SigningAuthority } from '#domain';
import type { Transaction } from '#persistence';
import { calendarVersionId } from '../calendars/version-id.js';
import { readSignatories } from '../signing/signatories.js';
import { stableText } from '../stable-text.js';
import { type LedgerFault, nameOfEvent, type NamedDossier } from './fault.js';
import { findLayerFault, type StoredMember } from './verify-layers.js';

/** The rules events refer to, found to be what they were published as. */
export interface SoundRules {
  /** Hash of every procedure version by `nameOfVersion`. */
  readonly procedures: ReadonlyMap<string, string>;
  /** Ids of the calendar versions. */
  readonly snapshots: ReadonlySet<string>;
  /** Who might ever sign, by the id of the authority. */
  readonly signatories: ReadonlyMap<string, SigningAuthority>;
}

interface PublishedVersion {
  readonly code: string;
  readonly version: number;
  readonly hash: string;
  readonly data: { readonly effectiveFrom?: string };
  readonly effective_from: string;
}

/**
 * Reads the published rules and checks each against its own name: a procedure version against its hash, effective calendars,
 * calendar versions with their predecessors, and layers against the hashes they are addressed by.
 */
export async function verifyRules(tx: Pick<Transaction, 'rows'>, sha256: Sha256): Promise<SoundRules | { readonly fault: LedgerFault }> {
  const procedures = await tx.rows<PublishedVersion>('SELECT code, version, hash, data, effective_from FROM procedure_version ORDER BY code, version');
  const edited = procedures.find(({ hash, data }) => sha256(stableText(data)) !== hash);
  if (edited !== undefined) {
    return { fault: { kind: 'procedure-edited', detail: `procedure ${nameOfVersion(edited)} does not give its hash: it was changed after it was published` } };
  }
  const shifted = procedures.find(({ data, effective_from: from }) => data.effectiveFrom !== from);
  if (shifted !== undefined) {
    return { fault: { kind: 'procedure-edited', detail: `procedure ${nameOfVersion(shifted)} is taken from ${shifted.effective_from} on, but was published from ${String(shifted.data.effectiveFrom)} on` } };
  }
  const calendars = await verifyCalendars(tx, sha256);
  if ('fault' in calendars) {
    return calendars;
  }
  const signatories = new Map((await readSignatories(tx)).map((authority) => [authority.id, authority]));
  return { procedures: new Map(procedures.map((procedure) => [nameOfVersion(procedure), procedure.hash])), snapshots: calendars.snapshots, signatories };
}

type CalendarVerdict = { readonly snapshots: ReadonlySet<string> } | { readonly fault: LedgerFault };

async function verifyCalendars(tx: Pick<Transaction, 'rows'>, sha256: Sha256): Promise<CalendarVerdict> {
  const effective = await tx.rows<{ id: string; text: string }>('SELECT id, definition::text AS text FROM calendar_effective ORDER BY id');
  const edited = effective.find(({ id, text }) => sha256(text) !== id);
  if (edited !== undefined) {
    return { fault: { kind: 'calendar-edited', detail: `calendar ${edited.id} does not give the hash it is named by: it was changed after it was published` } };
  }
  const versions = await tx.rows<{ id: string; previous: string | null }>('SELECT id, previous_id AS previous FROM calendar_version ORDER BY number');
  const members = await tx.rows<StoredMember>(
    `SELECT version_id AS version, agency_code AS agency, processing_id AS processing, intake_id AS intake, processing_layers, intake_layers
     FROM calendar_version_agency ORDER BY version_id, agency_code COLLATE "C"`,
  );
  const known = new Set(effective.map(({ id }) => id));
  const lost = members.find(({ processing, intake }) => !known.has(processing) || !known.has(intake));
  if (lost !== undefined) {
    return { fault: { kind: 'calendar-missing', detail: `the calendar of agency ${lost.agency} in calendar version ${lost.version} is gone` } };
  }
  const byVersion = Map.groupBy(members, ({ version }) => version);
  const replaced = versions.find(({ id, previous }) => calendarVersionId(previous, byVersion.get(id) ?? [], sha256) !== id);
  if (replaced !== undefined) {
    return { fault: { kind: 'calendar-edited', detail: `calendar version ${replaced.id} does not give its hash: an agency was given another calendar, added or removed, or the version before it exchanged, after it was published` } };
  }
  const fault = await findLayerFault(tx, sha256, members);
  return fault === undefined ? { snapshots: new Set(versions.map(({ id }) => id)) } : { fault };
}

/** The first event of a dossier that refers to rules which are gone, or to a procedure version other than the one it began with. */
export function findRuleFault(rules: SoundRules, dossier: NamedDossier, events: readonly DossierEvent[]): LedgerFault | undefined {
  for (const event of events) {
    const named = { dossierId: dossier.id, code: dossier.code, seq: event.seq };
    if (!rules.snapshots.has(event.calendarSnapshot)) {
      return { kind: 'calendar-missing', ...named, detail: `${nameOfEvent(event.seq, event)} was written under calendar version ${event.calendarSnapshot}, which is gone` };
    }
    const procedure = procedureOf(event);
    const hash = procedure === undefined ? undefined : rules.procedures.get(nameOfVersion(procedure));
    if (procedure !== undefined && hash !== procedure.hash) {
      const began = `${nameOfEvent(event.seq, event)} began under procedure ${nameOfVersion(procedure)} of hash ${procedure.hash}`;
      return hash === undefined
        ? { kind: 'procedure-missing', ...named, detail: `${began}, which is gone` }
        : { kind: 'procedure-replaced', ...named, detail: `${began}, but the catalogue holds one of hash ${hash}: its text was replaced` };
    }
  }
  return undefined;
}

function procedureOf(event: DossierEvent): { readonly code: string; readonly version: number; readonly hash: string } | undefined {
  switch (event.type) {
    case 'DossierReceived':
    case 'DossierRegistered':
    case 'DossierImported':
      return event.payload.procedure;
    case 'IntakeRefused':
      return event.payload.facts?.procedure;
    default:
      return undefined;
  }
}

function nameOfVersion({ code, version }: { readonly code: string; readonly version: number }): string {
  return `${code} version ${String(version)}`;
}
