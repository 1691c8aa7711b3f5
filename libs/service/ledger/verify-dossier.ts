import { isDeepStrictEqual } from 'node:util';
import { type DossierEvent, type DossierState, eventOfRow, findChainFault, findDateFault, foldEvent, type Rules } from '#domain';
import { type DwellDelta, dwellDeltas, type FigureDelta, figureDeltas } from '#domain/figures';
import type { Transaction } from '#persistence';
import { snapshotsOf } from '../calendars/rules-shelf.js';
import type { Engine } from '../engine.js';
import { PROJECTION_COLUMNS, projectDossier } from '../projection.js';
import { type DemandedSince, demandsOf } from './demanded-statements.js';
import { faultOfChain, formatMoment, type LedgerFault, nameOfEvent } from './fault.js';
import type { StoredDossier } from './read-dossiers.js';
import { findBrokenLink } from './sound-chain.js';
import { findForgedEvent } from './verify-commands.js';
import { findLetterFault } from './verify-letters.js';
import { findQualityFault } from './verify-quality.js';
import { findRecordFault } from './verify-records.js';
import { findRuleFault, type SoundRules } from './verify-rules.js';

/** What verification needs; with the rule book at hand, dates are recomputed too. */
type Verifying = Pick<Engine, 'vault' | 'sha256'> & Partial<Pick<Engine, 'rules'>>;

/** What one dossier came to: its first fault, or what its events did to the figures. */
export type DossierVerdict = { readonly fault: LedgerFault } | Pick<ToldLife, 'deltas' | 'dwells'>;

/**
 * Checks one dossier: its chain and head, the rules it refers to, its row against its events, its commands, its dates and its
 * end against those rules (with what events of its time must state), its files against the hashes it recorded, what is kept of it for quality scores, its personal records against their commitments.
 */
export async function verifyDossier(engine: Verifying, tx: Pick<Transaction, 'first' | 'rows'>, dossier: StoredDossier, rules: SoundRules, since: DemandedSince): Promise<DossierVerdict> {
  const broken = chainFault(engine, dossier);
  if (broken !== undefined) {
    return { fault: broken };
  }
  const told = tellLife(dossier);
  if ('fault' in told) {
    return told;
  }
  const fault =
    findRuleFault(rules, dossier, told.events) ??
    rowFault(dossier, told, rules) ??
    findForgedEvent(dossier, told.events) ??
    (await dateFault(engine, tx, dossier, told, since)) ??
    fileFault(dossier, told.events) ??
    findLetterFault(dossier, told.events, rules.signatories) ??
    findQualityFault(dossier, told.events) ??
    (await findRecordFault(engine, tx, dossier, told.events));
  return fault === undefined ? { deltas: told.deltas, dwells: told.dwells } : { fault };
}

function chainFault(engine: Verifying, dossier: StoredDossier): LedgerFault | undefined {
  const { id, events, head } = dossier;
  if (events.length === 0) {
    return { kind: 'no-events', dossierId: id, code: dossier.code, detail: `its row says ${String(head.seq)} events, but there is none` };
  }
  const broken = findBrokenLink(events, head, engine.sha256(id), (rows, end) => findChainFault(id, rows, end, engine.sha256));
  return broken && faultOfChain(dossier, broken.fault, broken.row);
}

/** A dossier's life as its events tell it. */
interface ToldLife {
  readonly events: readonly DossierEvent[];
  readonly state: DossierState;
  readonly deltas: readonly FigureDelta[];
  readonly dwells: readonly DwellDelta[];
}

