import { join, resolve } from 'node:path';
import { z } from 'zod';
import { EnvironmentError, namesInstallation, readEnvironment, readToolEnvironment } from '#config';
import { findJsonFile } from '../local/json-file.js';

/** The database a tool works on, with the keys that open its records and sign its seals. */
export interface Installation {
  readonly databaseUrl: string;
  readonly masterKey: Uint8Array;
  /** Accepted beside it while one replaces the other. */
  readonly masterKeyOther?: Uint8Array | undefined;
  readonly sealSigningKey: Uint8Array;
}

const key = z.base64().transform((text) => new Uint8Array(Buffer.from(text, 'base64')));
const stackSchema = z.object({ databaseUrl: z.string() });
const secretsSchema = z.object({ masterKey: key, sealSigningKey: key });

/**
 * The installation the environment names (`DATABASE_URL`); where it names none, the one `npm start` runs from the data folder.
 * @throws EnvironmentError when the environment names one and leaves something out, or when there is neither
 */
export async function findInstallation(): Promise<Installation> {
  if (namesInstallation()) return readEnvironment();
  const dataDir = resolve(readToolEnvironment().dataDir);
  const local = await findLocalInstallation(dataDir);
  if (local === undefined) {
    throw new EnvironmentError([`DATABASE_URL: names no installation, and no stack runs on ${dataDir} (npm start; DATA_DIR names another folder)`]);
  }
  return local;
}

async function findLocalInstallation(dataDir: string): Promise<Installation | undefined> {
  const stack = await findJsonFile<z.output<typeof stackSchema>>(join(dataDir, 'stack.json'), stackSchema);
  const secrets = await findJsonFile<z.output<typeof secretsSchema>>(join(dataDir, 'secrets.json'), secretsSchema);
  return stack === undefined || secrets === undefined ? undefined : { ...stack, ...secrets };
}
