import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { logProgram, quoted } from '../../local/postgres/kept-log.js';
import { sha256 } from '#service';
import { BackupError, checkBackup, MANIFEST_FILE } from './backup-manifest.js';
import { copyFolder } from './copy-folder.js';
import { keepLast, segmentName } from './keep-last.js';
import { PassphraseError, unwrapKeys, wrapKeys } from './wrapped-keys.js';
import { layOut } from '../restore/lay-out.js';

const root = mkdtempSync(join(tmpdir(), "dunghan-back'up-"));
afterAll(() => { rmSync(root, { recursive: true }); });
let folder: string;
let made = 0;

beforeEach(() => {
  made += 1;
  folder = join(root, String(made));
  mkdirSync(folder);
});

/** A backup that holds one file, as its manifest says. */
function backupOf(text: string, changes: object = {}): void {
  const place = { lsn: '0/2000028', timeline: 1 };
  const manifest = {
    format: 'dung-han/backup/1', name: 'a', begunAt: 1, endedAt: 2, program: '0', postgres: '18', walArchive: null, dataDir: null, files: 'folder', keys: 'apart', lastSeal: null, lastRoot: null,
    database: { name: 'd', systemIdentifier: '1', start: place, end: place }, contents: [{ path: 'some', bytes: text.length, sha256: sha256(text) }], ...changes,
  };
  writeFileSync(join(folder, 'some'), text);
  writeFileSync(join(folder, MANIFEST_FILE), JSON.stringify(manifest));
}

describe('a backup', () => {
  test('is one when every file is what its manifest says', async () => {
    backupOf('content');
    expect(await checkBackup(folder)).toMatchObject({ name: 'a' });
  });

  test.each([
    ['a file was changed', () => { backupOf('content'); writeFileSync(join(folder, 'some'), 'other'); }, /its SHA-256 is another/u],
    ['a file is gone', () => { backupOf('content'); rmSync(join(folder, 'some')); }, /some is missing/u],
    ['it was cut short', () => { writeFileSync(join(folder, 'some'), ''); }, /one that was cut short/u],
    ['another program wrote it', () => { backupOf('content', { format: 'other' }); }, /none of this program's/u],
  ])('is refused when %s', async (_what, spoil, said) => {
    spoil();
    await expect(checkBackup(folder)).rejects.toThrow(said);
  });

  test('is never laid out over something', async () => {
    writeFileSync(join(folder, 'there'), '');
    await expect(layOut(folder, folder, { restoreCommand: 'false' })).rejects.toThrow(BackupError);
    expect(readdirSync(folder)).toEqual(['there']);
  });

  test('does not take what is half written, nor breaks over what goes away', async () => {
    const [from, to] = [join(folder, 'from'), join(folder, 'to')];
    mkdirSync(join(from, 'ab'), { recursive: true });
    for (const name of ['ab/whole', 'ab/.x.half', 'y.half']) writeFileSync(join(from, name), name);
    expect(await copyFolder(from, to, folder)).toEqual([{ path: 'to/ab/whole', bytes: 8, sha256: sha256('ab/whole') }]);
    expect(await copyFolder(join(folder, 'nowhere'), to, folder)).toEqual([]);
  });
});

describe('keys under a passphrase', () => {
  test('open under it, and say nothing of themselves', () => {
    const wrapped = wrapKeys('{"masterKey":"secret of the master"}', 'a passphrase that is long');
    expect(wrapped).not.toContain('secret');
    expect(unwrapKeys(wrapped, 'a passphrase that is long')).toBe('{"masterKey":"secret of the master"}');
  });

  test('open under no other, and not once they were changed', () => {
    const wrapped = wrapKeys('keys', 'a passphrase that is long');
    expect(() => unwrapKeys(wrapped, 'a passphrase that is wrong')).toThrow(PassphraseError);
    const changed = JSON.parse(wrapped) as Record<string, string>;
    expect(() => unwrapKeys(JSON.stringify({ ...changed, tag: Buffer.alloc(16).toString('base64') }), 'a passphrase that is long')).toThrow(PassphraseError);
  });

  test('are not wrapped under one that anybody guesses', () => {
    expect(() => wrapKeys('keys', '12345678')).toThrow(/fewer than 16/u);
  });
});

describe('the log', () => {
  const archive = (segment: string, into: string): void => void execFileSync('sh', ['-c', `sh ${quoted(logProgram('archive-wal.sh'))} ${quoted(join(folder, segment))} ${quoted(segment)} ${quoted(into)}`]);

  test('is kept once, the same again is fine, and another under the same name is refused', () => {
    const into = join(folder, 'wal');
    mkdirSync(into);
    writeFileSync(join(folder, '000000010000000000000001'), 'log');
    archive('000000010000000000000001', into);
    archive('000000010000000000000001', into);
    writeFileSync(join(folder, '000000010000000000000001'), 'other');
    expect(() => { archive('000000010000000000000001', into); }).toThrow();
    expect([readdirSync(into), readFileSync(join(into, '000000010000000000000001'), 'utf8')]).toEqual([['000000010000000000000001'], 'log']);
  });

  test('is not kept before there is a backup it could go on from', () => {
    writeFileSync(join(folder, 'segment'), 'log');
    archive('segment', join(folder, 'wal'));
    expect(existsSync(join(folder, 'wal'))).toBe(false);
  });

  test('is found in the first folder that has it', () => {
    const [one, two] = [join(folder, 'one'), join(folder, 'two')];
    for (const each of [one, two]) mkdirSync(each);
    writeFileSync(join(two, 'segment'), 'log');
    const fetch = (name: string): void => void execFileSync('sh', [logProgram('fetch-wal.sh'), name, join(folder, 'fetched'), one, two]);
    fetch('segment');
    expect(readFileSync(join(folder, 'fetched'), 'utf8')).toBe('log');
    expect(() => { fetch('another'); }).toThrow();
  });

  test.each([['0/2000028', '0000000000000002'], ['1A/FF000000', '0000001A000000FF']])('at %s is in segment %s', (lsn, name) => {
    expect(segmentName(lsn)).toBe(name);
  });

  test('before the oldest backup that is kept goes with the backups that are not', async () => {
    const wal = join(folder, 'wal');
    mkdirSync(wal);
    for (const name of ['000000010000000000000001', '000000010000000000000004', '000000020000000000000005', '00000002.history']) writeFileSync(join(wal, name), '');
    for (const [name, lsn] of [['backup-20260819T010000Z', '0/1000028'], ['backup-20260820T010000Z', '0/4000028'], ['backup-20260821T010000Z', '0/5000028']] as const) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, MANIFEST_FILE), JSON.stringify({ database: { start: { lsn } } }));
    }
    expect(await keepLast(folder, 2, wal)).toBe('Kept 2 backups, removed 1 and 1 segments of the log\n');
    expect(readdirSync(wal).sort()).toEqual(['000000010000000000000004', '00000002.history', '000000020000000000000005']);
    expect(readdirSync(folder).filter((name) => name.startsWith('backup-'))).toHaveLength(2);
  });
});
