import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { type Agency, instant } from '#domain';
import { listLetters, loadCatalogue, printReceipt, produceLetter, publishAgencies, publishLetterTemplate, readCatalogue, readLetter, readLetterData, readTemplateVersion } from '#service';
import { readPdf } from '../../libs/letters/test-support/read-pdf.js';
import { person, testCounter } from '../support/engine.js';

const counter = await testCounter('2026-08-19T09:00:00+07:00');
const { clock, engine } = counter;
const PAPERS = { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '17' } }], reasonCode: 'incomplete' };

async function textOf(pdf: Uint8Array | undefined): Promise<string> {
  return (await readPdf(new Uint8Array(pdf ?? []))).text.replace(/\s+/g, ' ');
}

async function publish(scope: string, content: object): Promise<void> {
  expect((await publishLetterTemplate(engine, scope, content, { at: clock.now(), by: 'admin-1' })).kind).toBe('published');
}

/** A dossier of a ward whose supplement request is owed, with the key of that letter. */
async function owedRequest(): Promise<{ readonly id: string; readonly code: string; readonly key: string }> {
  clock.set('2026-08-19T09:00:00+07:00');
  const { id, code } = await counter.takeIn();
  clock.add(3_600_000);
  expect((await counter.give(person('officer'), code, 'RequestSupplement', PAPERS, { reason: 'Thiếu bản vẽ' })).status).toBe('applied');
  return { id, code, key: (await listLetters(engine, code)).find(({ form }) => form === '02')?.key ?? '' };
}

/** A signed apology of a ward, produced: its text. */
async function signedApology(): Promise<string> {
  clock.set('2026-08-19T09:00:00+07:00');
  const { code, id } = await counter.takeIn();
  clock.set('2026-08-26T08:00:00+07:00');
  await counter.wake(id);
  const newAppointment = instant(clock.now() + 9 * 86_400_000);
  expect((await counter.give(person('signatory'), code, 'SignApology', { reasonCode: 'complex', newAppointment })).status).toBe('applied');
  await produceLetter(engine, `${id}:apology:1`, clock.now());
  return textOf(await readLetter(engine, `${id}:apology:1`));
}

test('slips carry the desk\'s head under its agency and the desk\'s symbol, the apology the agency\'s own', async () => {
  const { key } = await owedRequest();
  await produceLetter(engine, key, clock.now());
  const slip = await textOf(await readLetter(engine, key));
  expect(slip).toMatch(/^Mẫu số 02 \(TT 03\/2025\/TT-VPCP\) ỦY BAN NHÂN DÂN PHƯỜNG TRUNG TÂM BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ Số: \d+\/PBS-BPTNTKQ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Minh Họa, ngày 19 tháng 8 năm 2026/u);
  const apology = await signedApology();
  expect(apology).toMatch(/^Mẫu số 04 \(TT 03\/2025\/TT-VPCP\) TỈNH MINH HỌA ỦY BAN NHÂN DÂN PHƯỜNG TRUNG TÂM Số: \d+\/PXL-UBND/u);
  expect(apology).toContain('Lưu: VT');
});

test('a centre, which is a desk itself, stands under its superior with its own symbol', async () => {
  clock.set('2026-08-19T09:00:00+07:00');
  const { code } = await counter.takeIn({ procedureCode: '1.012784', caseCode: '1.012784.01', agencyCode: 'H99.05.01', receivingAgencyCode: 'H99.02' });
  expect(await textOf(await printReceipt(engine, code))).toMatch(/^Mẫu số 01 \(TT 03\/2025\/TT-VPCP\) ỦY BAN NHÂN DÂN TỈNH MINH HỌA TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG TỈNH MINH HỌA Số: [\d-]+\/TNHS-TTPVHCC/u);
});

test('an agency prints by TT 01/2018 in its own words while its province goes on by TT 03/2025', async () => {
  await publish('H99.31', {
    numbering: 'tt01-2018',
    header: { superior: 'UBND tỉnh Minh Họa', desk: 'Trung tâm Hành chính công phường' },
    desk: { name: 'Trung tâm Hành chính công phường Trung Tâm', symbol: 'TTHCC' },
    paper: { '04': 'A4' },
    texts: { 'return-time': 'Sau {date}', apology: '{agency} chân thành xin lỗi {applicant}.', 'counter-label': 'Nơi tiếp nhận' },
    recipients: ['Lưu: VT, TTHCC'],
  });
  const apology = await signedApology();
  for (const part of ['Mẫu số 04 (TT 01/2018/TT-VPCP) UBND TỈNH MINH HỌA', 'VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ', 'Ủy ban nhân dân phường Trung Tâm chân thành xin lỗi Ông/Bà.', 'hẹn lại thời gian trả kết quả giải quyết hồ sơ cho Ông/Bà vào lúc:', 'Lưu: VT, TTHCC']) {
    expect(apology).toContain(part);
  }
  const { code } = await counter.takeIn();
  const slip = await textOf(await printReceipt(engine, code));
  for (const part of ['Mẫu số 01 (TT 01/2018/TT-VPCP)', 'TRUNG TÂM HÀNH CHÍNH CÔNG PHƯỜNG Số:', '/TNHS-TTHCC', 'Nơi tiếp nhận: Trung tâm Hành chính công phường Trung Tâm', 'trả kết quả giải quyết hồ sơ: Sau 08 giờ 00 phút']) {
    expect(slip).toContain(part);
  }
  const other = await counter.takeIn({ procedureCode: '1.012784', caseCode: '1.012784.01', agencyCode: 'H99.05.01', receivingAgencyCode: 'H99.02' });
  expect(await textOf(await printReceipt(engine, other.code))).toContain('Mẫu số 01 (TT 03/2025/TT-VPCP)');
  await publish('H99.31', {});
});

