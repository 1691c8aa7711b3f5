import { z } from 'zod';

/** A key of 32 bytes, as `openssl rand -base64 32` writes it. */
export const key32 = z
  .string('must be set')
  .regex(/^[A-Za-z0-9+/]{43}=$/, 'must be 32 bytes in base64')
  .transform((text) => new Uint8Array(Buffer.from(text, 'base64')));
