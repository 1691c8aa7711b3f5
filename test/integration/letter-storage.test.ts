import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type CommandBodies, type CommandType, instant } from '#domain';
import { listLetters, previewLetter, printReceipt, produceLetter, publishLetterTemplate, readLetter, readLetterData, retryLetters, verifyLedger } from '#service';
import { renderLetter } from '#letters';
import { readPdf } from '../../libs/letters/test-support/read-pdf.js';
import { person, testCounter } from '../support/engine.js';

const counter = await testCounter('2026-08-19T09:00:00+07:00');
const { clock, engine } = counter;
const { read } = engine.database;
const PAPERS = { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '17' } }], reasonCode: 'incomplete' };

async function textOf(pdf: Uint8Array | undefined): Promise<string> {
  return (await readPdf(new Uint8Array(pdf ?? []))).text.replace(/\s+/g, ' ');
}

async function given<T extends CommandType>(role: Parameters<typeof person>[0], code: string, type: T, body: CommandBodies[T], text?: Readonly<Record<string, string>>): Promise<void> {
  expect((await counter.give(person(role), code, type, body, text)).status).toBe('applied');
}

interface Owed {
  readonly id: string;
  readonly code: string;
  readonly key: string;
}

/** A dossier whose request for papers is owed. */
async function owedRequest(applicant = { name: 'Người nộp hồ sơ thử nghiệm' }): Promise<Owed> {
  clock.set('2026-08-19T09:00:00+07:00');
  const { id, code } = await counter.takeIn({ applicant });
  clock.add(3_600_000);
  await given('officer', code, 'RequestSupplement', PAPERS, { reason: 'Thiếu bản vẽ' });
  return { id, code, key: (await listLetters(engine, code)).find(({ form }) => form === '02')?.key ?? '' };
}

async function produced(applicant?: { readonly name: string }): Promise<Owed & { readonly pdf: Uint8Array }> {
  const owed = await owedRequest(applicant);
  await produceLetter(engine, owed.key, clock.now());
  return { ...owed, pdf: (await readLetter(engine, owed.key)) ?? new Uint8Array() };
}

async function erase(code: string): Promise<void> {
  await given('head', code, 'Withdraw', { reasonCode: 'requested' }, { reason: 'Người nộp đề nghị' });
  clock.add(60_000);
  await given('admin', code, 'ErasePersonalData', { decisionNumber: '9/QĐ-UBND' } as CommandBodies['ErasePersonalData']);
}

const contents = (sha256: string): Promise<readonly object[]> => read.rows('SELECT key_ref FROM letter_content WHERE sha256 = $1', [sha256]);
const hash = (pdf: Uint8Array): string => createHash('sha256').update(pdf).digest('hex');

test('a produced letter stores what it says, its template and the hash of its file; drawn from that data it is the same file', async () => {
  const { key, pdf } = await produced();
  const data = await readLetterData(engine, key);
  expect(data).toMatchObject({ form: '02', applicant: { name: 'Người nộp hồ sơ thử nghiệm' }, reason: 'Thiếu bản vẽ', template: { numbering: 'tt03-2025', texts: { 'return-time': '{date}' } } });
  expect(await read.first('SELECT pdf_sha256, template_id FROM letter WHERE key = $1', [key])).toEqual({ pdf_sha256: hash(pdf), template_id: data?.template.version });
  expect(Buffer.from(data === undefined ? [] : await renderLetter(data)).equals(Buffer.from(pdf))).toBe(true);
});

test('neither what a letter says nor its file can be read from the database without the key', async () => {
  const { key, pdf } = await produced({ name: 'Trần Thị Kín Đáo' });
  const row = await read.first<{ data: Buffer; ciphertext: Buffer }>('SELECT l.data, c.ciphertext FROM letter l JOIN letter_content c ON c.sha256 = l.pdf_sha256 WHERE l.key = $1', [key]);
  expect(row?.data.includes('Kín Đáo')).toBe(false);
  expect(row?.ciphertext.includes(Buffer.from(pdf.subarray(0, 8)))).toBe(false);
});

