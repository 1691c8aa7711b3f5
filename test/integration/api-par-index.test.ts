import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Document, Packer, Paragraph } from 'docx';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { parseInstant } from '#domain';
import { findSheetFault } from '#domain/figures';
import { applyCase, verifyLedger } from '#service';
import { readSheetLedger } from '#service/figures';
import { readParts, textOfDocument } from '../../libs/letters/test-support/read-docx.js';
import { createTestDatabase } from '../support/database.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const { clock, engine, get, post } = await startTestApi(await createTestDatabase());
const PAR = '/api/v1/par-index';
const PLAN = readFileSync(new URL('../fixtures/plans/vpubnd-appendix-2022.txt', import.meta.url), 'utf8');
const PDF = new Uint8Array(Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n', 'latin1'));
let keys = 0;

const head = (agency: string, name = 'head'): NonNullable<Call['as']> => ({ role: 'head', agency, subject: `${name}@${agency}` });
const key = (): string => `par-key-${String((keys += 1))}`;
const write = (path: string, agency: string, body?: object, name?: string): Promise<Answer> => post(`${PAR}${path}`, { as: head(agency, name), key: key(), ...(body === undefined ? {} : { body }) });

interface Sheet {
  readonly id: string;
  readonly rows: readonly { readonly row: string; readonly nameShown: string; readonly maximum: number | null; readonly score: number | null; readonly target: number | null; readonly gap: number | null; readonly lacks: string | null; readonly evidence: readonly { readonly fileId: string }[] }[];
}

/** A sheet of the set whose points are known, opened at `at`. */
async function opened(agency: string, at: string, year = 2026): Promise<Sheet> {
  clock.set(at);
  const answer = await write('/sheets', agency, { agency, year, catalogue: 'qd-1149' });
  expect([answer.status, answer.status === 201 ? '' : answer.text]).toEqual([201, '']);
  return answer.body as unknown as Sheet;
}

async function evidence(agency: string, id: string): Promise<string> {
  const stored = await post(`${PAR}/sheets/${id}/evidence`, { as: head(agency), key: key(), raw: { type: 'application/pdf', content: PDF } });
  expect([stored.status, stored.status === 201 ? '' : stored.text]).toEqual([201, '']);
  return String(stored.body['fileId']);
}

function score(agency: string, id: string, row: string, points?: number, more: object = {}, name?: string): Promise<Answer> {
  return write(`/sheets/${id}/rows`, agency, { row, ...(points === undefined ? {} : { score: points }), ...more }, name);
}

const rowOf = (answer: Answer, row: string): Sheet['rows'][number] | undefined => (answer.body as unknown as Sheet).rows.find((line) => line.row === row);

test('the sets of criteria are there as far as they are known, and unknown parts say so', async () => {
  const { body } = await get(`${PAR}/catalogues`, { as: 'clerk' });
  expect((body['items'] as readonly { code: string }[]).map(({ code }) => code).filter((code) => code.startsWith('qd-'))).toEqual(['qd-1149', 'qd-1150', 'qd-876']);
  const known = await get(`${PAR}/catalogues/qd-876`, { as: 'clerk' });
  expect(known.body).toMatchObject({ totals: { areas: 8, criteria: 37, subCriteria: 88, points: null }, publishedBy: 'installation' });
  const [area] = known.body['areas'] as readonly { rows: readonly object[]; unplacedSubCriteria: number }[];
  expect([area?.rows.length, area?.rows[0], area?.unplacedSubCriteria]).toEqual([7, { row: '1.1', parent: null, name: null, nameShown: 'chưa rõ', maximum: null, source: null }, 2]);
  expect((await get(`${PAR}/catalogues/qd-1`, { as: 'clerk' })).status).toBe(404);
});

test('an administrator completes a set by a new version, and a sheet goes over to it without losing what is scored', async () => {
  clock.set('2026-12-02T08:00:00+07:00');
  const agency = 'H99.06';
  const set = { code: 'tinh', name: 'Bộ tiêu chí thử', document: '1/QĐ-UBND', issuedOn: '2026-01-05', totals: { criteria: 2 }, sources: [{ id: 's', text: 'Quyết định' }] };
  const area = (items: readonly object[]): object => ({ ...set, areas: [{ code: '1', name: 'Lĩnh vực', source: 's', criteria: 2, items }] });
  const publish = (body: object, as: string | object = 'admin'): Promise<Answer> => post(`${PAR}/catalogues/tinh/versions`, { as: as as string, key: key(), body });
  expect((await publish(area([]), 'head')).status).toBe(403);
  expect((await publish(area([{ code: '1.1', name: 'Tên' }]))).body).toMatchObject({ code: 'par-catalogue-invalid', errors: [{ path: '/body/areas/0/items/0/source' }] });
  expect((await publish(area([{ code: '1.1', name: 'Một', maximum: 2, source: 's' }]))).body).toMatchObject({ version: 1 });
  const sheet = (await write('/sheets', agency, { agency, year: 2026, catalogue: 'tinh' })).body as unknown as Sheet;
  expect((await score(agency, sheet.id, '1.2', 1)).body).toMatchObject({ code: 'par-maximum-unknown', detail: '1.2' });
  expect((await score(agency, sheet.id, '1.1', 1.25, { explanation: 'Đã làm' })).status).toBe(200);
  await publish(area([{ code: '1.1', name: 'Một', maximum: 1, source: 's' }, { code: '1.2', name: 'Hai', maximum: 3, source: 's' }]));
  expect((await write(`/sheets/${sheet.id}/catalogue`, agency, { version: 2 })).body).toMatchObject({ code: 'par-rows-lost', detail: '1.1' });
  await publish(area([{ code: '1.1', name: 'Một', maximum: 2, source: 's' }, { code: '1.2', name: 'Hai', maximum: 3, source: 's' }]));
  expect((await write(`/sheets/${sheet.id}/catalogue`, agency, { version: 3 })).body).toMatchObject({ catalogue: { version: 3 } });
  const scored = await score(agency, sheet.id, '1.2', 2.5, { explanation: 'Đã làm' });
  expect(scored.body).toMatchObject({ total: 3.75, missing: [] });
});

test('a year is scored inside its window, row by row, with files or explanations, and what is missing is listed', async () => {
  const agency = 'H99.07';
  const { id } = await opened(agency, '2026-11-20T08:00:00+07:00');
  expect((await get(`${PAR}/sheets/${id}`, { as: head(agency) })).body).toMatchObject({
    standing: 'not-open', total: 0, submitted: null,
    window: { opensAt: '2026-12-01T00:00:00+07:00', closesAt: '2026-12-26T00:00:00+07:00', dueAt: '2027-01-05T00:00:00+07:00' },
  });
  expect((await score(agency, id, '3.2', 4.9)).body).toMatchObject({ status: 409, code: 'par-window-not-open', detail: '2026-12-01T00:00:00+07:00' });
  clock.set('2026-12-01T00:00:00+07:00');
  const file = await evidence(agency, id);
  expect(rowOf(await score(agency, id, '3.2', 4.9, { basis: '1.245/1.250 hồ sơ', evidence: [{ fileId: file, title: 'Báo cáo năm' }] }), '3.2')).toMatchObject({ score: 4.9, lacks: null, evidence: [{ fileId: file, title: 'Báo cáo năm', mediaType: 'application/pdf' }] });
  expect(rowOf(await score(agency, id, '3.1', 3.2), '3.1')).toMatchObject({ lacks: 'evidence-or-explanation' });
  expect((await score(agency, id, '3.1', 3.51)).body).toMatchObject({ code: 'par-above-maximum', errors: [{ path: '/body/score' }] });
  expect((await score(agency, id, '3.1', 3.205)).status).toBe(400);
  expect((await score(agency, id, '3.1', 3, { evidence: [{ fileId: id, title: 'Tệp khác' }] })).body).toMatchObject({ status: 422, code: 'unknown-file' });
  const refused = await write(`/sheets/${id}/submission`, agency);
  expect(refused.body).toMatchObject({ status: 409, code: 'par-incomplete', detail: '1.1, 1.2, 1.3, 2.1, 2.2, 3.1, 4.1, 4.2, 5.1, 6.1' });
});

test('the same key gives the same answer; another body under it is refused', async () => {
  const agency = 'H99.02';
  const { id } = await opened(agency, '2026-12-02T08:00:00+07:00');
  const send = (points: number): Promise<Answer> => post(`${PAR}/sheets/${id}/rows`, { as: head(agency), key: 'par-once-and-again', body: { row: '1.1', score: points } });
  const first = await send(0.4);
  await score(agency, id, '1.1', 0.5);
  clock.add(60_000);
  expect((await send(0.4)).body).toEqual(first.body);
  expect((await send(0.3)).body).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
  const again = await write('/sheets', agency, { agency, year: 2026, catalogue: 'qd-876' });
  expect(again.body).toMatchObject({ id, catalogue: { code: 'qd-1149' } });
});

test('after the window a change needs a reason and a second person; every step stays in the history, which is chained', async () => {
  const agency = 'H99.05';
  const { id } = await opened(agency, '2026-12-20T08:00:00+07:00');
  await score(agency, id, '1.2', 1.5, { explanation: 'Kiểm tra 3/4 đơn vị' }, 'linh');
  clock.set('2026-12-26T00:00:00+07:00');
  expect((await score(agency, id, '1.2', 2, { explanation: 'Đủ 4/4' }, 'linh')).body).toMatchObject({ code: 'par-reason-missing', errors: [{ path: '/body/reason' }] });
  const proposed = await score(agency, id, '1.2', 2, { explanation: 'Đủ 4/4', reason: 'Bổ sung kết quả ngày 25/12' }, 'linh');
  expect(proposed.body).toMatchObject({ standing: 'changes-by-two', total: 1.5, proposals: [{ seq: 3, row: '1.2', score: 2, by: 'linh@H99.05', reason: 'Bổ sung kết quả ngày 25/12' }] });
  expect((await write(`/sheets/${id}/proposals/3/answer`, agency, { answer: 'confirm' }, 'linh')).body).toMatchObject({ status: 409, code: 'par-same-person' });
  expect((await write(`/sheets/${id}/proposals/3/answer`, agency, { answer: 'confirm' }, 'mai')).body).toMatchObject({ total: 2, proposals: [] });
  const history = await get(`${PAR}/sheets/${id}/history?limit=3`, { as: 'auditor' });
  expect(history.body).toMatchObject({
    items: [
      { seq: 1, type: 'SheetOpened', label: 'Mở bảng điểm' },
      { seq: 2, type: 'RowScored', score: 1.5, explanation: 'Kiểm tra 3/4 đơn vị', by: { subject: 'linh@H99.05' } },
      { seq: 3, type: 'ChangeProposed', score: 2, reason: 'Bổ sung kết quả ngày 25/12', at: '2026-12-26T00:00:00+07:00' },
    ],
    next: '3',
  });
  expect((await get(`${PAR}/sheets/${id}/history?after=3`, { as: 'auditor' })).body).toMatchObject({ items: [{ seq: 4, type: 'ChangeConfirmed', proposal: 3, by: { subject: 'mai@H99.05' } }], next: null });
  const rows = await readSheetLedger(engine.database.read, id);
  const last = rows.at(-1);
  expect(last && findSheetFault(id, rows, { seq: last.seq, hash: last.hash }, engine.sha256)).toBeUndefined();
  expect(JSON.stringify(rows)).not.toContain('Kiểm tra');
  await expect(engine.database.read.run(`UPDATE par_sheet_event SET payload = '{}' WHERE sheet_id = $1`, [id])).rejects.toThrow(/permission denied|append-only/u);
});

const ROWS: readonly (readonly [row: string, points: number])[] = [['1.1', 0.5], ['1.2', 2], ['1.3', 1.5], ['2.1', 1.5], ['2.2', 4], ['3.1', 3.2], ['3.2', 4.8], ['4.1', 3.6], ['4.2', 1.2], ['5.1', 0.9], ['6.1', 8.2]];

async function whole(agency: string, id: string): Promise<string> {
  const file = await evidence(agency, id);
  for (const [row, points] of ROWS) {
    const proof = row === '3.2' ? { basis: '1.245/1.250 hồ sơ', evidence: [{ fileId: file, title: 'Kết quả giải quyết: hồ sơ 2026.pdf' }] } : { explanation: `Giải trình tiêu chí ${row}` };
    expect((await score(agency, id, row, points, proof)).status).toBe(200);
  }
  return file;
}

test('a submitted sheet stands still under the hash of all it says, its task is done, and its pack holds everything', async () => {
  const agency = 'H99.01';
  const { id } = await opened(agency, '2026-12-22T08:00:00+07:00');
  await write('/target-imports', agency, { agency, year: 2026, catalogue: 'qd-1149', text: PLAN });
  await whole(agency, id);
  clock.set('2027-01-04T23:59:59+07:00');
  const submitted = await write(`/sheets/${id}/submission`, agency);
  expect(submitted.body).toMatchObject({ standing: 'submitted', total: 31.4, submitted: { isLate: false, at: '2027-01-04T23:59:59+07:00' } });
  expect(rowOf(submitted, '3.2')).toMatchObject({ target: 4.9, score: 4.8, gap: 0.1 });
  expect((await score(agency, id, '1.1', 0.4, { reason: 'Nhầm' })).body).toMatchObject({ status: 409, code: 'par-submitted' });
  expect((await post(`${PAR}/sheets/${id}/evidence`, { as: head(agency), key: key(), raw: { type: 'application/pdf', content: PDF } })).status).toBe(409);
  const clocks = await engine.database.read.rows('SELECT c.outcome, k.in_time FROM par_sheet s JOIN deadline_case c ON c.code = s.case_code JOIN case_clock k ON k.case_id = c.id WHERE s.id = $1', [id]);
  expect(clocks).toEqual([{ outcome: 'done', in_time: true }]);
  const caseCode = String(submitted.body['caseCode']);
  expect((await get(`/api/v1/cases/${caseCode}`, { as: head(agency) })).body).toMatchObject({ code: caseCode, outcome: 'done' });
  expect((await get(`/api/v1/assigned-tasks/${caseCode}`, { as: head(agency) })).body).toMatchObject({ code: caseCode, isLate: false });

  const pack = await get(`${PAR}/sheets/${id}/pack`, { as: 'manager' });
  expect([pack.status, pack.type]).toEqual([200, 'application/zip']);
  const files = unzipSync(pack.bytes);
  expect(Object.keys(files)).toEqual([
    '1. Báo cáo tự đánh giá, chấm điểm.docx',
    '2. Bảng tự chấm điểm.docx',
    '2. Bảng tự chấm điểm.xlsx',
    '3. Danh mục tài liệu kiểm chứng.docx',
    '4. Báo cáo giải trình.docx',
    '5. Bảng điểm đã nộp.json',
    'Tài liệu kiểm chứng/3.2/01 - Kết quả giải quyết hồ sơ 2026.pdf',
  ]);
  expect(Object.keys(files).every((name) => name === name.normalize('NFC'))).toBe(true);
  const frozen = files['5. Bảng điểm đã nộp.json'] ?? new Uint8Array();
  expect(createHash('sha256').update(frozen).digest('hex')).toBe((submitted.body['submitted'] as { sha256: string }).sha256);
  expect(Buffer.from(files['Tài liệu kiểm chứng/3.2/01 - Kết quả giải quyết hồ sơ 2026.pdf'] ?? []).equals(Buffer.from(PDF))).toBe(true);
  const report = textOfDocument(readParts(files['1. Báo cáo tự đánh giá, chấm điểm.docx'] ?? new Uint8Array()).get('word/document.xml')?.toString('utf8') ?? '');
  expect(report).toContain('Tổng điểm tự chấm: 31,4 trên 36 điểm của các tiêu chí đã có thang điểm.');
  expect(report).toContain('Tiêu chí 3.2 Kết quả giải quyết hồ sơ thủ tục hành chính: mục tiêu 4,9 điểm, tự chấm 4,8 điểm, còn thiếu 0,1 điểm.');
  const sheet = strFromU8(unzipSync(files['2. Bảng tự chấm điểm.xlsx'] ?? new Uint8Array())['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
  expect(sheet).toContain('<v>31.4</v>');
  const reads = await engine.database.read.rows<{ subject: string }>('SELECT a.subject FROM file_access a JOIN par_evidence e ON e.file_id = a.file_id WHERE e.sheet_id = $1', [id]);
  expect(reads).toEqual([{ subject: 'manager@H99' }]);
});

test('verification finds the head and the submission of a sheet that were changed behind its back', async () => {
  const agency = 'H99.05.01';
  const { id } = await opened(agency, '2026-12-10T08:00:00+07:00');
  await whole(agency, id);
  await write(`/sheets/${id}/submission`, agency);
  const { read } = engine.database;
  const fault = async (): Promise<string> => {
    const verified = await verifyLedger(engine);
    return verified.ok ? '' : verified.fault.detail;
  };
  expect(await fault()).toBe('');
  const [sheet] = await read.rows<{ last_hash: string; submitted_at: number }>('SELECT last_hash, submitted_at FROM par_sheet WHERE id = $1', [id]);
  await read.run('UPDATE par_sheet SET last_hash = $2 WHERE id = $1', [id, '0'.repeat(64)]);
  expect(await fault()).toContain('H99.05.01 for 2026');
  await read.run('UPDATE par_sheet SET last_hash = $2, submitted_at = NULL WHERE id = $1', [id, sheet?.last_hash]);
  expect(await fault()).toContain('differ on when it was submitted');
  await read.run('UPDATE par_sheet SET submitted_at = $2 WHERE id = $1', [id, sheet?.submitted_at]);
  expect(await fault()).toBe('');
});

test('a sheet nobody submits is warned of ahead and becomes late like every assigned task', async () => {
  const { id } = await opened('H99.31', '2026-12-03T08:00:00+07:00');
  const found = await engine.database.read.first<{ id: string; code: string }>('SELECT c.id, c.code FROM par_sheet s JOIN deadline_case c ON c.code = s.case_code WHERE s.id = $1', [id]);
  await applyCase(engine, found?.id ?? '', parseInstant('2027-01-06T08:00:00+07:00'));
  const events = await engine.database.read.rows<{ type: string; at: number }>('SELECT type, occurred_at AS at FROM case_event WHERE case_id = $1 ORDER BY seq', [found?.id]);
  expect(events.slice(2).map(({ type, at }) => [type, at])).toEqual([
    // Five working days before the end of 4/1: 1/1 is a holiday, 2 and 3/1 a weekend.
    ['ClockWarned', parseInstant('2026-12-25T17:00:00+07:00')],
    ['ClockBecameLate', parseInstant('2027-01-05T00:00:00+07:00')],
    ['ClockEscalated', parseInstant('2027-01-05T17:00:00+07:00')],
  ]);
});

test('targets are read from a plan and matched by name; what cannot be is listed until a person says so', async () => {
  clock.set('2026-08-18T09:00:00+07:00');
  const agency = 'H99.31';
  const text = ['3.2. Kết quả giải quyết hồ sơ thủ tục hành chính', '- Mục tiêu: phấn đấu đạt 4,9/5 điểm', '- Nhiệm vụ: a', '9.9. Việc khác', '- Mục tiêu: đạt 1 điểm trên tổng 2 điểm', '- Nhiệm vụ: b', '2.1. Rà soát văn bản', '- Mục tiêu: hoàn thành 100%'].join('\n');
  const imported = await write('/target-imports', agency, { agency, year: 2026, catalogue: 'qd-1149', text });
  expect(imported.body['lines']).toMatchObject([
    { line: 2, number: '3.2', target: 4.9, maximum: 5, criterion: '3.2', problem: null },
    { line: 5, heading: 'Việc khác', target: 1, criterion: null, problem: 'no-such-name' },
    { line: 8, sentence: '- Mục tiêu: hoàn thành 100%', target: null, criterion: null, problem: 'no-points', problemLabel: 'Không đọc được số điểm của mục tiêu; hãy nhập điểm mục tiêu và điểm tối đa' },
  ]);
  const path = `/target-imports/${String(imported.body['id'])}/lines`;
  expect((await write(`${path}/8/criterion`, agency, { criterion: '2.1' })).body).toMatchObject({ status: 422, code: 'par-points-missing' });
  expect((await write(`${path}/8/criterion`, agency, { criterion: '2.1', target: 1.6 })).body).toMatchObject({ code: 'par-above-maximum' });
  expect((await write(`${path}/7/criterion`, agency, { criterion: '2.1', target: 1 })).status).toBe(404);
  const assigned = await write(`${path}/8/criterion`, agency, { criterion: '2.1', target: 1.4 });
  expect((assigned.body['lines'] as readonly object[])[2]).toMatchObject({ criterion: '2.1', target: 1.4, maximum: 1.5, assignedBy: 'head@H99.31', problem: null });
  const targets = await get(`${PAR}/agencies/${agency}/years/2026/targets`, { as: 'manager' });
  expect(targets.body['items']).toMatchObject([{ criterion: '2.1', name: 'Rà soát văn bản quy phạm pháp luật', target: 1.4, line: 8 }, { criterion: '3.2', target: 4.9 }]);
});

test('a plan is read from a DOCX file as from its text, and any other file is refused', async () => {
  clock.set('2026-08-18T09:00:00+07:00');
  const agency = 'H99.32';
  const document = new Document({ sections: [{ children: PLAN.split('\n').map((text) => new Paragraph(text.replaceAll('\f', ''))) }] });
  const send = (base64: string): Promise<Answer> => write('/target-imports', agency, { agency, year: 2026, catalogue: 'qd-1149', file: { name: 'ke-hoach.docx', base64 } });
  const read = await send(await Packer.toBase64String(document));
  expect((read.body['lines'] as readonly { criterion: string; target: number }[]).map(({ criterion, target }) => [criterion, target])).toEqual([
    ['1.1', 0.5], ['1.2', 2], ['1.3', 1.5], ['2.1', 1.5], ['2.2', 4.2], ['3.1', 3.2], ['3.2', 4.9], ['4.1', 3.6], ['4.2', 1.2], ['5.1', 0.9], ['6.1', 8.2],
  ]);
  expect((await send(Buffer.from('PK no archive').toString('base64'))).body).toMatchObject({ status: 422, code: 'par-plan-unreadable' });
});

test('only the agency itself writes; the province and its auditors read all, other agencies nothing', async () => {
  const agency = 'H99.33';
  const { id } = await opened(agency, '2026-12-02T08:00:00+07:00');
  for (const as of [head('H99'), { role: 'manager', agency: 'H99' }, { role: 'clerk', agency }, { role: 'officer', agency }] as const) {
    expect((await post(`${PAR}/sheets/${id}/rows`, { as, key: key(), body: { row: '1.1', score: 0.1 } })).status).toBe(403);
  }
  expect((await post(`${PAR}/sheets/${id}/rows`, { as: head('H99.31'), key: key(), body: { row: '1.1', score: 0.1 } })).status).toBe(404);
  expect((await post(`${PAR}/sheets/${id}/rows`, { as: { role: 'manager', agency }, key: key(), body: { row: '1.1', score: 0.1 } })).status).toBe(200);
  const reads = await Promise.all([head('H99'), 'manager', 'auditor', head(agency), head('H99.31'), { role: 'clerk', agency } as const].map(async (as) => (await get(`${PAR}/sheets/${id}`, { as })).status));
  expect(reads).toEqual([200, 200, 200, 200, 404, 403]);
  expect((await get(`${PAR}/sheets/${id}/pack`, { as: head('H99.31') })).status).toBe(404);
  const listed = await get(`${PAR}/sheets?agency=${agency}&year=2026`, { as: 'manager' });
  expect(listed.body).toMatchObject({ items: [{ id, agency, year: 2026, submittedAt: null }], next: null });
});
