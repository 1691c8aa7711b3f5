import { fileURLToPath } from 'node:url';
import { dataFolder } from '../reference-folder.js';

/** A program of `deploy/wal` by its path. */
export function logProgram(name: 'archive-wal.sh' | 'fetch-wal.sh'): string {
  return fileURLToPath(new URL(`../deploy/wal/${name}`, dataFolder()));
}

/** Settings under which a server keeps its log in a folder once that is there: the first backup makes it. */
export function keptLog(folder: string): Readonly<Record<string, string>> {
  return { archive_mode: 'on', archive_command: `sh ${quoted(logProgram('archive-wal.sh'))} "%p" "%f" ${quoted(folder)}` };
}

/** A word for the shell, whose percent signs PostgreSQL leaves alone. */
export function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`).replaceAll('%', '%%')}'`;
}
