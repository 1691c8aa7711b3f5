import { type Instant, localDateOf } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { formatMoment, type LedgerFault } from './fault.js';
import { genesisSealHash, hashSeal, SEAL_COLUMNS, type SealRow } from './seal.js';
import { sumUpEvents } from './sealed-events.js';
import { isSealSignature } from './signing.js';

/** A seal somebody wrote down outside the database. */
export type KnownSeal = Pick<SealRow, 'number' | 'hash'>;

/** What the seals are held against from outside the database. */
export interface SealExpectations {
  /** Public keys, raw in base64, that may sign; when given, the last seal of each day that is over must bear a signature. */
  readonly trustedKeys?: readonly string[];
  /** Seals that must stand in the ledger as they were written down: only these show that its latest seals were removed or made anew. */
  readonly knownSeals?: readonly KnownSeal[];
}

/** What checking the seals came to. */
export type SealsVerdict =
  | { readonly kind: 'whole'; readonly seals: number; readonly lastSeal?: SealRow; readonly unsealed: number; readonly unsealedSince?: number }
  | { readonly kind: 'broken'; readonly fault: LedgerFault };

/** A seal with its signature, if it has one. */
type SignedSealRow = SealRow & { readonly signature: string | null; readonly signing_key: string | null };

const SEALS_AT_ONCE = 500;

/**
 * Checks the seals: their own chain, then each against the events it covers, recounted, and its signature. Here dossiers
 * removed whole and tails cut off together with their heads come to light.
 */
export async function verifySeals(
  engine: Pick<Engine, 'sha256'>,
  tx: Pick<Transaction, 'rows' | 'first'>,
  { trustedKeys, knownSeals = [] }: SealExpectations,
  onSeal: (number: number) => void,
): Promise<SealsVerdict> {
  const known = new Map(knownSeals.map(({ number, hash }) => [number, hash]));
  let last: SignedSealRow | undefined;
  for await (const seal of readSeals(tx)) {
    const fault =
      chainFault(engine, seal, last) ?? (await eventsFault(engine, tx, seal, last)) ?? signatureFault(seal, trustedKeys) ?? knownFault(seal, known.get(seal.number));
    if (fault !== undefined) {
      return { kind: 'broken', fault: { ...fault, seal: fault.kind === 'seal-missing' ? (last?.number ?? 0) + 1 : seal.number } };
    }
    if (last !== undefined && trustedKeys !== undefined && last.signature === null && dayOf(last) < dayOf(seal)) {
      return { kind: 'broken', fault: { kind: 'signature-missing', seal: last.number, detail: `it is the last of its day (${formatMoment(last.sealed_at)}) and is not signed` } };
    }
    last = seal;
    onSeal(seal.number);
  }
  const beyond = knownSeals.find(({ number }) => number > (last?.number ?? 0));
  if (beyond !== undefined) {
    return { kind: 'broken', fault: { kind: 'seal-missing', seal: beyond.number, detail: `it was written down with hash ${beyond.hash}, but the seals end at number ${String(last?.number ?? 0)}` } };
  }
  const open = await tx.first<{ n: number; since: number | null }>(`SELECT count(*) AS n, min(recorded_at) AS since FROM (
       SELECT recorded_at FROM dossier_event WHERE xact_id >= $1::xid8 UNION ALL SELECT recorded_at FROM case_event WHERE xact_id >= $1::xid8
       UNION ALL SELECT published_at FROM published_figure WHERE xact_id >= $1::xid8
       UNION ALL SELECT made_at FROM sealed_document WHERE xact_id >= $1::xid8) AS unsealed`,
    [last?.until_xact ?? '0'],
  );
  return {
    kind: 'whole',
    seals: last?.number ?? 0,
    ...(last === undefined ? {} : { lastSeal: last }),
    unsealed: open?.n ?? 0,
    ...(open?.since == null ? {} : { unsealedSince: open.since }),
  };
}

async function* readSeals(tx: Pick<Transaction, 'rows'>): AsyncGenerator<SignedSealRow> {
  let after = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const seals = await tx.rows<SignedSealRow>(
      `SELECT ${SEAL_COLUMNS}, signature, signing_key FROM ledger_seal LEFT JOIN ledger_seal_signature USING (number) WHERE number > $1::bigint ORDER BY number LIMIT ${String(SEALS_AT_ONCE)}`,
      [after],
    );
    yield* seals;
    const last = seals.at(-1);
    if (last === undefined || seals.length < SEALS_AT_ONCE) {
      return;
    }
    after = last.number;
  }
}

type SealFault = Pick<LedgerFault, 'kind' | 'detail'>;

function dayOf(seal: SealRow): number {
  return localDateOf(seal.sealed_at as Instant);
}

function chainFault(engine: Pick<Engine, 'sha256'>, seal: SealRow, last: SealRow | undefined): SealFault | undefined {
  const number = last?.number ?? 0;
  if (seal.number !== number + 1) {
    return { kind: 'seal-missing', detail: `after seal ${String(number)} comes seal ${String(seal.number)}` };
  }
  if (seal.prev_hash !== (last?.hash ?? genesisSealHash(engine.sha256)) || seal.from_xact !== (last?.until_xact ?? '0')) {
    return { kind: 'seal-chain', detail: 'it does not attach to the seal before it' };
  }
  return hashSeal(seal, engine.sha256) === seal.hash ? undefined : { kind: 'seal-edited', detail: 'its content does not give its hash: it was changed after it was written' };
}

async function eventsFault(engine: Pick<Engine, 'sha256'>, tx: Pick<Transaction, 'rows' | 'first'>, seal: SealRow, last: SealRow | undefined): Promise<SealFault | undefined> {
  const sum = await sumUpEvents(tx, seal.from_xact, seal.until_xact, engine.sha256);
  if (sum.events === seal.events && sum.dossiers === seal.dossiers && sum.root === seal.root) {
    return undefined;
  }
  const written = `written ${last === undefined ? '' : `after ${formatMoment(last.sealed_at)} and `}by ${formatMoment(seal.sealed_at)} (transactions ${seal.from_xact} to ${seal.until_xact})`;
  if (sum.events === seal.events && sum.dossiers === seal.dossiers) {
    return { kind: 'seal-root', detail: `its root is not that of the ${String(seal.events)} events ${written}: some were exchanged, or a chain was written anew` };
  }
  const counts = `it covers ${String(seal.events)} events of ${String(seal.dossiers)} dossiers and cases ${written}, but there are ${String(sum.events)} of ${String(sum.dossiers)}`;
  return { kind: 'seal-events', detail: `${counts}: whole dossiers or ends of chains were removed, or events were added behind the seal` };
}

function signatureFault(seal: SignedSealRow, trustedKeys: readonly string[] | undefined): SealFault | undefined {
  if (seal.signature === null || seal.signing_key === null) {
    return undefined;
  }
  if (!isSealSignature(seal, seal.signing_key, seal.signature)) {
    return { kind: 'signature', detail: 'its signature is not that of its key' };
  }
  return trustedKeys?.includes(seal.signing_key) === false ? { kind: 'signature', detail: `it is signed by ${seal.signing_key}, which is not a trusted key` } : undefined;
}

function knownFault(seal: SealRow, hash: string | undefined): SealFault | undefined {
  return hash === undefined || hash === seal.hash ? undefined : { kind: 'seal-replaced', detail: `it was written down with hash ${hash}, but stands with ${seal.hash}: the seals were made anew` };
}
