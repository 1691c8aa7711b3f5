import type { KeyObject } from 'node:crypto';

/** Unwrapped data keys of this process, the least recently used dropped first. */
export class RecentKeys {
  private readonly keys = new Map<string, KeyObject>();

  constructor(private readonly limit: number) {}

  /** The key remembered under this name, which becomes the most recently used. */
  find(ref: string): KeyObject | undefined {
    const key = this.keys.get(ref);
    if (key !== undefined) {
      this.keys.delete(ref);
      this.keys.set(ref, key);
    }
    return key;
  }

  /** Remembers a key, which becomes the most recently used. */
  remember(ref: string, key: KeyObject): void {
    this.keys.delete(ref);
    this.keys.set(ref, key);
    for (const oldest of this.keys.keys()) {
      if (this.keys.size <= this.limit) {
        return;
      }
      this.keys.delete(oldest);
    }
  }
}
