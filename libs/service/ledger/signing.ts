import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** An Ed25519 key that signs seals, with its public half as it is stored beside each signature. */
export interface SealSigner {
  /** The raw public key in base64. */
  readonly publicKey: string;
  sign(seal: SignedSeal): string;
}

/** What of a seal is signed. */
export interface SignedSeal {
  readonly number: number;
  readonly hash: string;
}

const SEED_BYTES = 32;
// RFC 8410: everything of a PKCS #8 or SPKI document before the 32 bytes of an Ed25519 key.
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** A signer from its 32-byte seed. Throws `RangeError` for a seed of another length. */
export function sealSignerOf(seed: Uint8Array): SealSigner {
  if (seed.length !== SEED_BYTES) {
    throw new RangeError(`An Ed25519 seed has ${String(SEED_BYTES)} bytes, not ${String(seed.length)}`);
  }
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return {
    publicKey: spki.subarray(SPKI_PREFIX.length).toString('base64'),
    sign: (seal) => sign(null, messageOf(seal), key).toString('base64'),
  };
}

/** True when the signature is that of the public key over the seal; false for malformed keys and signatures too. */
export function isSealSignature(seal: SignedSeal, publicKey: string, signature: string): boolean {
  const raw = Buffer.from(publicKey, 'base64');
  return raw.length === SEED_BYTES && verify(null, messageOf(seal), publicKeyOf(raw), Buffer.from(signature, 'base64'));
}

function publicKeyOf(raw: Buffer): KeyObject {
  return createPublicKey({ key: Buffer.concat([SPKI_PREFIX, raw]), format: 'der', type: 'spki' });
}

function messageOf(seal: SignedSeal): Buffer {
  return Buffer.from(`dung-han ledger seal ${String(seal.number)} ${seal.hash}`, 'utf8');
}
