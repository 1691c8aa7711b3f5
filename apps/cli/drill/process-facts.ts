import { readdirSync, readFileSync } from 'node:fs';

const KB_PER_MB = 1_024;

/** Memory of processes' own, together: what they share with others or only read from files is not theirs. One that has ended meanwhile holds nothing. */
export function ownMegabytesOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    const line = ofProcess(() => readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.match(/^RssAnon:\s*(\d+) kB$/mu);
    return sum + Number(line?.[1] ?? 0) / KB_PER_MB;
  }, 0);
}

/** Open files of processes together, sockets among them. One that has ended meanwhile holds none. */
export function openFilesOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + (ofProcess(() => readdirSync(`/proc/${String(pid)}/fd`))?.length ?? 0), 0);
}

function ofProcess<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return undefined;
    throw error;
  }
}
