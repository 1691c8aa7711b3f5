import { type DossierState, tellDossier, tellSteps } from '#domain';
import type { Engine } from '../engine.js';
import { composeDossier, type FieldSources, type ToldBeside } from './compose-dossier.js';
import { composeSteps } from './compose-steps.js';
import type { PortalMessage, PortalService } from './national-portal.js';
import { type LedgerDoubt, readSoundLedger } from './sound-ledger.js';
import { type ClaimedMessage, wasReported } from './sync-rows.js';
import { openTold, readToldStaff } from './told-people.js';

/** Why a message is not sent before a person has looked. */
export type HoldReason = LedgerDoubt | 'cancelled-after-report' | 'not-composed';

/** A message ready to be sent, or why it is not. */
export type Composed =
  | {
      readonly kind: 'ready';
      readonly code: string;
      readonly message: PortalMessage;
      readonly sources: FieldSources;
      /** Hash of the last event it tells. */
      readonly hash: string;
      /** Whether steps of the dossier's progress have to follow it. */
      readonly hasSteps: boolean;
      /** The portal may know the dossier though we never told it: it is asked before it is told the first time. */
      readonly mayBeKnown: boolean;
    }
  | { readonly kind: 'withhold'; readonly reason: HoldReason }
  /** The portal is never to hear of it. */
  | { readonly kind: 'drop' };

/** Numbers of a dossier's messages rise also over a restore, which takes its events back. */
const FIRST_SEQUENCE = 10_000_000;

/** Composes a message from the ledger as it stands, decrypting what people said for this moment alone. */
export async function composeMessage(engine: Engine, row: ClaimedMessage): Promise<Composed> {
  const tx = engine.database.read;
  const ledger = await readSoundLedger(engine, row.dossier_id, row.to_seq);
  if ('doubt' in ledger) {
    return { kind: 'withhold', reason: ledger.doubt };
  }
  const { events, hash, isErased } = ledger;
  const told = tellDossier(events);
  const { state } = told;
  const isReported = await wasReported(tx, row.dossier_id);
  if (!isReported && (told.status === undefined || isErased)) {
    return { kind: 'drop' };
  }
  const records = await openTold(engine, row.dossier_id, state.personal, ledger);
  if (records === undefined) {
    return { kind: 'withhold', reason: 'record-changed' };
  }
  const [{ procedure }, agencies, settings, staff] = await Promise.all([
    engine.rules.procedure(tx, state.procedure.code, state.procedure.version),
    engine.rules.agencies(tx),
    engine.rules.settings(tx),
    readToldStaff(engine, events.map(({ actor }) => actor)),
  ]);
  const beside: ToldBeside = { procedure, agencies, settings, records, staff };
  const steps = tellSteps(events, row.from_seq);
  const ready = { kind: 'ready', code: state.code, hash, hasSteps: steps.length > 0, mayBeKnown: !isReported && (mayBeKnown(state) || row.restored > 0) } as const;
  const key = syncKey(row.dossier_id, row.service, row.to_seq, row.made_after);
  const first = FIRST_SEQUENCE * row.restored;
  if (row.service === 'CapNhatTienDoHoSoMC') {
    const body = { service: row.service, isUpdating: true, data: composeSteps(state.code, steps, beside) };
    return { ...ready, sources: {}, message: { key, sequence: first + 2 * row.to_seq + 1, body } };
  }
  const composed = composeDossier(told, events, beside);
  if (composed === undefined) {
    return { kind: 'withhold', reason: 'cancelled-after-report' };
  }
  const body = { service: row.service, isUpdating: isReported, data: [composed.dossier] as const };
  return { ...ready, sources: composed.sources, message: { key, sequence: first + 2 * row.to_seq, body } };
}

/**
 * The key a message is told under. After a restore the same numbers of events may stand for others than the portal was told of in the lost window,
 * so keys name the restore they come after.
 */
export function syncKey(dossierId: string, service: PortalService, toSeq: number, madeAfter: number): string {
  return `${dossierId}:${service}:${String(toSeq)}${madeAfter === 0 ? '' : `:r${String(madeAfter)}`}`;
}

/** It was filed on the portal, or the system it was imported from reported it. */
function mayBeKnown({ timeEvidence, imported }: DossierState): boolean {
  return imported || timeEvidence?.kind === 'portal';
}