test('a letter is drawn by the template in force when it is produced, stores its id, and no later version changes it', async () => {
  const { key, code } = await owedRequest();
  await publish('H99.31', { place: 'Phường Trung Tâm' });
  await produceLetter(engine, key, clock.now());
  const before = await readLetter(engine, key);
  const drawnWith = (await readLetterData(engine, key))?.template.version;
  expect(await textOf(before)).toContain('Phường Trung Tâm, ngày 19 tháng 8 năm 2026');
  expect(drawnWith).toMatch(/^VN\/1 H99\/1 H99\.31\/\d+$/u);
  expect(await engine.database.read.first('SELECT template_id FROM letter WHERE key = $1', [key])).toEqual({ template_id: drawnWith });
  const receipt = await printReceipt(engine, code);
  await publish('H99.31', { numbering: 'tt01-2018', place: 'Nơi khác', texts: { 'return-time': 'Sau {date}' } });
  await produceLetter(engine, key, clock.add(60_000));
  expect(await readLetter(engine, key)).toEqual(before);
  expect(await printReceipt(engine, code)).toEqual(receipt);
  await publish('H99.31', {});
});

test('a version equal to the one in force is not published again; one of another key is', async () => {
  const author = { at: clock.now(), by: 'admin-2', idempotencyKey: 'template-key-1' };
  const first = await publishLetterTemplate(engine, 'H99.05', { place: 'Minh Họa' }, author);
  expect(first).toMatchObject({ kind: 'published', template: { scope: 'H99.05', number: 1 } });
  expect(await publishLetterTemplate(engine, 'H99.05', { place: 'Minh Họa' }, { at: clock.now(), by: 'admin-3' })).toMatchObject({ kind: 'unchanged', template: { number: 1 } });
  expect(await publishLetterTemplate(engine, 'H99.05', { place: 'Khác' }, { at: clock.now(), by: 'admin-3' })).toMatchObject({ kind: 'published', template: { number: 2 } });
  expect(await publishLetterTemplate(engine, 'H99.05', { place: 'Minh Họa' }, author)).toMatchObject({ kind: 'unchanged', template: { number: 1 } });
  expect(await publishLetterTemplate(engine, 'H99.05', { place: 'Lạ' }, author)).toEqual({ kind: 'key-conflict' });
  expect(await publishLetterTemplate(engine, 'H00', {}, { at: clock.now(), by: 'admin-3' })).toEqual({ kind: 'unknown-scope' });
});

test('a catalogue publishes the templates of its file; a scope whose template people have published since keeps theirs', async () => {
  const files = await readCatalogue(new URL('../../data/', import.meta.url));
  const place = async (scope: string): Promise<unknown> => (await readTemplateVersion(engine, scope))?.content.place;
  await loadCatalogue(engine.database, { ...files, templates: { 'H99.06': { place: 'Của danh mục' } } }, clock.now());
  expect(await place('H99.06')).toBe('Của danh mục');
  await publish('H99.06', { place: 'Của cơ quan' });
  await loadCatalogue(engine.database, { ...files, templates: { 'H99.06': { place: 'Của danh mục' } } }, clock.now());
  expect(await place('H99.06')).toBe('Của cơ quan');
  await expect(loadCatalogue(engine.database, { ...files, templates: { H00: {} } }, clock.now())).rejects.toThrow('no agency of the catalogue has this code');
});

test('a template file names scope and path of what is wrong in it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dunghan-templates-'));
  await cp(new URL('../../data/', import.meta.url), folder, { recursive: true });
  await writeFile(join(folder, 'catalogue/letter-templates.json'), JSON.stringify({ VN: {}, 'H99.31': { texts: { apology: 'Xin lỗi.' } } }));
  await expect(readCatalogue(pathToFileURL(`${folder}/`))).rejects.toThrow(/letter-templates\.json: H99\.31: texts\.apology must be a text with the blanks \{agency\}/u);
  await rm(folder, { recursive: true });
});

test('a published version can neither be changed nor taken away by the application', async () => {
  await expect(engine.database.read.run(`UPDATE letter_template SET content = '{}'`)).rejects.toThrow('permission denied');
  await expect(engine.database.read.run('DELETE FROM letter_template')).rejects.toThrow('permission denied');
});

test('letters of an agency with nothing above it in the catalogue say which field they lack', async () => {
  const agency = (await engine.rules.agencies(engine.database.read)).get('H99.31') as Agency;
  await engine.database.transaction((tx) => publishAgencies(tx, [{ ...agency, superior: '' }]));
  engine.rules.doubt();
  await expect(signedApology()).rejects.toThrow('field header.superior is empty');
  await publish('H99.31', { header: { superior: 'Ủy ban nhân dân tỉnh Minh Họa' } });
  expect(await signedApology()).toContain('ỦY BAN NHÂN DÂN TỈNH MINH HỌA');
  await publish('H99.31', {});
  await engine.database.transaction((tx) => publishAgencies(tx, [agency]));
  engine.rules.doubt();
});