test('equal files under one data key are kept once, and stay until the last letter that has them is erased', async () => {
  const one = await produced();
  const other = await produced();
  const { content_key_ref: keyRef } = (await read.first<{ content_key_ref: string }>('SELECT content_key_ref FROM letter WHERE key = $1', [one.key])) ?? { content_key_ref: '' };
  // Two dossiers never say quite the same; the second letter is given the first one's file.
  await read.run('UPDATE letter SET pdf_sha256 = $2, content_key_ref = $3 WHERE key = $1', [other.key, hash(one.pdf), keyRef]);
  expect(await contents(hash(one.pdf))).toEqual([{ key_ref: keyRef }]);
  await erase(one.code);
  expect(await readLetter(engine, one.key)).toBeUndefined();
  expect(await readLetter(engine, other.key)).toEqual(one.pdf);
  await erase(other.code);
  expect(await contents(hash(one.pdf))).toEqual([]);
});

test('a letter produced again with the same bytes under the same key adds no second content', async () => {
  const { key, pdf } = await produced();
  await read.run(`UPDATE letter SET status = 'owed', pdf_sha256 = NULL, content_key_ref = NULL WHERE key = $1`, [key]);
  await produceLetter(engine, key, clock.now());
  expect(await readLetter(engine, key)).toEqual(pdf);
  expect(await contents(hash(pdf))).toHaveLength(1);
});

test('erasure takes letters, their data and printed slips out of the database, and the ledger still verifies', async () => {
  const { id, code, key, pdf } = await produced();
  expect(await printReceipt(engine, code)).toBeDefined();
  await erase(code);
  expect(await readLetterData(engine, key)).toBeUndefined();
  expect(await contents(hash(pdf))).toEqual([]);
  expect(await read.rows('SELECT key FROM printed_slip WHERE dossier_id = $1', [id])).toEqual([]);
  expect(await read.rows('SELECT key FROM letter WHERE dossier_id = $1 AND (data IS NOT NULL OR content_key_ref IS NOT NULL)', [id])).toEqual([]);
  expect(await printReceipt(engine, code)).toBeUndefined();
  expect(await verifyLedger(engine)).toMatchObject({ ok: true });
});

test('a stored file that is not the one whose hash the letter holds is not given out', async () => {
  const [one, other] = [await produced(), await produced({ name: 'Người khác' })];
  await read.run(
    `WITH gone AS (SELECT sealed_for, ciphertext FROM letter_content WHERE sha256 = $2)
     INSERT INTO letter_content (sha256, key_ref, sealed_for, ciphertext) SELECT $1, l.content_key_ref, gone.sealed_for, gone.ciphertext FROM gone, letter l WHERE l.key = $3`,
    ['f'.repeat(64), hash(other.pdf), one.key],
  );
  await read.run('UPDATE letter SET pdf_sha256 = $2 WHERE key = $1', [one.key, 'f'.repeat(64)]);
  await expect(readLetter(engine, one.key)).rejects.toThrow('has another hash');
  await read.run('UPDATE letter SET pdf_sha256 = $2 WHERE key = $1', [one.key, hash(one.pdf)]);
});

test('a slip printed at the desk prints the same bytes again, and once people are corrected says so in a new one', async () => {
  clock.set('2026-08-19T09:00:00+07:00');
  const { id, code } = await counter.takeIn();
  const first = await printReceipt(engine, code);
  clock.add(86_400_000);
  expect(await printReceipt(engine, code)).toEqual(first);
  await given('clerk', code, 'CorrectPersonalData', { fields: ['name'] }, { applicant: { name: 'Tên đã sửa' } } as never);
  expect(await textOf(await printReceipt(engine, code))).toContain('Tên đã sửa');
  expect(await read.rows('SELECT form FROM printed_slip WHERE dossier_id = $1', [id])).toEqual([{ form: '01' }, { form: '01' }]);
});

