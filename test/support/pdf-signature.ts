import { createHash, createPublicKey, verify } from 'node:crypto';
import forge from 'node-forge';

/** What a file's digital signature comes to. */
export interface SignatureCheck {
  /** The byte range is the file but for the signature itself. */
  readonly isWhole: boolean;
  /** The digest in the signed attributes is that of the bytes, and the signature over them is the certificate's. */
  readonly isSound: boolean;
  /** SHA-256 of the certificate. */
  readonly fingerprint: string;
}

/** Checks the PKCS#7 signature of a PDF the way a reader does: by the byte range and the signed attributes. Throws when there is none. */
export function checkSignature(pdf: Uint8Array): SignatureCheck {
  const file = Buffer.from(pdf);
  const range = /\/ByteRange\s*\[\s*(\d+) (\d+) (\d+) (\d+)\s*\]/u.exec(file.toString('latin1'))?.slice(1).map(Number);
  const [from = 0, length = 0, second = 0, rest = 0] = range ?? [];
  if (range === undefined) {
    throw new Error('The file has no signature');
  }
  const covered = Buffer.concat([file.subarray(from, from + length), file.subarray(second, second + rest)]);
  const contents = file.subarray(length + 1, second - 1).toString('latin1');
  const der = Buffer.from(contents, 'hex');
  const message = forge.pkcs7.messageFromAsn1(forge.asn1.fromDer(der.subarray(0, lengthOf(der)).toString('binary'))) as unknown as {
    readonly certificates: readonly forge.pki.Certificate[];
    readonly rawCapture: { readonly authenticatedAttributes: readonly forge.asn1.Asn1[]; readonly signature: string };
  };
  const [certificate] = message.certificates;
  if (certificate === undefined) {
    throw new Error('The signature has no certificate');
  }
  const attributes = message.rawCapture.authenticatedAttributes;
  const signed = forge.asn1.toDer(forge.asn1.create(forge.asn1.Class.UNIVERSAL, forge.asn1.Type.SET, true, [...attributes])).getBytes();
  const digest = digestIn(attributes);
  const key = createPublicKey(forge.pki.publicKeyToPem(certificate.publicKey));
  const isSigned = verify('sha256', Buffer.from(signed, 'binary'), key, Buffer.from(message.rawCapture.signature, 'binary'));
  return {
    isWhole: from === 0 && second + rest === file.length && second > length,
    isSound: isSigned && digest === createHash('sha256').update(covered).digest('hex'),
    fingerprint: createHash('sha256').update(Buffer.from(forge.asn1.toDer(forge.pki.certificateToAsn1(certificate)).getBytes(), 'binary')).digest('hex'),
  };
}

/** Length of a DER value, whose room in the file is filled up with zeros. */
function lengthOf(der: Buffer): number {
  const first = der[1] ?? 0;
  const bytes = first < 0x80 ? 0 : first & 0x7f;
  return bytes === 0 ? 2 + first : 2 + bytes + der.readUIntBE(2, bytes);
}

/** The message digest among the signed attributes, in hex. */
function digestIn(attributes: readonly forge.asn1.Asn1[]): string | undefined {
  for (const attribute of attributes) {
    const [type, values] = attribute.value as forge.asn1.Asn1[];
    if (type !== undefined && forge.asn1.derToOid(type.value as string) === forge.pki.oids['messageDigest']) {
      const [octets] = (values?.value ?? []) as forge.asn1.Asn1[];
      return Buffer.from((octets?.value ?? '') as string, 'binary').toString('hex');
    }
  }
  return undefined;
}