function tellLife(dossier: StoredDossier): ToldLife | { readonly fault: LedgerFault } {
  const events: DossierEvent[] = [];
  const deltas: FigureDelta[] = [];
  const dwells: DwellDelta[] = [];
  let state: DossierState | undefined;
  for (const row of dossier.events) {
    try {
      const event = eventOfRow(row);
      const after = foldEvent(state, event);
      deltas.push(...figureDeltas(state, event, after));
      dwells.push(...dwellDeltas(state, event, after));
      events.push(event);
      state = after;
    } catch (error) {
      const detail = `${nameOfEvent(row.seq, row)} cannot be folded: ${error instanceof Error ? error.message : String(error)}`;
      return { fault: { kind: 'unreadable-event', dossierId: dossier.id, code: dossier.code, seq: row.seq, detail } };
    }
  }
  if (state === undefined) {
    throw new RangeError(`Dossier ${dossier.id} has no events: its chain was to be checked first`);
  }
  return { events, state, deltas, dwells };
}

function rowFault(dossier: StoredDossier, { events, state }: ToldLife, rules: SoundRules): LedgerFault | undefined {
  const expected = projectDossier(state);
  const column = PROJECTION_COLUMNS.find((name) => !isDeepStrictEqual(dossier.projection[name], expected[name]));
  if (column !== undefined) {
    return projectionFault(dossier, column, dossier.projection[column], `its events give ${JSON.stringify(expected[column])}`);
  }
  if (!rules.snapshots.has(dossier.snapshot)) {
    return projectionFault(dossier, 'calendar_snapshot', dossier.snapshot, 'there is no such calendar version');
  }
  const unsettled = events.find(({ occurredAt }) => occurredAt > dossier.settledAt);
  return unsettled && projectionFault(dossier, 'settled_at', dossier.settledAt, `${nameOfEvent(unsettled.seq, unsettled)} lies after that`);
}

function projectionFault({ id, code }: StoredDossier, column: string, stored: string | number | boolean | readonly string[] | null, but: string): LedgerFault {
  return { kind: 'projection', dossierId: id, code, column, detail: `column ${column} of its row holds ${JSON.stringify(stored)}, but ${but}` };
}

async function dateFault({ rules: book }: Verifying, tx: Pick<Transaction, 'first' | 'rows'>, dossier: StoredDossier, { events, state }: ToldLife, since: DemandedSince): Promise<LedgerFault | undefined> {
  if (book === undefined) {
    return undefined;
  }
  const known = new Map<string, Rules>();
  for (const snapshot of new Set(snapshotsOf(events))) {
    known.set(snapshot, await book.rules(tx, state.procedure.code, state.procedure.version, snapshot));
  }
  const fault = findDateFault(events, (snapshot) => knownRules(known, snapshot), demandsOf(since, dossier.events));
  if (fault === undefined) {
    return undefined;
  }
  const row = dossier.events.find(({ seq }) => seq === fault.seq);
  return { kind: 'date', dossierId: dossier.id, code: dossier.code, seq: fault.seq, detail: `${nameOfEvent(fault.seq, row)} states ${fault.of} ${valueOf(fault.stated)}, but its rules, calendar and earlier events give ${valueOf(fault.recomputed)}` };
}

function fileFault({ id, code, files }: StoredDossier, events: readonly DossierEvent[]): LedgerFault | undefined {
  for (const event of events) {
    if (event.type !== 'FileAttached') {
      continue;
    }
    const { fileId, sha256 } = event.payload;
    const held = files.get(fileId);
    if (held !== sha256) {
      const but = held === undefined ? 'no such file is stored' : `the stored one has ${held}`;
      return { kind: 'file', dossierId: id, code, seq: event.seq, detail: `${nameOfEvent(event.seq, event)} recorded the file ${fileId} under the hash ${sha256}, but ${but}` };
    }
  }
  return undefined;
}

/** Instants are large numbers; what else is compared is a word or a duration. */
function valueOf(value: number | string | undefined): string {
  return value === undefined ? 'nothing' : typeof value === 'number' && value > 1e11 ? formatMoment(value) : String(value);
}

function knownRules(known: ReadonlyMap<string, Rules>, snapshot: string): Rules {
  const rules = known.get(snapshot);
  if (rules === undefined) {
    throw new Error(`No rules were loaded for the calendar snapshot ${snapshot}`);
  }
  return rules;
}
