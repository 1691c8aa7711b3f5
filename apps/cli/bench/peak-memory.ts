import { readFile } from 'node:fs/promises';

const KIB = 1_024;

/** The most memory a process of this machine has held until now, in bytes; `undefined` where the system keeps no such file (it is Linux's). */
export async function peakMemory(pid: number | undefined): Promise<number | undefined> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8').catch(() => '');
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/mu.exec(status) ?? [];
  return kibibytes === undefined ? undefined : Number(kibibytes) * KIB;
}
