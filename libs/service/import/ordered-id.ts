import { randomBytes } from 'node:crypto';
import type { Instant } from '#domain';

const PER_MILLISECOND = 4_096;
const BYTES = 16;

/**
 * Identifiers (UUID version 7) that rise in the order in which they are asked for, so that thousands of rows written
 * together lie together in every index. 62 bits of each are random.
 */
export function orderedIds(at: Instant): () => string {
  let given = 0;
  let random = Buffer.alloc(0);
  return () => {
    const place = given % PER_MILLISECOND;
    if (place === 0) {
      random = randomBytes(PER_MILLISECOND * BYTES);
    }
    const bytes = random.subarray(place * BYTES, (place + 1) * BYTES);
    bytes.writeUIntBE(at + Math.floor(given / PER_MILLISECOND), 0, 6);
    bytes.writeUInt16BE(0x7000 | place, 6);
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
    given += 1;
    const hex = bytes.toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  };
}
