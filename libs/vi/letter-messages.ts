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