test('a receipt that was produced as a letter, or sent, is printed at the desk as that letter, byte for byte', async () => {
  clock.set('2026-08-19T09:00:00+07:00');
  const { id, code } = await counter.takeIn({ channel: 'online' });
  await given('clerk', code, 'Accept', {});
  const key = (await listLetters(engine, code)).find(({ kind }) => kind === 'receipt')?.key ?? '';
  await produceLetter(engine, key, clock.now());
  await publishLetterTemplate(engine, 'H99.31', { numbering: 'tt01-2018' }, { at: clock.now(), by: 'admin-1' });
  expect(await printReceipt(engine, code)).toEqual(await readLetter(engine, key));
  await read.run(`UPDATE letter SET status = 'sent', sent_at = produced_at WHERE key = $1`, [key]);
  expect(await printReceipt(engine, code)).toEqual(await readLetter(engine, key));
  expect(await read.rows('SELECT key FROM printed_slip WHERE dossier_id = $1', [id])).toEqual([]);
  await publishLetterTemplate(engine, 'H99.31', {}, { at: clock.now(), by: 'admin-1' });
});

test('the preview of an owed letter is the file it then gets, but for a number it has not taken yet; nothing is stored by looking', async () => {
  const { key } = await owedRequest();
  const preview = await previewLetter(engine, key);
  expect(await read.first('SELECT status FROM letter WHERE key = $1', [key])).toEqual({ status: 'owed' });
  await produceLetter(engine, key, clock.now());
  const before = preview.kind === 'pdf' ? await textOf(preview.pdf) : '';
  expect(before).toContain('Số: ………/PBS-BPTNTKQ');
  expect((await textOf(await readLetter(engine, key))).replace(/Số: \d+\/PBS/u, 'Số: ………/PBS')).toBe(before);
  expect(await previewLetter(engine, key)).toMatchObject({ kind: 'pdf' });
});

test('a missing name is told once with form and field, and its correction has the letter produced at the relay\'s next pass', async () => {
  const { code, key } = await owedRequest({ name: ' ' });
  const task = (): Promise<object | undefined> => read.first('SELECT data, done_at FROM task WHERE key = $1', [`${key}:letter-failing`]);
  await expect(produceLetter(engine, key, clock.now())).rejects.toThrow('field applicant.name is empty');
  expect(await task()).toEqual({ data: { letter: key, form: '02', field: 'applicant.name' }, done_at: null });
  expect(await previewLetter(engine, key)).toEqual({ kind: 'field-missing', form: '02', field: 'applicant.name' });
  expect(await retryLetters(engine, clock.now())).toBe(false);
  expect(await task()).toMatchObject({ done_at: null });
  await given('clerk', code, 'CorrectPersonalData', { fields: ['name'] }, { applicant: { name: 'Nguyễn Văn Đủ Tên' } } as never);
  await retryLetters(engine, clock.add(1_000));
  expect(await task()).toMatchObject({ done_at: clock.now() });
  expect(await textOf(await readLetter(engine, key))).toContain('Nguyễn Văn Đủ Tên');
});

test('what an agency\'s letters lacked is given by its template, and every letter that failed is tried again', async () => {
  clock.set('2026-08-19T09:00:00+07:00');
  const { id, code } = await counter.takeIn();
  clock.set('2026-08-26T08:00:00+07:00');
  await counter.wake(id);
  await given('signatory', code, 'SignApology', { reasonCode: 'complex', newAppointment: instant(clock.now() + 9 * 86_400_000), documentNumber: '16/PXL-UBND' });
  const key = `${id}:apology:1`;
  const withoutSuperior: typeof engine.rules = { ...engine.rules, rules: async (...asked) => {
    const rules = await engine.rules.rules(...asked);
    return { ...rules, agencies: new Map([...rules.agencies].map(([scope, agency]) => [scope, { ...agency, superior: '' }])) };
  } };
  const poor = { ...engine, rules: withoutSuperior };
  await expect(produceLetter(poor, key, clock.now())).rejects.toThrow('field header.superior is empty');
  await publishLetterTemplate(engine, 'H99.31', { header: { superior: 'Tỉnh Minh Họa' } }, { at: clock.now(), by: 'admin-1' });
  await retryLetters(poor, clock.add(1_000));
  expect(await textOf(await readLetter(engine, key))).toContain('TỈNH MINH HỌA');
  await publishLetterTemplate(engine, 'H99.31', {}, { at: clock.now(), by: 'admin-1' });
});
