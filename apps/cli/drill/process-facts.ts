import { readdirSync, readFileSync } from 'node:fs';

/** What processes hold at a moment. */
export interface Holdings {
  /** Memory of their own: what they share with others or only read from files is not theirs. */
  readonly megabytes: number;
  /** Open files, sockets among them. */
  readonly files: number;
}

const KB_PER_MB = 1_024;

/** What processes hold together, by the system's own table; one that has ended meanwhile holds nothing. */
export function holdingsOf(pids: readonly number[]): Holdings {
  const each = pids.map((pid) => ({ megabytes: ownMegabytes(pid), files: openFiles(pid) }));
  return { megabytes: each.reduce((sum, { megabytes }) => sum + megabytes, 0), files: each.reduce((sum, { files }) => sum + files, 0) };
}

function ownMegabytes(pid: number): number {
  const line = ofProcess(() => readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.match(/^RssAnon:\s*(\d+) kB$/mu);
  return Number(line?.[1] ?? 0) / KB_PER_MB;
}

function openFiles(pid: number): number {
  return ofProcess(() => readdirSync(`/proc/${String(pid)}/fd`))?.length ?? 0;
}

function ofProcess<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return undefined;
    throw error;
  }
}
