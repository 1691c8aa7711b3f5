import { readFile } from 'node:fs/promises';
import { addCalendarDays, formatLocalDate, type Instant, localDateOf, yearOf } from '#domain';
import { type Engine, exportCatalogue, EXCHANGE_PARTS, importProcedureRecord, uploadExchange } from '#service';
import { comparePortal, enterSurvey, enterTarget } from '#service/figures';
import { dataFolder } from '../../local/reference-folder.js';
import { MANAGER, PROVINCE } from '../simulation/people.js';

const COMPARED_AGENCY = 'H99.31';
const COMPARED = 120;
const COMPARED_DAYS = 45;
/** Of so many lines the portal shows one otherwise; and one code nobody here knows. */
const OTHERWISE = 17;
const UNKNOWN_CODE = '000.00.31.H99-000000-0001';
/** In hundredths of a percent. */
const TARGET = 150;
/** A record of the national portal that differs from the procedure here. */
const RECORD = 'portal-records/1.001193.json';

/** What people said of the five dimensions of SIPAS, a line a question. */
const SURVEY = [
  'Yếu tố;Câu hỏi;Số trả lời;Số hài lòng', 'Tiếp cận dịch vụ;Nơi ngồi chờ;210;195', 'Thủ tục hành chính;Giấy tờ phải nộp;210;182', 'Công chức;Thái độ giao tiếp;210;201',
  'Kết quả cung ứng dịch vụ;Đúng thời hạn;210;188', 'Tiếp nhận, xử lý góp ý, phản ánh, kiến nghị;Được trả lời;64;51',
].join('\n');

/**
 * What came from elsewhere: a table of the national portal held against the dossiers, a target of the province, a satisfaction survey, the catalogue another
 * program sent, and a record of a procedure.
 */
export async function otherSources(engine: Engine, at: Instant, say: (line: string) => void): Promise<void> {
  await compare(engine, at, say);
  const target = await enterTarget(engine, { province: PROVINCE, target: TARGET, validFrom: formatLocalDate(localDateOf(at)), documentNumber: '115/KH-UBND' }, { by: MANAGER.subject, key: 'practice-target', hash: 'practice' }, at);
  if (target.kind !== 'entered') throw new Error(`The target was not entered: ${target.kind}`);
  const surveyed = await enterSurvey(engine, { actor: MANAGER, idempotencyKey: 'practice-survey', agency: COMPARED_AGENCY, year: yearOf(localDateOf(at)), content: Buffer.from(SURVEY, 'utf8'), at });
  say(`satisfaction survey: ${surveyed.kind}`);
  const exported = await exportCatalogue(engine, PROVINCE, EXCHANGE_PARTS, at);
  const uploaded = await uploadExchange(engine, exported, { province: PROVINCE, by: `admin@${PROVINCE}`, key: 'practice-exchange', at });
  say(`catalogue of another program: ${uploaded.kind}`);
  const record: unknown = JSON.parse(await readFile(new URL(RECORD, dataFolder()), 'utf8'));
  const imported = await importProcedureRecord(engine, record, { at, by: `admin@${PROVINCE}`, idempotencyKey: 'practice-record' });
  say(`record of the national portal: ${imported.kind}`);
}

async function compare(engine: Engine, at: Instant, say: (line: string) => void): Promise<void> {
  const rows = await engine.database.read.rows<{ code: string; closed: boolean; late: boolean }>(
    'SELECT code, closed, became_late_at IS NOT NULL AS late FROM dossier WHERE competent_agency = $1 ORDER BY received_at DESC, code LIMIT $2', [COMPARED_AGENCY, COMPARED]);
  const lines = rows.map(({ code, closed, late }, index) => {
    const isLate = late !== (index % OTHERWISE === 0);
    return `${code},${closed ? 'Đã xử lý xong' : 'Đang xử lý'},${isLate ? 'Quá hạn' : closed ? 'Đúng hạn' : 'Trong hạn'}`;
  });
  const content = Buffer.from(['Mã hồ sơ,Trạng thái,Tình trạng hạn', ...lines, `${UNKNOWN_CODE},Đang xử lý,Quá hạn`].join('\n'), 'utf8');
  const last = localDateOf(at);
  const compared = await comparePortal(engine, { actor: MANAGER, idempotencyKey: 'practice-portal', province: PROVINCE, agency: COMPARED_AGENCY, first: addCalendarDays(last, -COMPARED_DAYS), last, content, at });
  say(`table of the national portal: ${compared.kind}`);
}
