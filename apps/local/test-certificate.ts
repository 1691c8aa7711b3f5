import { generateKeyPairSync } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import forge from 'node-forge';
import { type Instant, sameClockAfter } from '#domain';

/** The name in the certificate, so that nobody takes such a signature for one that binds. */
const TEST_NAME = 'Chung thu thu nghiem, khong co gia tri phap ly';
const VALID_DAYS = 3_650;

/**
 * A folder of signing keys for development: makes `default.p12` with a certificate of its own, once.
 * @returns the folder
 */
export async function ensureTestCertificate(folder: string, passphrase: string, now: Instant): Promise<string> {
  const path = join(folder, 'default.p12');
  if (!existsSync(path)) {
    await mkdir(folder, { recursive: true });
    await writeFile(path, makeTestCertificate(passphrase, now), { mode: 0o600 });
  }
  return folder;
}

/** A new key with a self-signed certificate, as a PKCS#12 file. */
export function makeTestCertificate(passphrase: string, now: Instant): Buffer {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
  const key = forge.pki.privateKeyFromPem(privateKey);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey);
  certificate.serialNumber = '01';
  certificate.validity.notBefore = new Date(now);
  certificate.validity.notAfter = new Date(sameClockAfter(now, VALID_DAYS));
  const subject = [{ name: 'commonName', value: TEST_NAME }];
  certificate.setSubject(subject);
  certificate.setIssuer(subject);
  certificate.setExtensions([{ name: 'keyUsage', digitalSignature: true, nonRepudiation: true }]);
  certificate.sign(key, forge.md.sha256.create());
  const file = forge.pkcs12.toPkcs12Asn1(key, [certificate], passphrase, { algorithm: '3des' });
  return Buffer.from(forge.asn1.toDer(file).getBytes(), 'binary');
}
