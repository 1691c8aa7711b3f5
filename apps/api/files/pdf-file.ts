import { StreamableFile } from '@nestjs/common';

/** What a document for a word processor is in an answer. */
export const DOCX_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** An answer that shows a PDF in the reader's window; characters a file name should not hold are replaced. */
export function pdfFile(bytes: Uint8Array, name: string): StreamableFile {
  return new StreamableFile(bytes, { type: 'application/pdf', disposition: `inline; filename="${safeName(name)}"`, length: bytes.length });
}

/** An answer to be opened in a word processor. */
export function docxFile(bytes: Uint8Array, name: string): StreamableFile {
  return attachedFile(bytes, name, DOCX_TYPE);
}

/** An answer that is kept as a file of its media type. */
export function attachedFile(bytes: Uint8Array, name: string, type: string): StreamableFile {
  return new StreamableFile(bytes, { type, disposition: `attachment; filename="${safeName(name)}"`, length: bytes.length });
}

function safeName(name: string): string {
  return name.replaceAll(/[^\w.-]/g, '_');
}
