import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { MANIFEST_FILE } from './backup-manifest.js';

const SEGMENT_BYTES = 16n * 1024n * 1024n;
const SEGMENT = /^[0-9A-F]{24}(?:\.[0-9A-F]{8}\.backup)?$/u;
const startSchema = z.object({ database: z.object({ start: z.object({ lsn: z.string() }) }) });

/** Removes all backups but the last so many, and the segments of the log that only led on from those. Returns what there is to say. */
export async function keepLast(folder: string, count: number, walArchive: string | undefined): Promise<string> {
  const names = (await readdir(folder)).filter((name) => /^backup-\d{8}T\d{6}Z$/u.test(name)).sort();
  const [removed, kept] = [names.slice(0, -count), names.slice(-count)];
  for (const name of removed) await rm(join(folder, name), { recursive: true });
  const oldest = kept[0];
  const segments = walArchive === undefined || oldest === undefined ? 0 : await removeLogBefore(walArchive, await segmentOf(join(folder, oldest)));
  return `Kept ${String(kept.length)} backups, removed ${String(removed.length)} and ${String(segments)} segments of the log\n`;
}

/** Place of a backup's first segment in the log, whatever the timeline. */
async function segmentOf(backup: string): Promise<string> {
  const { database } = startSchema.parse(JSON.parse(await readFile(join(backup, MANIFEST_FILE), 'utf8')));
  return segmentName(database.start.lsn);
}

/** The part of a segment's name that says where in the log it lies. */
export function segmentName(lsn: string): string {
  const [high = '0', low = '0'] = lsn.split('/');
  const hex = (value: bigint): string => value.toString(16).toUpperCase().padStart(8, '0');
  return hex(BigInt(`0x${high}`)) + hex(BigInt(`0x${low}`) / SEGMENT_BYTES);
}

async function removeLogBefore(folder: string, first: string): Promise<number> {
  const old = (await readdir(folder).catch(() => [])).filter((name) => SEGMENT.test(name) && name.slice(8, 24) < first);
  for (const name of old) await rm(join(folder, name));
  return old.length;
}
