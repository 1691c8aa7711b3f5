import type { SipasDimension, SurveyFault, SurveyFaultCode, SurveyWords } from '#domain/figures';

/** The five dimensions of SIPAS. */
export const SIPAS_DIMENSION_LABELS: Record<SipasDimension, string> = {
  access: 'Tiếp cận dịch vụ',
  procedures: 'Thủ tục hành chính',
  staff: 'Công chức',
  results: 'Kết quả cung ứng dịch vụ',
  feedback: 'Tiếp nhận, xử lý góp ý, phản ánh, kiến nghị',
};

/** How survey files name dimensions, columns and grades. Grades from 1 to 5 count as satisfied from 4 on. */
export const SURVEY_WORDS: SurveyWords = {
  dimensions: {
    access: ['tiếp cận dịch vụ'],
    procedures: ['thủ tục hành chính', 'tthc'],
    staff: ['công chức', 'cán bộ, công chức', 'công chức trực tiếp giải quyết công việc'],
    results: ['kết quả cung ứng dịch vụ', 'kết quả'],
    feedback: ['tiếp nhận, xử lý góp ý, phản ánh, kiến nghị', 'tiếp nhận, xử lý góp ý, pakn', 'góp ý, phản ánh, kiến nghị'],
  },
  columns: {
    dimension: ['yếu tố', 'nhóm tiêu chí', 'nội dung'],
    satisfied: ['số hài lòng', 'hài lòng', 'số câu trả lời hài lòng'],
    answers: ['số trả lời', 'số câu trả lời', 'tổng số trả lời'],
  },
  satisfied: ['rất hài lòng', 'hài lòng', '4', '5'],
  other: ['bình thường', 'không hài lòng', 'rất không hài lòng', '1', '2', '3'],
};

const SURVEY_FAULT_SENTENCES: Record<SurveyFaultCode, string> = {
  'no-header': 'Dòng đầu phải có tên năm yếu tố, hoặc các cột “Yếu tố”, “Số trả lời”, “Số hài lòng”',
  'dimension-missing': 'Thiếu cột của yếu tố này',
  'dimension-unknown': `Không phải một trong năm yếu tố của SIPAS: ${Object.values(SIPAS_DIMENSION_LABELS).join('; ')}`,
  'grade-unknown': 'Ghi “Rất hài lòng”, “Hài lòng”, “Bình thường”, “Không hài lòng”, “Rất không hài lòng”, số từ 1 đến 5, hoặc để trống',
  'not-a-count': 'Phải là số nguyên từ 0',
  'more-than-answers': 'Số hài lòng không được lớn hơn số trả lời',
  'no-answers': 'Tệp không có câu trả lời nào',
};

/** What is wrong in a survey file: where, what was found there, and how to put it right. */
export function surveyFaultSentence({ code, row, column, found }: SurveyFault): string {
  const place = row === undefined || column === undefined ? '' : `Dòng ${String(row)}, cột ${String(column)}`;
  const given = found === '' ? '' : ` (“${found}”)`;
  return `${place === '' ? 'Tệp khảo sát' : place}${given}: ${SURVEY_FAULT_SENTENCES[code]}.`;
}
