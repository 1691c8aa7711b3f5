import { createHash } from 'node:crypto';
import type { Actor } from '#domain';

/** Tokens remembered; the oldest is forgotten first. */
const MOST = 2_000;

/**
 * Tokens whose signature was checked a moment ago, so that the same token need not be checked on every request. None is
 * remembered past its expiry, nor longer than a key that its issuer has withdrawn may go on being trusted.
 */
export class VerifiedTokens {
  readonly #known = new Map<string, { readonly actor: Actor; readonly until: number }>();

  /** @param longestMs how long a token may be trusted without asking its signature again */
  constructor(private readonly longestMs: number) {}

  /** Whom the token stands for, when it is remembered; `now` in epoch ms. */
  find(token: string, now: number): Actor | undefined {
    const digest = digestOf(token);
    const known = this.#known.get(digest);
    if (known === undefined || now < known.until) return known?.actor;
    this.#known.delete(digest);
    return undefined;
  }

  /** Remembers a token that was verified at `now` and expires at `expiresAt`, both in epoch ms. */
  remember(token: string, actor: Actor, now: number, expiresAt: number): void {
    const [oldest] = this.#known.keys();
    if (oldest !== undefined && this.#known.size >= MOST) this.#known.delete(oldest);
    this.#known.set(digestOf(token), { actor, until: Math.min(expiresAt, now + this.longestMs) });
  }
}

/** Tokens are credentials: none is kept. */
function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
