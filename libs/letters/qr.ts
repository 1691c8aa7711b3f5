import QRCode from 'qrcode';
import type { Sheet } from './sheet.js';

/** Draws the QR code that says `text`, `size` points wide at (x, y), as vectors: sharp on any printer and read by counter scanners. Spoken, it is that of the dossier's code. */
export function drawQr(sheet: Sheet, { code, text }: { readonly code: string; readonly text: string }, { x, y, size }: { readonly x: number; readonly y: number; readonly size: number }): void {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const side = size / modules.size;
  const dark: (readonly [number, number])[] = [];
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column) === 1) {
        dark.push([x + column * side, y + row * side]);
      }
    }
  }
  sheet.figure(`Mã QR của hồ sơ ${code}`, side, dark);
}
