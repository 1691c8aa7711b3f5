import type { Line, Run } from './line-breaking.js';
import type { Signatory } from './letter-data.js';
import { MM, type BlockStyle, type Column, type Sheet } from './sheet.js';

const SIGNING_SPACE = 14 * MM;
const BLOCK_GAP = 3 * MM;
const PERSON_HINT = '(Ký và ghi rõ họ tên hoặc ký số)';
const FORM_POSITION = 'Thủ trưởng cơ quan, đơn vị';
/** Head of the recipients of a letter. */
export const RECIPIENTS = 'Nơi nhận:';
const AUTHORITY_HINT = '(Ký, ghi rõ họ tên và đóng dấu hoặc ký số)';

interface Part {
  readonly lines: readonly Line[];
  readonly style: BlockStyle;
  readonly gapBefore: number;
}

interface Block {
  readonly column: Column;
  readonly parts: readonly Part[];
}

/** Who signs: the title printed above the space, the name below it. */
interface Signer {
  readonly title: string;
  readonly name: string | undefined;
}

/** Two signatures side by side; kept on one page. */
export function writeTwoSignatures(sheet: Sheet, left: Signer, right: Signer): void {
  const half = sheet.body.width / 2;
  const columns: Column[] = [left, right].map((_, index) => ({ x: sheet.body.x + index * half, width: half }));
  writeSideBySide(sheet, columns.map((column, index) => ({ column, parts: personParts(sheet, column, index === 0 ? left : right) })));
}

/** One signature in the right half. */
export function writeSingleSignature(sheet: Sheet, signer: Signer): void {
  const column: Column = { x: sheet.body.x + sheet.body.width / 2, width: sheet.body.width / 2 };
  writeSideBySide(sheet, [{ column, parts: personParts(sheet, column, signer) }]);
}

/** Recipients at the left, signature with authority and seal at the right (NĐ 30/2020 Appendix I); kept on one page. */
export function writeAuthority(sheet: Sheet, signatory: Signatory, recipients: readonly string[]): void {
  writeSideBySide(sheet, authorityBlocks(sheet, signatory, recipients));
}

/** Points `writeAuthority` takes on a page. */
export function authorityHeight(sheet: Sheet, { signatory, recipients }: { readonly signatory: Signatory; readonly recipients: readonly string[] }): number {
  return BLOCK_GAP + Math.max(...authorityBlocks(sheet, signatory, recipients).map((block) => heightOf(sheet, block)));
}

function authorityBlocks(sheet: Sheet, signatory: Signatory, recipients: readonly string[]): readonly Block[] {
  const left: Column = { x: sheet.body.x, width: sheet.body.width * 0.43 };
  const right: Column = { x: left.x + left.width, width: sheet.body.width - left.width };
  const { titles, hint, name } = authorityOf(signatory);
  return [
    { column: left, parts: recipientParts(sheet, left, recipients) },
    { column: right, parts: signatureParts(sheet, right, titles, hint, name) },
  ];
}

/** The words of a signature with authority and seal, from top to bottom. */
export function authorityOf({ collective, onBehalf, position = FORM_POSITION, name }: Signatory): { readonly titles: readonly string[]; readonly hint: string; readonly name: string | undefined } {
  const body = collective === undefined ? [] : [`TM. ${collective}`];
  const capacity = onBehalf === undefined ? [] : [`${onBehalf.mode} ${onBehalf.position}`];
  return { titles: [...body, ...capacity, position].map((title) => title.toLocaleUpperCase('vi')), hint: AUTHORITY_HINT, name };
}

/** One recipient as listed. */
export function recipientLine(recipient: string): string {
  return `- ${recipient}`;
}

function personParts(sheet: Sheet, column: Column, { title, name }: Signer): Part[] {
  return signatureParts(sheet, column, [title], PERSON_HINT, name);
}

function signatureParts(sheet: Sheet, column: Column, titles: readonly string[], hint: string, name: string | undefined): Part[] {
  const strong: BlockStyle = { size: 10, align: 'center' };
  const small: BlockStyle = { size: 8.5, align: 'center' };
  return [
    ...titles.map((text) => part(sheet, column, strong, { text, face: 'bold' })),
    part(sheet, column, small, { text: hint, face: 'italic' }),
    part(sheet, column, strong, { text: name ?? '', face: 'bold' }, SIGNING_SPACE),
  ];
}

function recipientParts(sheet: Sheet, column: Column, recipients: readonly string[]): Part[] {
  if (recipients.length === 0) {
    return [];
  }
  const items = recipients.map((text) => part(sheet, column, { size: 8.5 }, { text: recipientLine(text), face: 'regular' }));
  return [part(sheet, column, { size: 9 }, { text: RECIPIENTS, face: 'bold-italic' }), ...items];
}

function part(sheet: Sheet, column: Column, style: BlockStyle, run: Run, gapBefore = 0): Part {
  return { lines: sheet.lines([run], column, style), style, gapBefore };
}

function heightOf(sheet: Sheet, { parts }: Block): number {
  return parts.reduce((sum, { gapBefore, lines, style }) => sum + gapBefore + lines.length * sheet.lineHeight(style.size), 0);
}

// Blocks taller than a page cannot stand side by side: they follow each other.
function writeSideBySide(sheet: Sheet, blocks: readonly Block[]): void {
  sheet.y += BLOCK_GAP;
  const height = Math.max(...blocks.map((block) => heightOf(sheet, block)));
  const fits = height <= sheet.pageHeight;
  if (fits) {
    sheet.reserve(height);
  }
  const top = sheet.y;
  let end = top;
  for (const { column, parts } of blocks) {
    sheet.y = fits ? top : end;
    for (const { gapBefore, lines, style } of parts) {
      sheet.y += gapBefore;
      sheet.write(lines, column, style);
    }
    end = fits ? Math.max(end, sheet.y) : sheet.y;
  }
  sheet.y = end;
}
