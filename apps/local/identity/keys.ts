import { randomBytes } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { z } from 'zod';
import { findSpareJsonFile, writeJsonFile } from '../json-file.js';

const keysSchema = z.object({
  signing: z.object({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: z.string(),
    y: z.string(),
    d: z.string(),
    kid: z.string(),
    alg: z.literal('ES256'),
    use: z.literal('sig'),
  }),
  cookie: z.string(),
});

/** The sign-in service's private keys: one signs tokens (ES256), one its cookies. */
export type IdentityKeys = z.output<typeof keysSchema>;

/**
 * Reads the keys kept at the path, or makes them; so tokens stay valid when the stack is started again. Keys that cannot
 * be read are made anew: demo people sign in again.
 */
export async function ensureIdentityKeys(path: string): Promise<IdentityKeys> {
  const known = await findSpareJsonFile(path, keysSchema);
  if (known !== undefined) return known;
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  const made = keysSchema.parse({
    signing: { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'ES256', use: 'sig' },
    cookie: randomBytes(32).toString('base64url'),
  });
  await writeJsonFile(path, made);
  return made;
}
