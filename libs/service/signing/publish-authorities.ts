import { z } from 'zod';
import { type Instant, parseInstant, SIGNING_CAPACITIES } from '#domain';
import type { Transaction } from '#persistence';
import { sha256 } from '../open-engine.js';
import { stableText } from '../stable-text.js';
import { type AuthorityInput, enterAuthority } from './authorities.js';

const line = z.string().trim().min(1).max(200);
const moment = z.string().transform((text): number => parseInstant(text));

const authoritiesSchema = z.array(
  z.strictObject({
    agency: line,
    subject: line,
    name: line,
    position: line,
    capacity: z.enum(SIGNING_CAPACITIES),
    signedFor: line.exactOptional(),
    collective: line.exactOptional(),
    delegationNumber: line.exactOptional(),
    validFrom: moment,
    validUntil: moment.exactOptional(),
  }),
);

/** Signing authorities of a catalogue file. Throws naming what is wrong with it. */
export function parseAuthorities(json: unknown): readonly AuthorityInput[] {
  return authoritiesSchema.parse(json);
}

/**
 * Enters the authorities of a catalogue once: repeating it changes nothing, and one that people have ended stays ended. Where
 * somebody else has been entered as head since, that stays. Throws when one is incomplete or differs from the one entered.
 */
export async function publishAuthorities(tx: Transaction, authorities: readonly AuthorityInput[], by: string, at: Instant): Promise<void> {
  for (const authority of authorities) {
    const { agency, subject, capacity, validFrom } = authority;
    const key = `catalogue:${agency}:${subject}:${capacity}:${String(validFrom)}`;
    const { kind } = await enterAuthority(tx, authority, by, at, { key, hash: sha256(stableText(authority)) });
    if (kind !== 'added' && kind !== 'head-overlaps') {
      throw new Error(`The signing authority of ${subject} for ${agency} cannot be entered: ${kind}`);
    }
  }
}
