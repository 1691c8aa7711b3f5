/** What a message about a letter says: all of it words, none of it looked up here. */
export interface LetterMail {
  /** What the letter is for, as `LETTER_LABELS` has it. */
  readonly label: string;
  readonly name: string;
  readonly dossierCode: string;
  readonly procedure: string;
  readonly desk: string;
  readonly deskPhone?: string;
}

/** Subject and text of the e-mail a letter is attached to. */
export function letterMailVi({ label, name, dossierCode, procedure, desk, deskPhone }: LetterMail): { readonly subject: string; readonly text: string } {
  const contact = deskPhone === undefined ? desk : `${desk}, điện thoại ${deskPhone}`;
  return {
    subject: `${label} – hồ sơ ${dossierCode}`,
    text: [
      `Kính gửi: ${name}`,
      '',
      `${desk} gửi kèm thư này: ${label}.`,
      `Hồ sơ: ${dossierCode}`,
      `Thủ tục: ${procedure}`,
      '',
      `Mọi thông tin cần trao đổi, đề nghị liên hệ ${contact}.`,
      'Thư này được gửi tự động; đề nghị không trả lời thư này.',
    ].join('\n'),
  };
}

/** Subject and text of the e-mail that carries a one-time code, in Vietnamese and below it in English: whoever asked may read either. */
export function letterCodeMail({ code, dossierCode, minutes }: { readonly code: string; readonly dossierCode: string; readonly minutes: number }): { readonly subject: string; readonly text: string } {
  const span = String(minutes);
  return {
    subject: `Mã xem văn bản của hồ sơ ${dossierCode}`,
    text: [
      `Mã xác thực: ${code}`,
      '',
      `Nhập mã này vào trang tra cứu để xem văn bản của hồ sơ ${dossierCode}. Mã có hiệu lực ${span} phút và chỉ dùng được một lần.`,
      'Nếu ông/bà không yêu cầu mã này, xin bỏ qua thư và không đưa mã cho ai, kể cả người tự xưng là cán bộ.',
      '',
      `Your code: ${code}`,
      `Type it on the look-up page to read the letters of dossier ${dossierCode}. It is good for ${span} minutes, once.`,
      'If you did not ask for it, ignore this mail and give the code to nobody.',
    ].join('\n'),
  };
}
