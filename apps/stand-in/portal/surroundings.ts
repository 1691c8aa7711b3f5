import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ListedProcedure } from './checks.js';

const procedureSchema = z.object({ code: z.string(), name: z.string(), field: z.object({ code: z.string(), name: z.string() }) });
const tokenSchema = z.object({ access_token: z.string() });

/** The procedures of a folder, one JSON file each. */
export async function readProcedures(folder: string): Promise<ReadonlyMap<string, ListedProcedure>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const procedures = await Promise.all(names.map(async (name) => procedureSchema.parse(JSON.parse(await readFile(join(folder, name), 'utf8')))));
  return new Map(procedures.map((procedure) => [procedure.code, procedure]));
}

/** A token of the portal's service account from the sign-in service of a development machine. */
export async function fetchToken(identityUrl: string): Promise<string> {
  const answer = await fetch(`${identityUrl}/dev/token`, { method: 'POST', body: JSON.stringify({ role: 'portal' }) });
  return tokenSchema.parse(await answer.json()).access_token;
}
