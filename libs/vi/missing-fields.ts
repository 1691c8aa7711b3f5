/** Who can fill a field of a letter, by where it comes from. */
const REMEDIES = {
  people: 'hãy sửa thông tin người nộp hồ sơ (CorrectPersonalData)',
  papers: 'hãy sửa thành phần hồ sơ (CorrectComponents)',
  agency: 'hãy bổ sung trong danh mục cơ quan hoặc công bố mẫu in của cơ quan',
  signer: 'hãy bổ sung chức vụ của người ký',
  words: 'hãy ghi nội dung này ở thao tác làm phát sinh văn bản',
  dossier: 'hãy kiểm tra hồ sơ và thủ tục, hoặc báo quản trị hệ thống',
} as const;

type Field = readonly [name: string, remedy: keyof typeof REMEDIES];

const FIELDS: Readonly<Record<string, Field>> = {
  'header.superior': ['tên cơ quan chủ quản', 'agency'],
  'header.agency': ['tên cơ quan ban hành', 'agency'],
  place: ['địa danh', 'agency'],
  agencyName: ['tên cơ quan giải quyết', 'agency'],
  counterName: ['tên Bộ phận Một cửa', 'agency'],
  'contact.name': ['nơi liên hệ', 'agency'],
  'applicant.name': ['tên người nộp hồ sơ', 'people'],
  'proxy.name': ['tên người được ủy quyền', 'people'],
  requestContent: ['nội dung yêu cầu giải quyết', 'people'],
  components: ['thành phần hồ sơ', 'papers'],
  sets: ['số lượng hồ sơ (bộ)', 'papers'],
  items: ['nội dung yêu cầu bổ sung', 'words'],
  reason: ['lý do', 'words'],
  causes: ['lý do điều chỉnh ngày hẹn', 'dossier'],
  signatory: ['chức vụ người ký', 'signer'],
  procedureName: ['tên thủ tục hành chính', 'dossier'],
  dossierCode: ['mã hồ sơ', 'dossier'],
  term: ['thời hạn giải quyết', 'dossier'],
  receivedAt: ['thời gian nhận hồ sơ', 'dossier'],
  appointments: ['thời gian trả kết quả', 'dossier'],
  promisedAt: ['ngày đã hẹn trả kết quả', 'dossier'],
  movedTo: ['ngày hẹn mới', 'dossier'],
  remedy: ['ngày hẹn lại', 'dossier'],
  resultDelivery: ['nơi nhận kết quả', 'dossier'],
};

/**
 * The sentence for a letter that lacks a field: which, in words, and what to do. `field` is its path in the letter, such as
 * `afterIntake.agencyName` or `components[2].name`; of a path that is not known the path itself is named.
 */
export function missingFieldSentence(form: string, field: string): string {
  const path = field.replace(/^afterIntake\./u, '');
  const root = /^[^.[]+/u.exec(path)?.[0] ?? path;
  const place = /\[(\d+)\]/u.exec(path)?.[1];
  const [name, remedy]: Field = FIELDS[path] ?? FIELDS[root] ?? [`trường “${field}”`, 'dossier'];
  const letter = form === '00' ? 'Thông báo' : `Mẫu số ${form}`;
  return `${letter} chưa in được vì thiếu ${name}${place === undefined ? '' : ` (mục ${String(Number(place) + 1)})`}: ${REMEDIES[remedy]}; văn bản được lập ngay sau khi bổ sung.`;
}
