import { createHash } from 'node:crypto';
import { type LineFacts, lineText } from './line-facts.js';

/** The SHA-256 of the lines of a register: their texts, each ended by a line feed. */
export class ContentHash {
  private readonly hash = createHash('sha256');

  add({ facts }: { readonly facts: LineFacts }): void {
    this.hash.update(`${lineText(facts)}\n`, 'utf8');
  }

  digest(): string {
    return this.hash.digest('hex');
  }
}
