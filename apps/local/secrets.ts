import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { BrokenFile, findJsonFile, writeJsonFile } from './json-file.js';

/** What the file of a folder's secrets holds. */
export const secretsSchema = z.object({
  superuserPassword: z.string(),
  ownerPassword: z.string(),
  applicationPassword: z.string(),
  masterKey: z.string(),
  sealSigningKey: z.string(),
});

/** Secrets of one data folder, made once; without them its databases cannot be opened again. */
export type LocalSecrets = z.output<typeof secretsSchema>;

/**
 * Reads the folder's secrets, or makes them when it has none.
 * @throws when they cannot be read: others would not open what is encrypted under them
 */
export async function ensureSecrets(path: string): Promise<LocalSecrets> {
  const known = await findJsonFile(path, secretsSchema).catch((error: unknown) => {
    if (!(error instanceof BrokenFile)) throw error;
    throw new Error(`${error.message}: restore it from a copy, for the data beside it cannot be opened without; or set DATA_DIR to another folder`, { cause: error.cause });
  });
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
