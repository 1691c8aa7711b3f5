import type { Sha256 } from './ledger.js';

/**
 * A Merkle tree over hashes given one after another, in the shape of pairing level by level with an odd node promoted.
 * Leaves and inner nodes are hashed apart, so that no inner node can pass for a leaf. Keeps one hash per level, so a seal
 * over millions of events needs no memory to speak of.
 */
export class MerkleTree {
  /** Roots of the full subtrees so far, largest first; sizes are the binary digits of `count`. */
  private readonly peaks: string[] = [];
  private count = 0;

  constructor(private readonly sha256: Sha256) {}

  /** Leaves added so far. */
  get size(): number {
    return this.count;
  }

  add(hash: string): void {
    let node = this.sha256(`leaf:${hash}`);
    for (let full = this.count; full % 2 === 1; full = Math.floor(full / 2)) {
      node = this.parentOf(this.peaks.pop() ?? '', node);
    }
    this.peaks.push(node);
    this.count += 1;
  }

  /** The root over everything added, 64 lower-case hex digits; `undefined` for a tree without leaves. */
  root(): string | undefined {
    return this.peaks.reduceRight<string | undefined>((right, left) => (right === undefined ? left : this.parentOf(left, right)), undefined);
  }

  private parentOf(left: string, right: string): string {
    return this.sha256(`node:${left}${right}`);
  }
}
