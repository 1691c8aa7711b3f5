import { expect, test } from 'vitest';
import { prepareSignature } from './prepare-signature.js';
import { renderLetter } from './render-letter.js';
import { APOLOGY_LETTER } from './test-support/letter-samples.js';

async function prepare(name: string, agency: string): Promise<string> {
  const prepared = prepareSignature(await renderLetter(APOLOGY_LETTER), { name, agency, signedAt: APOLOGY_LETTER.issuedAt });
  return Buffer.from(prepared).toString('latin1');
}

function textOf(pdf: string, key: string): string {
  const [, hex = ''] = new RegExp(`/${key} <([0-9A-F]+)>`, 'u').exec(pdf.slice(pdf.lastIndexOf('/Type /Sig'))) ?? [];
  return Buffer.from(hex, 'hex').swap16().toString('utf16le');
}

test.each([
  ['letters whose second byte is a parenthesis', 'Vĩnh Ĩ Ũ ũ', 'Sở Y tế tỉnh Hà Tĩnh'],
  ['parentheses and a backslash', 'Nguyễn (Văn', 'Phòng \\ Đội)'],
  ['plain ASCII', 'An', 'Chi cuc'],
])('a reader of a signed file is shown who signed and for whom: %s', async (_, name, agency) => {
  const pdf = await prepare(name, agency);
  expect([textOf(pdf, 'Name'), textOf(pdf, 'Location'), textOf(pdf, 'ContactInfo'), textOf(pdf, 'Reason')]).toEqual([`\ufeff${name}`, `\ufeff${agency}`, `\ufeff${agency}`, '\ufeffKý ban hành']);
});

test('every object of the update stands where its table says, and the application is a single name', async () => {
  const pdf = await prepare('Vĩnh', 'Tĩnh');
  const table = pdf.slice(pdf.lastIndexOf('\nxref'));
  const entries = [...table.matchAll(/^(\d+) 1\n(\d{10}) 00000 n/gmu)];
  expect(entries.length).toBeGreaterThan(3);
  expect(entries.map(([, id = '', offset = '']) => pdf.slice(Number(offset)).startsWith(`${id} 0 obj`))).toEqual(entries.map(() => true));
  expect(pdf).toMatch(/\/App <<\n\/Name \/DungHan\n>>/u);
});
