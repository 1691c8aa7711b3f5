import type { Clock } from '../clock.js';
import type { Engine } from '../engine.js';
import { isInstallationTrouble } from '../installation-trouble.js';
import { type Composed, composeMessage } from './compose-message.js';
import type { NationalPortal, PortalOutcome, PortalStanding } from './national-portal.js';
import { type Chance, dropMessage, settleMessage, type SyncEnd, withholdMessage } from './settle-message.js';
import { claimMessages, type ClaimedMessage, makeMessages } from './sync-rows.js';

/** Messages one pass takes: few enough that every claim is over long before it could be taken for one cut off. */
export const MESSAGES_AT_ONCE = 20;
const LANES = 10;

/** How many messages of a pass ended how. */
export type SyncTally = Readonly<Partial<Record<SyncEnd, number>>>;

type Ready = Extract<Composed, { kind: 'ready' }>;

/**
 * Tells the national portal what is owed to it, one pass: makes messages of the outbox, claims those whose time has come, composes each
 * from its ledger, sends it outside any transaction, and records what became of it. A dossier's messages follow each other
 * in the order of its ledger, never two at once. May be called again after any failure, at any point, by any number of
 * processes: what a broken attempt did is asked by its key and never done twice.
 */
export async function syncPortal(engine: Engine, portal: NationalPortal, clock: Clock, chance: Chance): Promise<SyncTally> {
  const at = clock.now();
  const claims = await engine.database.transaction(async (tx) => {
    await makeMessages(tx, at, MESSAGES_AT_ONCE);
    return claimMessages(tx, at, MESSAGES_AT_ONCE);
  });
  const tally: Partial<Record<SyncEnd, number>> = {};
  const queue = claims.values();
  const lane = async (): Promise<void> => {
    for (const row of queue) {
      const end = await carry(engine, portal, row, clock, chance);
      tally[end] = (tally[end] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return tally;
}

async function carry(engine: Engine, portal: NationalPortal, row: ClaimedMessage, clock: Clock, chance: Chance): Promise<SyncEnd> {
  const composed = await composeSafely(engine, row);
  switch (composed.kind) {
    case 'withhold':
      return engine.database.transaction((tx) => withholdMessage(engine, tx, row, composed.reason, clock.now()));
    case 'drop':
      return engine.database.transaction((tx) => dropMessage(tx, row, clock.now()));
    case 'ready': {
      const outcome = await hand(portal, row, composed);
      return engine.database.transaction((tx) => settleMessage(engine, tx, row, composed, outcome, clock.now(), chance));
    }
  }
}

/** Hands a message over once, unless the portal, asked, says that it took it already. */
async function hand(portal: NationalPortal, { may_have_arrived: mayHaveArrived }: ClaimedMessage, { code, message, mayBeKnown }: Ready): Promise<PortalOutcome> {
  const asked: PortalStanding | undefined = mayHaveArrived || mayBeKnown ? await portal.ask(code, message.key) : undefined;
  if (asked?.kind === 'unavailable') {
    return { kind: 'unreachable', reason: asked.reason };
  }
  if (asked?.kind === 'known' && asked.taken !== undefined) {
    return { kind: 'acknowledged', receipt: asked.taken.receipt };
  }
  const { body } = message;
  // Asked, the portal's word goes before what was told: it may have lost a dossier, or know one nobody told it of.
  const isKnown = asked === undefined ? body.isUpdating : asked.kind === 'known';
  return portal.send({ ...message, body: body.service === 'DongBoHoSoMC' ? { ...body, isUpdating: isKnown } : body });
}

/** What cannot be composed for a reason that lies in it holds up its own dossier, not the others. */
async function composeSafely(engine: Engine, row: ClaimedMessage): Promise<Composed> {
  try {
    return await composeMessage(engine, row);
  } catch (error) {
    if (isInstallationTrouble(error)) {
      throw error;
    }
    return { kind: 'withhold', reason: 'not-composed' };
  }
}
