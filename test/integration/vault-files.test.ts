import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Actor, parseInstant } from '#domain';
import { type Database, openDatabase } from '#persistence';
import { FileContentError, type FileStore, locationOf, openDiskStore } from '../../libs/service/files/file-store.js';
import { FILE_LIMIT, purgeErasedFiles, readFile, storeFile, type StoredFile, type StoreFileResult } from '../../libs/service/files/files.js';
import { erasePersonal } from '../../libs/service/personal/index.js';
import { openVault } from '../../libs/service/vault/vault.js';
import { createTestDatabase } from '../support/database.js';
import { DESK, seedDossier, seedRules } from './ledger-seed.js';

const { url } = await createTestDatabase();
const folder = mkdtempSync(join(tmpdir(), 'dunghan-files-'));
const store = openDiskStore(folder);
const vault = openVault(randomBytes(32));
const clerk: Actor = { subject: 'clerk-1', role: 'clerk', agency: DESK };
const at = parseInstant('2026-08-20T10:00:00+07:00');
const pdf = Buffer.from('%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n', 'latin1');
let database: Database;
let dossierId: string;

beforeAll(async () => {
  database = await openDatabase({ url });
  await database.transaction(seedRules);
  dossierId = await newDossier();
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

async function newDossier(): Promise<string> {
  return (await database.transaction((tx) => seedDossier({ vault }, tx, '2026-08-19T09:00:00+07:00', { applicant: { name: 'Người nộp' } }))).id;
}

function put(content: Uint8Array, into: FileStore = store, dossier = dossierId): Promise<StoreFileResult> {
  return storeFile({ database, vault }, into, { dossierId: dossier, content, by: clerk, at });
}

async function stored(content: Uint8Array, dossier = dossierId): Promise<StoredFile> {
  const result = await put(content, store, dossier);
  if (result.kind !== 'stored') throw new Error(`not stored: ${result.kind}`);
  return result.file;
}

function read(fileId: string, dossier = dossierId, reader = store): ReturnType<typeof readFile> {
  return readFile({ database, vault }, reader, { dossierId: dossier, fileId, by: clerk, at });
}

/** A ZIP archive of one deflated member, enough to tell what it is. */
function zipOf(name: string, text: string): Buffer {
  const [raw, title] = [Buffer.from(text), Buffer.from(name)];
  const packed = deflateRawSync(raw);
  const shared = Buffer.alloc(26);
  shared.writeUInt16LE(20, 0);
  shared.writeUInt16LE(8, 4);
  shared.writeUInt32LE(packed.length, 14);
  shared.writeUInt32LE(raw.length, 18);
  shared.writeUInt16LE(title.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, title, packed]);
  const central = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), shared, Buffer.alloc(14), title]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

function contentTypes(part: string): string {
  return `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/x" ContentType="${part}"/></Types>`;
}

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

describe('storing a file', () => {
  test.each([
    ['PDF', pdf, 'application/pdf'],
    ['PNG', Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000', 'hex'), 'image/png'],
    ['JPEG', Buffer.from('ffd8ffe000104a46494600010100000100010000ffdb0043', 'hex'), 'image/jpeg'],
    ['DOCX', zipOf('[Content_Types].xml', contentTypes(`${WORD}.main+xml`)), WORD],
    ['XLSX', zipOf('[Content_Types].xml', contentTypes(`${EXCEL}.main+xml`)), EXCEL],
    ['ZIP', zipOf('scan.txt', 'scan'), 'application/zip'],
  ])('takes a %s by its content and gives it back unchanged', async (_, content, mediaType) => {
    const file = await stored(content);
    expect(file).toEqual({ fileId: file.fileId, sha256: createHash('sha256').update(content).digest('hex'), mediaType, size: content.length });
    expect(await read(file.fileId)).toEqual({ kind: 'read', file, content });
  });

  test.each([
    ['nothing', Buffer.alloc(0), 'file-empty'],
    ['a program', Buffer.from('7f454c4602010100', 'hex'), 'file-type-not-allowed'],
    ['a web page that calls itself a scan', Buffer.from('<html><script>alert(1)</script></html>'), 'file-type-not-allowed'],
    ['plain text', Buffer.from('đơn xin'), 'file-type-not-allowed'],
    ['an open document', zipOf('mimetype', 'application/vnd.oasis.opendocument.text'), 'file-type-not-allowed'],
    ['a file above the limit', Buffer.concat([pdf, Buffer.alloc(FILE_LIMIT)]), 'file-too-large'],
  ])('refuses %s', async (_, content, code) => {
    expect(await put(content)).toEqual({ kind: 'refused', code });
  });

  test('for a dossier that does not exist stores nothing', async () => {
    const before = readdirSync(folder, { recursive: true }).length;
    expect(await put(pdf, store, randomUUID())).toEqual({ kind: 'dossier-not-found' });
    expect(readdirSync(folder, { recursive: true }).length).toBe(before);
  });

  test('leaves no row when the store is full', async () => {
    const full: FileStore = { ...store, put: () => Promise.reject(new Error('ENOSPC')) };
    const dossier = await newDossier();
    await expect(put(pdf, full, dossier)).rejects.toThrow('ENOSPC');
    expect(await database.read.rows('SELECT 1 FROM stored_file WHERE dossier_id = $1', [dossier])).toEqual([]);
  });

  test('writes no readable content to disk', async () => {
    const { fileId } = await stored(pdf);
    expect(readFileSync(join(folder, locationOf(fileId))).includes('%PDF')).toBe(false);
  });
});

describe('reading a file', () => {
  test('is written down with who and when, and only when it was read', async () => {
    const { fileId } = await stored(pdf);
    await read(fileId);
    expect(await read(fileId, await newDossier())).toEqual({ kind: 'file-not-found' });
    expect(await read(randomUUID())).toEqual({ kind: 'file-not-found' });
    expect(await database.read.rows('SELECT subject, role, at FROM file_access WHERE file_id = $1', [fileId])).toEqual([{ subject: 'clerk-1', role: 'clerk', at }]);
  });

  test('says so when the content was lost, changed or exchanged', async () => {
    const [one, two] = [await stored(pdf), await stored(pdf)];
    const exchanged: FileStore = { ...store, get: () => store.get(locationOf(two.fileId)) };
    await expect(read(one.fileId, dossierId, exchanged)).rejects.toThrow(`file:${one.fileId}`);
    await store.remove(locationOf(one.fileId));
    await expect(read(one.fileId)).rejects.toThrow(FileContentError);
  });
});

describe('erasure of a dossier', () => {
  test('makes its files unreadable at once and removes their contents from the store, again until it succeeds', async () => {
    const dossier = await newDossier();
    const { fileId } = await stored(pdf, dossier);
    await database.transaction((tx) => erasePersonal(tx, dossier, at));
    expect(await read(fileId, dossier)).toEqual({ kind: 'erased' });
    const broken: FileStore = { ...store, remove: () => Promise.reject(new Error('EIO')) };
    await expect(purgeErasedFiles({ database }, broken)).rejects.toThrow('EIO');
    expect(await purgeErasedFiles({ database }, store)).toBe(1);
    expect(await purgeErasedFiles({ database }, store)).toBe(0);
    await expect(store.get(locationOf(fileId))).rejects.toThrow(FileContentError);
    expect(await read(fileId, dossier)).toEqual({ kind: 'erased' });
  });
});
