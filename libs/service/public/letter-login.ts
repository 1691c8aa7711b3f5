import type { Instant } from '#domain';
import { presentRecord } from '../delivery/letter-address.js';
import type { Engine } from '../engine.js';
import { idDigits } from '../personal/search-token.js';
import { isSame } from './look-up.js';
import { openSession, type PublicSession } from './session.js';

/** Stands for the number of whoever has none: no identity number looks like it. */
const NOBODY = '';

/**
 * Opens the letters of a dossier to the person it is for, by the identity number a sign-in service vouches for. `undefined` for anybody
 * else, and where the dossier names no number, is an organisation's or was erased: nobody learns which. The number is kept nowhere.
 */
export async function openByIdentity(engine: Engine, { id }: { readonly id: string }, identityNumber: string, at: Instant): Promise<PublicSession | undefined> {
  const applicant = (await engine.database.transaction((tx) => presentRecord(engine, tx, id)))?.applicant;
  const own = applicant?.type === 'organisation' ? NOBODY : idDigits(applicant?.idNumber ?? NOBODY);
  const isTheirs = isSame(own, idDigits(identityNumber));
  return isTheirs && own !== NOBODY ? openSession(engine, id, 'sign-in', at) : undefined;
}
