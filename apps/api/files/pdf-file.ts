import { StreamableFile } from '@nestjs/common';

/** An answer that shows a PDF in the reader's window; characters a file name should not hold are replaced. */
export function pdfFile(bytes: Uint8Array, name: string): StreamableFile {
  return new StreamableFile(bytes, { type: 'application/pdf', disposition: `inline; filename="${name.replaceAll(/[^\w.-]/g, '_')}"`, length: bytes.length });
}
