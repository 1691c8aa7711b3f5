import { type Instant, localDateOf } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import type { LedgerFault } from './fault.js';
import { genesisSealHash, hashSeal, SEAL_COLUMNS, type SealRow } from './seal.js';
import { sumUpEvents } from './sealed-events.js';
import { isSealSignature } from './signing.js';

/** A seal with its signature, if it has one. */
type SignedSealRow = SealRow & { readonly signature: string | null; readonly signing_key: string | null };

/** What checking the seals came to. */
export type SealsVerdict = { readonly kind: 'whole'; readonly seals: number; readonly unsealed: number } | { readonly kind: 'broken'; readonly fault: LedgerFault };

/**
 * Checks the seals: their own chain, then each against the events it covers, recounted, and its signature. Here dossiers
 * removed whole and tails cut off together with their heads come to light. With `trustedKeys` the last seal of each day
 * that is over must be signed by one of them.
 */
export async function verifySeals(
  engine: Pick<Engine, 'sha256'>,
  tx: Pick<Transaction, 'rows' | 'first'>,
  trustedKeys: readonly string[] | undefined,
  onSeal: (number: number) => void,
): Promise<SealsVerdict> {
  const seals = await tx.rows<SignedSealRow>(`SELECT ${SEAL_COLUMNS}, signature, signing_key FROM ledger_seal LEFT JOIN ledger_seal_signature USING (number) ORDER BY number`);
  let previous: Pick<SealRow, 'number' | 'until_xact' | 'hash'> = { number: 0, until_xact: '0', hash: genesisSealHash(engine.sha256) };
  for (const [index, seal] of seals.entries()) {
    const fault = chainFault(engine, seal, previous) ?? (await eventsFault(engine, tx, seal)) ?? signatureFault(seal, seals[index + 1], trustedKeys);
    if (fault !== undefined) {
      return { kind: 'broken', fault: { ...fault, seal: fault.kind === 'seal-missing' ? previous.number + 1 : seal.number } };
    }
    previous = seal;
    onSeal(seal.number);
  }
  const open = await tx.first<{ n: number }>('SELECT count(*) AS n FROM dossier_event WHERE xact_id >= $1::xid8', [previous.until_xact]);
  return { kind: 'whole', seals: seals.length, unsealed: open?.n ?? 0 };
}

type SealFault = Pick<LedgerFault, 'kind' | 'detail'>;

function chainFault(engine: Pick<Engine, 'sha256'>, seal: SealRow, previous: Pick<SealRow, 'number' | 'until_xact' | 'hash'>): SealFault | undefined {
  if (seal.number !== previous.number + 1) {
    return { kind: 'seal-missing', detail: `after seal ${String(previous.number)} comes seal ${String(seal.number)}` };
  }
  if (seal.prev_hash !== previous.hash || seal.from_xact !== previous.until_xact) {
    return { kind: 'seal-chain', detail: 'it does not attach to the seal before it' };
  }
  return hashSeal(seal, engine.sha256) === seal.hash ? undefined : { kind: 'seal-edited', detail: 'its content does not give its hash: it was changed after it was written' };
}

async function eventsFault(engine: Pick<Engine, 'sha256'>, tx: Pick<Transaction, 'rows' | 'first'>, seal: SealRow): Promise<SealFault | undefined> {
  const sum = await sumUpEvents(tx, seal.from_xact, seal.until_xact, engine.sha256);
  if (sum.events !== seal.events || sum.dossiers !== seal.dossiers) {
    const counts = `it covers ${String(seal.events)} events of ${String(seal.dossiers)} dossiers, but there are ${String(sum.events)} of ${String(sum.dossiers)}`;
    return { kind: 'seal-events', detail: `${counts}: whole dossiers or ends of chains were removed or added (transactions ${seal.from_xact} to ${seal.until_xact})` };
  }
  return sum.root === seal.root ? undefined : { kind: 'seal-root', detail: `its root is not that of its events: they were exchanged (transactions ${seal.from_xact} to ${seal.until_xact})` };
}

function signatureFault(seal: SignedSealRow, next: SealRow | undefined, trustedKeys: readonly string[] | undefined): SealFault | undefined {
  if (seal.signature === null || seal.signing_key === null) {
    const mustBeSigned = next !== undefined && localDateOf(seal.sealed_at as Instant) < localDateOf(next.sealed_at as Instant);
    return mustBeSigned && trustedKeys !== undefined ? { kind: 'signature-missing', detail: 'it is the last of its day and is not signed' } : undefined;
  }
  if (!isSealSignature(seal, seal.signing_key, seal.signature)) {
    return { kind: 'signature', detail: 'its signature is not that of its key' };
  }
  return trustedKeys?.includes(seal.signing_key) === false ? { kind: 'signature', detail: `it is signed by ${seal.signing_key}, which is not a trusted key` } : undefined;
}
