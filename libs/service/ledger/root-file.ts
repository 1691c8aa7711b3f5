import { z } from 'zod';
import { formatLocalDate, type Instant, localDateOf, type Sha256 } from '#domain';
import { hashSeal, type SealRow } from './seal.js';
import { isSealSignature } from './signing.js';

const hex = z.string().regex(/^[0-9a-f]{64}$/u);
const xact = z.string().regex(/^\d{1,20}$/u);

const rootSchema = z.strictObject({
  format: z.literal('dung-han/ledger-root/1'),
  /** The local day the root closes. */
  day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/u),
  seal: z.strictObject({
    number: z.int().min(1),
    from_xact: xact,
    until_xact: xact,
    events: z.int().min(0),
    dossiers: z.int().min(0),
    root: hex,
    prev_hash: hex,
    hash: hex,
    sealed_at: z.int().min(0),
  }),
  signature: z.string(),
  signingKey: z.string(),
  signedAt: z.int().min(0),
});

/** The signed last seal of a day as it is kept outside the database: whoever has it can hold the ledger to everything up to it. */
export type PublishedRoot = z.output<typeof rootSchema>;

/** A file that is no root, or whose content was changed after it was signed. */
export class RootFileError extends Error {
  override readonly name = 'RootFileError';
}

/** The root of a signed seal. */
export function rootOf(seal: SealRow, { signature, signing_key: signingKey, signed_at: signedAt }: { readonly signature: string; readonly signing_key: string; readonly signed_at: number }): PublishedRoot {
  const { number, from_xact, until_xact, events, dossiers, root, prev_hash, hash, sealed_at } = seal;
  return {
    format: 'dung-han/ledger-root/1',
    day: formatLocalDate(localDateOf(sealed_at as Instant)),
    seal: { number, from_xact, until_xact, events, dossiers, root, prev_hash, hash, sealed_at },
    signature,
    signingKey,
    signedAt,
  };
}

/** Name of a root's file: by its day, and by the seal, so that no other root can take its place. */
export function rootFileName({ day, seal: { number, hash } }: PublishedRoot): string {
  return `${day}-seal-${String(number)}-${hash.slice(0, 12)}.json`;
}

/** A root as it is written down. */
export function writeRoot(root: PublishedRoot): string {
  return `${JSON.stringify(root, undefined, 2)}\n`;
}

/**
 * Reads a root that was written down and checks it by itself: its seal gives its hash, and one of the trusted keys signed it.
 * @throws RootFileError saying what is wrong with it
 */
export function readRoot(text: string, trustedKeys: readonly string[], sha256: Sha256): PublishedRoot {
  const parsed = rootSchema.safeParse(jsonOf(text));
  if (!parsed.success) {
    throw new RootFileError('it is no root of a ledger');
  }
  const root = parsed.data;
  if (hashSeal(root.seal, sha256) !== root.seal.hash) {
    throw new RootFileError(`its seal ${String(root.seal.number)} does not give its hash: the file was changed`);
  }
  if (!trustedKeys.includes(root.signingKey)) {
    throw new RootFileError(`it is signed by ${root.signingKey}, which is not a trusted key`);
  }
  if (!isSealSignature(root.seal, root.signingKey, root.signature)) {
    throw new RootFileError('its signature is not that of its key');
  }
  return root;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
