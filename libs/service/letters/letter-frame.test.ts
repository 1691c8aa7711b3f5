import { expect, test } from 'vitest';
import type { Agency } from '#domain';
import { deskFrame, deskNameOf, letterFrame } from './letter-frame.js';
import { LetterTemplates, type PublishedTemplate } from './templates.js';

const PROVINCE: Agency = { code: 'H99', unitCode: '000.00.00.H99', name: 'Ủy ban nhân dân tỉnh Minh Họa', kind: 'province', superior: '', province: 'H99', symbol: 'UBND', desk: false };
const WARD: Agency = { code: 'H99.31', unitCode: '000.00.31.H99', name: 'Ủy ban nhân dân phường Trung Tâm', kind: 'commune', superior: 'TỈNH MINH HỌA', province: 'H99', parent: 'H99', symbol: 'UBND', desk: true };
const CENTRE: Agency = { code: 'H99.02', unitCode: '000.00.02.H99', name: 'Trung tâm Phục vụ hành chính công tỉnh Minh Họa', kind: 'centre', superior: 'ỦY BAN NHÂN DÂN TỈNH MINH HỌA', province: 'H99', parent: 'H99', symbol: 'TTPVHCC', desk: true };
const agencies = new Map([PROVINCE, WARD, CENTRE].map((agency) => [agency.code, agency]));
const NATION: PublishedTemplate = { scope: 'VN', number: 2, content: { desk: { symbol: 'BPTNTKQ' } } };
const DESK = 'Bộ phận Tiếp nhận và Trả kết quả';

function source(...published: readonly PublishedTemplate[]) {
  return { agencies, templates: new LetterTemplates(published) };
}

test.each([
  ['the ward\'s desk', deskFrame, WARD, [NATION], { superior: WARD.name, agency: DESK, symbol: 'BPTNTKQ' }],
  ['the ward\'s desk while no template names a symbol for it', deskFrame, WARD, [], { superior: WARD.name, agency: DESK, symbol: 'UBND' }],
  ['the ward\'s desk under its own name', deskFrame, WARD, [{ scope: 'H99.31', number: 1, content: { header: { agency: 'UBND phường', desk: 'Trung tâm phường' } } }], { superior: 'UBND phường', agency: 'Trung tâm phường', symbol: 'UBND' }],
  ['a centre', deskFrame, CENTRE, [NATION], { superior: CENTRE.superior, agency: CENTRE.name, symbol: 'TTPVHCC' }],
  ['the ward', letterFrame, WARD, [NATION], { superior: 'TỈNH MINH HỌA', agency: WARD.name, symbol: 'UBND' }],
  ['the ward, whose province chose a head for itself', letterFrame, WARD, [{ scope: 'H99', number: 1, content: { header: { agency: 'UBND tỉnh' } } }], { superior: 'TỈNH MINH HỌA', agency: WARD.name, symbol: 'UBND' }],
  ['the province, which has no body above it', letterFrame, PROVINCE, [NATION], { superior: '', firstLevel: true, agency: PROVINCE.name, symbol: 'UBND' }],
] as const)('the head of %s', (_, frameOf, agency, published, header) => {
  expect(frameOf(agency, source(...published), 0).header).toEqual(header);
});

test('a frame holds everything a letter prints by: id of the versions, paper of every form, all texts', () => {
  const { template, place } = deskFrame(WARD, source(NATION, { scope: 'H99.31', number: 5, content: { numbering: 'tt01-2018', paper: { '04': 'A4' }, texts: { 'return-time': 'Sau {date}' }, place: 'Trung Tâm' } }), 0);
  expect(place).toBe('Trung Tâm');
  expect(template).toMatchObject({ numbering: 'tt01-2018', version: 'VN/2 H99.31/5', paper: { '01': 'A5', '04': 'A4', '07': 'A4' }, texts: { 'return-time': 'Sau {date}', 'new-date': expect.stringContaining('hẹn lại') as string }, evaluationSheet: true });
  expect(deskFrame(WARD, source(), 0).template.version).toBe('program');
});

test('a desk is called by its agency unless its template names it', () => {
  expect(deskNameOf(WARD, source(NATION).templates)).toBe('Bộ phận Tiếp nhận và Trả kết quả – UBND phường Trung Tâm');
  expect(deskNameOf(CENTRE, source(NATION).templates)).toBe(CENTRE.name);
  expect(deskNameOf(WARD, source({ scope: 'H99.31', number: 1, content: { desk: { name: 'Bộ phận Một cửa phường' } } }).templates)).toBe('Bộ phận Một cửa phường');
});
