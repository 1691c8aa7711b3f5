import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { P12Signer } from '@signpdf/signer-p12';
import { SignPdf } from '@signpdf/signpdf';
import forge from 'node-forge';
import type { LetterSigner } from '#service';

/** Where an installation keeps the keys its letters are signed with. */
export interface SigningKeys {
  /** Folder of PKCS#12 files: `<agency code>.p12`, and `default.p12` for agencies without one of their own. */
  readonly folder: string;
  readonly passphrase: string;
  /** A letter signed under authority does not leave without a digital signature. */
  readonly isDemanded: boolean;
}

interface Key {
  readonly changedAt: number;
  readonly file: Buffer;
  readonly fingerprint: string;
}

/** No key where a signature is demanded, or one that cannot be used. */
export class SigningKeyError extends Error {
  override readonly name = 'SigningKeyError';
}

/** A signer with keys in files; a file exchanged meanwhile is read again. */
export function openP12Signer({ folder, passphrase, isDemanded }: SigningKeys): LetterSigner {
  const known = new Map<string, Key>();
  const keyIn = async (path: string): Promise<Key | undefined> => {
    const found = await stat(path).catch(() => undefined);
    if (found === undefined) {
      return undefined;
    }
    const before = known.get(path);
    if (before?.changedAt === found.mtimeMs) {
      return before;
    }
    const file = await readFile(path);
    const key = { changedAt: found.mtimeMs, file, fingerprint: fingerprintOf(path, file, passphrase) };
    known.set(path, key);
    return key;
  };
  return {
    async sign(prepared, { agency, signedAt }) {
      const key = (await keyIn(join(folder, `${agency}.p12`))) ?? (await keyIn(join(folder, 'default.p12')));
      if (key === undefined) {
        if (isDemanded) {
          throw new SigningKeyError(`No key to sign letters of ${agency}: put ${agency}.p12 or default.p12 into the folder LETTER_SIGNING_DIR names`);
        }
        return undefined;
      }
      const pdf = await new SignPdf().sign(Buffer.from(prepared), new P12Signer(key.file, { passphrase }), new Date(signedAt));
      return { pdf: new Uint8Array(pdf), certificate: key.fingerprint };
    },
  };
}

/** SHA-256 of the signing certificate in a PKCS#12 file, lower-case hex. */
function fingerprintOf(path: string, file: Buffer, passphrase: string): string {
  try {
    const p12 = forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(file.toString('binary')), false, passphrase);
    const keys = [forge.pki.oids['pkcs8ShroudedKeyBag'], forge.pki.oids['keyBag']].flatMap((bagType) => (bagType === undefined ? [] : (p12.getBags({ bagType })[bagType] ?? [])));
    const certificates = p12.getBags({ bagType: forge.pki.oids['certBag'] ?? '' })[forge.pki.oids['certBag'] ?? ''] ?? [];
    const modulus = keys[0]?.key?.n;
    const own = certificates.find(({ cert }) => modulus !== undefined && (cert?.publicKey as forge.pki.rsa.PublicKey | undefined)?.n.compareTo(modulus) === 0)?.cert;
    if (own == null) {
      throw new Error('it holds no certificate of its key');
    }
    return createHash('sha256').update(Buffer.from(forge.asn1.toDer(forge.pki.certificateToAsn1(own)).getBytes(), 'binary')).digest('hex');
  } catch (error) {
    throw new SigningKeyError(`${path} cannot be used to sign letters: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
