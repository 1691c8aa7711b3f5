import { StreamableFile } from '@nestjs/common';

/** What a document for a word processor is in an answer. */
export const DOCX_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** An answer that shows a PDF in the reader's window; characters a file name should not hold are replaced. */
export function pdfFile(bytes: Uint8Array, name: string): StreamableFile {
  return new StreamableFile(bytes, { type: 'application/pdf', disposition: dispositionOf('inline', name), length: bytes.length });
}

/** An answer to be opened in a word processor. */
export function docxFile(bytes: Uint8Array, name: string): StreamableFile {
  return attachedFile(bytes, name, DOCX_TYPE);
}

/** An answer that is kept as a file of its media type. */
export function attachedFile(bytes: Uint8Array, name: string, type: string): StreamableFile {
  return new StreamableFile(bytes, { type, disposition: dispositionOf('attachment', name), length: bytes.length });
}

/** How an answer's file is shown and named (RFC 6266): the name leads into no folder and ends no header, whatever stands in it. */
export function dispositionOf(shown: 'inline' | 'attachment', name: string): string {
  return `${shown}; filename="${name.replaceAll(/[^\w.-]/g, '_').replace(/^\.+/, '_')}"`;
}
