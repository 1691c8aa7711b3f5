import { randomBytes } from 'node:crypto';
import type { Instant } from '#domain';

const PER_MILLISECOND = 4_096;
const BYTES = 8;
const VARIANTS = '89ab';

/**
 * Identifiers (UUID version 7) that rise in the order in which they are asked for, so that thousands of rows written
 * together lie together in every index. 62 bits of each are random.
 */
export function orderedIds(at: Instant): () => string {
  let given = 0;
  let random = Buffer.alloc(0);
  let time = '';
  return () => {
    const place = given % PER_MILLISECOND;
    if (place === 0) {
      random = randomBytes(PER_MILLISECOND * BYTES);
      time = (at + given / PER_MILLISECOND).toString(16).padStart(12, '0');
    }
    given += 1;
    const tail = random.toString('hex', place * BYTES, (place + 1) * BYTES);
    const variant = VARIANTS.charAt(Number.parseInt(tail.charAt(0), 16) & 3);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${place.toString(16).padStart(3, '0')}-${variant}${tail.slice(1, 4)}-${tail.slice(4)}`;
  };
}
