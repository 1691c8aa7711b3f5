import { createHash } from 'node:crypto';
import type { Actor } from '#domain';

/** Whom a token stands for, and when it expires in epoch ms. */
export interface VerifiedToken {
  readonly actor: Actor;
  readonly expiresAt: number;
}

/** Tokens remembered; the oldest is forgotten first. */
const MOST = 2_000;

/**
 * Tokens whose signature was checked a moment ago, so that the same token need not be checked on every request. None is
 * remembered past its expiry, nor longer than a key that its issuer has withdrawn may go on being trusted.
 */
export class VerifiedTokens {
  readonly #known = new Map<string, { readonly token: VerifiedToken; readonly until: number }>();

  /** @param longestMs how long a token may be trusted without asking its signature again */
  constructor(private readonly longestMs: number) {}

  /** Whom the token stands for, when it is remembered; `now` in epoch ms. */
  find(token: string, now: number): VerifiedToken | undefined {
    const digest = digestOf(token);
    const known = this.#known.get(digest);
    if (known === undefined || now < known.until) return known?.token;
    this.#known.delete(digest);
    return undefined;
  }

  /** Remembers a token that was verified at `now`, in epoch ms. */
  remember(token: string, verified: VerifiedToken, now: number): void {
    const [oldest] = this.#known.keys();
    if (oldest !== undefined && this.#known.size >= MOST) this.#known.delete(oldest);
    this.#known.set(digestOf(token), { token: verified, until: Math.min(verified.expiresAt, now + this.longestMs) });
  }
}

/** Tokens are credentials: none is kept. */
function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
