import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { findJsonFile, writeJsonFile } from './json-file.js';

const secretsSchema = z.object({
  superuserPassword: z.string(),
  ownerPassword: z.string(),
  applicationPassword: z.string(),
  masterKey: z.string(),
  sealSigningKey: z.string(),
});

/** Secrets of one data folder, made once; without them its databases cannot be opened again. */
export type LocalSecrets = z.output<typeof secretsSchema>;

/** Reads the folder's secrets, or makes them when it has none. */
export async function ensureSecrets(path: string): Promise<LocalSecrets> {
  const known = await findJsonFile(path, secretsSchema);
  if (known !== undefined) return known;
  const password = (): string => randomBytes(24).toString('base64url');
  const key = (): string => randomBytes(32).toString('base64');
  const made: LocalSecrets = {
    superuserPassword: password(),
    ownerPassword: password(),
    applicationPassword: password(),
    masterKey: key(),
    sealSigningKey: key(),
  };
  await writeJsonFile(path, made);
  return made;
}
