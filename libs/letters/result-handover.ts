import { MOMENT_BLANK, NAME_BLANK, promisedWords } from './control-slip.js';
import { dateAndTime } from './form-dates.js';
import { writeApplicantRows, writeProxyRows, writeRow } from './form-rows.js';
import type { Sheet } from './sheet.js';
import { writeTwoSignatures } from './signature-blocks.js';
import type { ResultHandover, ResultReceipt } from './slip-data.js';

const OUTCOMES: Record<ResultHandover['outcome'], string> = { granted: 'Đã giải quyết, có kết quả', refused: 'Không đủ điều kiện giải quyết' };
const METHODS: Record<ResultReceipt['method'], string> = { desk: 'Trực tiếp tại nơi tiếp nhận hồ sơ', online: 'Trực tuyến', post: 'Dịch vụ bưu chính công ích' };
const SIGNATURES: Record<NonNullable<ResultReceipt['signature']>, string> = { paper: 'Ký nhận trên giấy', digital: 'Ký số', none: 'Không ký nhận' };

/** Body of the result hand-over: the dossier and its result, who took it and how that person was known, both signatures. */
export function writeResultHandover(sheet: Sheet, slip: ResultHandover): void {
  writeRow(sheet, 'Trung tâm/Bộ phận Tiếp nhận và Trả kết quả', slip.counterName);
  writeApplicantRows(sheet, slip.applicant.kind === 'person' ? 'Hồ sơ của Ông/Bà' : 'Hồ sơ của Tổ chức', slip.applicant);
  if (slip.proxy !== undefined) {
    writeProxyRows(sheet, slip.proxy);
  }
  writeRow(sheet, 'Thủ tục hành chính', slip.procedureName);
  writeRow(sheet, 'Thời gian nhận hồ sơ', dateAndTime(slip.receivedAt));
  writeRow(sheet, 'Thời gian hẹn trả kết quả', promisedWords(slip.promised));
  writeRow(sheet, 'Kết quả giải quyết', OUTCOMES[slip.outcome], 'bold');
  writeRow(sheet, 'Số, ký hiệu kết quả', slip.resultNumber);
  writeRow(sheet, 'Thời gian có kết quả', dateAndTime(slip.resultAt));
  if (slip.receipt?.method === 'post') {
    writePosted(sheet, slip.receipt);
  } else {
    writeTaken(sheet, slip, slip.receipt);
  }
  const receiver = slip.receipt === undefined || slip.receipt.method === 'post' ? undefined : (slip.receipt.receiver ?? slip.applicant.name);
  writeTwoSignatures(sheet, { title: 'NGƯỜI NHẬN KẾT QUẢ', name: receiver }, { title: 'NGƯỜI TRẢ KẾT QUẢ', name: slip.receipt?.by });
}

function writeTaken(sheet: Sheet, { applicant }: ResultHandover, receipt: ResultReceipt | undefined): void {
  writeRow(sheet, 'Thời gian trả kết quả', receipt === undefined ? MOMENT_BLANK : dateAndTime(receipt.at), 'bold');
  writeRow(sheet, 'Hình thức trả kết quả', receipt === undefined ? undefined : METHODS[receipt.method]);
  writeRow(sheet, 'Người nhận kết quả', receipt === undefined ? undefined : (receipt.receiver ?? applicant.name), 'bold');
  writeRow(sheet, 'Kiểm tra giấy tờ tùy thân', answerOf(receipt?.identityChecked, 'Đã kiểm tra', 'Không kiểm tra'));
  writeRow(sheet, 'Nhận thay theo ủy quyền', answerOf(receipt?.authorised, 'Có', 'Không'));
  if (receipt?.authorised !== false) {
    writeRow(sheet, 'Giấy tờ ủy quyền', receipt?.authorisation);
  }
  writeRow(sheet, 'Ký nhận', receipt?.signature === undefined ? undefined : SIGNATURES[receipt.signature]);
}

function writePosted(sheet: Sheet, receipt: ResultReceipt): void {
  writeRow(sheet, 'Hình thức trả kết quả', METHODS.post);
  writeRow(sheet, 'Thời gian gửi', dateAndTime(receipt.at), 'bold');
  writeRow(sheet, 'Số hiệu bưu gửi', receipt.trackingNumber ?? NAME_BLANK);
  writeRow(sheet, 'Thời gian phát', receipt.deliveredAt === undefined ? MOMENT_BLANK : dateAndTime(receipt.deliveredAt));
}

function answerOf(answer: boolean | undefined, yes: string, no: string): string {
  return answer === undefined ? `□ ${yes}   □ ${no}` : answer ? yes : no;
}
