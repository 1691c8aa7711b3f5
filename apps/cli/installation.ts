import { join } from 'node:path';
import { z } from 'zod';
import { EnvironmentError, readEnvironment, readToolEnvironment } from '#config';
import { findJsonFile } from '../local/json-file.js';

/** The database a tool works on, with the keys that open its records and sign its seals. */
export interface Installation {
  readonly databaseUrl: string;
  readonly masterKey: Uint8Array;
  readonly sealSigningKey: Uint8Array;
}

const key = z.base64().transform((text) => new Uint8Array(Buffer.from(text, 'base64')));
const stackSchema = z.object({ databaseUrl: z.string() });
const secretsSchema = z.object({ masterKey: key, sealSigningKey: key });

/**
 * The installation the environment names; where it names none, the one `npm start` runs from the data folder.
 * @throws EnvironmentError when there is neither
 */
export async function findInstallation(): Promise<Installation> {
  try {
    return readEnvironment();
  } catch (error) {
    const local = error instanceof EnvironmentError ? await findLocalInstallation(readToolEnvironment().dataDir) : undefined;
    if (local === undefined) {
      throw error;
    }
    return local;
  }
}

async function findLocalInstallation(dataDir: string): Promise<Installation | undefined> {
  const stack = await findJsonFile<z.output<typeof stackSchema>>(join(dataDir, 'stack.json'), stackSchema);
  const secrets = await findJsonFile<z.output<typeof secretsSchema>>(join(dataDir, 'secrets.json'), secretsSchema);
  return stack === undefined || secrets === undefined ? undefined : { ...stack, ...secrets };
}
