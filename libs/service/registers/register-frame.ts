import type { Instant } from '#domain';
import type { LetterFrame } from '#letters';
import type { Engine } from '../engine.js';
import { deskFrame } from '../letters/letter-frame.js';
import type { Reader } from '../rule-book.js';

/** Head, place and template a desk's register is printed with at an instant. Throws when the catalogue has no such agency. */
export async function registerFrame({ rules }: Pick<Engine, 'rules'>, read: Reader, code: string, at: Instant): Promise<LetterFrame> {
  const agencies = await rules.agencies(read);
  const agency = agencies.get(code);
  if (agency === undefined) {
    throw new Error(`Agency ${code} is not in the catalogue`);
  }
  return deskFrame(agency, { agencies, templates: await rules.templates(read) }, at);
}
