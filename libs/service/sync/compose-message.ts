import { type DossierState, tellDossier, tellSteps } from '#domain';
import type { Engine } from '../engine.js';
import { composeDossier, type FieldSources, type ToldBeside } from './compose-dossier.js';
import { composeSteps } from './compose-steps.js';
import type { PortalMessage } from './national-portal.js';
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
  const ready = { kind: 'ready', code: state.code, hash, hasSteps: steps.length > 0, mayBeKnown: !isReported && mayBeKnown(state) } as const;
  const key = `${row.dossier_id}:${row.service}:${String(row.to_seq)}`;
  if (row.service === 'CapNhatTienDoHoSoMC') {
    const body = { service: row.service, isUpdating: true, data: composeSteps(state.code, steps, beside) };
    return { ...ready, sources: {}, message: { key, sequence: 2 * row.to_seq + 1, body } };
  }
  const composed = composeDossier(told, events, beside);
  if (composed === undefined) {
    return { kind: 'withhold', reason: 'cancelled-after-report' };
  }
  const body = { service: row.service, isUpdating: isReported, data: [composed.dossier] as const };
  return { ...ready, sources: composed.sources, message: { key, sequence: 2 * row.to_seq, body } };
}

/** It was filed on the portal, or the system it was imported from reported it. */
function mayBeKnown({ timeEvidence, imported }: DossierState): boolean {
  return imported || timeEvidence?.kind === 'portal';
}
