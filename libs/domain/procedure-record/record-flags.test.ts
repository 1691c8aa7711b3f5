import { describe, expect, test } from 'vitest';
import { portalRecord } from '../../../test/fixtures/portal-records.js';
import { readPortalRecord } from './read-record.js';
import { RECORD_FLAG_CODES } from './record-flag.js';
import { flagsOf } from './record-flags.js';

const FEE = 'executionMethods[0].fees[0]';
const sound = {
  code: '1.000001', codeNotation: '1.000001', name: 'Example', state: 'ACTIVE',
  executionMethods: [{ submissionMethod: 'DIRECT', processingTime: 3, processingTimeUnit: 'WORKING_DAY', description: '', fees: [{ type: 'FEE', value: 8000, description: '' }] }],
  executionCases: [{ name: '', profileComponents: [{ code: 'G15-KQ1', name: 'Form', originalQty: 1, copyQty: 0, required: true }] }],
  cases: [{ code: '1.000001.01', name: 'Example', processingDay: { qty: 3, type: 'WORKING_DAY' } }],
  legalBasisesDetails: [{ name: 'Law', code: '60/2014/QH13' }],
};
const [method] = sound.executionMethods;
const [papers] = sound.executionCases;
const withMethod = (change: object): object => ({ ...sound, executionMethods: [{ ...method, ...change }] });
const withFee = (value: number, description = ''): object => withMethod({ fees: [{ type: 'FEE', value, description }] });
const withCase = (change: object): object => ({ ...sound, cases: [{ ...sound.cases[0], ...change }] });
const withPapers = (...components: readonly object[]): object => ({ ...sound, executionCases: [{ name: '', profileComponents: components }] });
const paper = papers?.profileComponents[0];

const idsOf = (record: unknown): readonly string[] => flagsOf(readPortalRecord(record)).map(({ id }) => id);

const FLAGGED: readonly (readonly [flag: string, why: string, record: object])[] = [
  [`fee-only-in-text@${FEE}`, 'nothing, and an amount in the text', withFee(0, 'Lệ phí 20.000 đồng')],
  [`fee-unclear@${FEE}`, 'nothing, and a text without an amount', withFee(0, 'Theo quy định của Hội đồng nhân dân cấp tỉnh')],
  [`fee-unclear@${FEE}`, 'nothing and no text: free, or not filled in', withFee(0)],
  [`fee-smaller-than-text@${FEE}`, 'a hundred where the text says a hundred thousand', withFee(100, '100.000 đồng/lần')],
  [`fee-differs-from-text@${FEE}`, 'more than the text says', withFee(30_000, '20.000 đồng')],
  [`fee-suspiciously-small@${FEE}`, 'no fee is of a hundred dong', withFee(100)],
  ['case-term-contradicts-methods@cases[0].processingDay', 'twenty days for the case, three working days for the channel', withCase({ processingDay: { qty: 20, type: 'DAY' } })],
  ['text-names-other-term@executionMethods[0].processingTime', 'the text knows a second term', withMethod({ description: '3 ngày làm việc (hoặc 7 ngày làm việc đối với nhà ở riêng lẻ)' })],
  ['term-missing@cases[0].processingDay', 'a case without a term', withCase({ processingDay: null })],
  ['unknown-unit@cases[0].processingDay', 'a word for a unit nobody knows', withCase({ processingDay: { qty: 1, type: 'OTHER' } })],
  ['unknown-unit@executionMethods[0].processingTime', 'the same of a channel', withMethod({ processingTime: 1, processingTimeUnit: 'OTHER' })],
  ['unknown-channel@executionMethods[0].submissionMethod', 'a channel nobody knows', withMethod({ submissionMethod: 'KIOSK' })],
  ['repeated-case@cases[1]', 'a case code twice', { ...sound, cases: [sound.cases[0], sound.cases[0]] }],
  ['no-case@cases', 'no case at all', { ...sound, cases: [] }],
  ['papers-not-tied-to-cases@executionCases', 'two headings of papers', { ...sound, executionCases: [papers, { name: 'Other', profileComponents: [{ ...paper, code: 'G15-KQ2' }] }] }],
  ['papers-without-copies@executionCases[0]', 'a note among the papers', withPapers(paper ?? {}, { code: 'G15-KQ2', name: 'Note', originalQty: 0, copyQty: 0, required: true })],
  ['repeated-paper@executionCases', 'a paper twice', withPapers(paper ?? {}, paper ?? {})],
  ['no-paper-required@executionCases', 'nothing need be brought', withPapers({ ...paper, required: false })],
  ['state-missing@state', 'nobody says whether it is in force', { ...sound, state: null }],
  ['state-not-in-force@state', 'a state of another word', { ...sound, state: 'EXPIRED' }],
  ['legal-basis-missing@legalBasisesDetails', 'it rests on nothing', { ...sound, legalBasisesDetails: [] }],
  ['code-differs@codeNotation', 'two codes', { ...sound, codeNotation: '1.000002' }],
  ['unknown-field@cases[0].surcharge', 'a field nobody knows, deep inside', withCase({ surcharge: 5 })],
  ['unexpected-value@executionMethods[0].processingTime', 'a number in words', withMethod({ processingTime: 'three' })],
];

describe('a record of the national portal', () => {
  test('without contradictions raises no flag', () => {
    expect(idsOf(sound)).toEqual([]);
  });

  test.each(FLAGGED)('raises %s: %s', (flag, _why, record) => {
    expect(idsOf(record)).toEqual([flag]);
  });

  test('can raise every flag there is', () => {
    expect([...new Set(FLAGGED.map(([flag]) => flag.split('@')[0]))].sort()).toEqual([...RECORD_FLAG_CODES].sort());
  });

  test.each<readonly [string, readonly string[]]>([
    ['1.001193', [
      ...[0, 1, 2].map((index) => `fee-unclear@executionMethods[${String(index)}].fees[0]`),
      ...[0, 1, 2].map((index) => `unknown-unit@executionMethods[${String(index)}].processingTime`),
      'papers-not-tied-to-cases@executionCases', 'papers-without-copies@executionCases[0]', 'no-paper-required@executionCases',
    ]],
    ['1.013225', [
      ...[0, 1, 2].map((index) => `fee-unclear@executionMethods[${String(index)}].fees[0]`),
      ...[0, 1].map((index) => `case-term-contradicts-methods@cases[${String(index)}].processingDay`),
      ...[0, 1, 2].map((index) => `text-names-other-term@executionMethods[${String(index)}].processingTime`),
      'repeated-case@cases[1]', 'papers-not-tied-to-cases@executionCases', 'repeated-paper@executionCases', 'no-paper-required@executionCases',
    ]],
    ['2.001610', ['fee-smaller-than-text@executionMethods[0].fees[0]', 'no-paper-required@executionCases']],
  ])('%s as crawled in July 2026 raises its known contradictions', (code, ids) => {
    expect(idsOf(portalRecord(code))).toEqual(ids);
  });

  test('is read alike with and without its envelope', () => {
    const { data, ...envelope } = portalRecord('1.013225');
    expect(readPortalRecord({ ...envelope, data })).toEqual(readPortalRecord(data));
  });

  test('offers what it says, and what the rest of it suggests', () => {
    const [fee] = flagsOf(readPortalRecord(portalRecord('2.001610')));
    expect([fee?.recorded, fee?.suggested, fee?.found]).toEqual([{ kind: 'amount', amount: 100 }, { kind: 'amount', amount: 100_000 }, ['100', 'Phí công bố nội dung đăng ký doanh nghiệp: 100.000 đồng/lần (Thông tư số 47/2019/TT-BTC)']]);
    const term = flagsOf(readPortalRecord(portalRecord('1.013225'))).find(({ code }) => code === 'case-term-contradicts-methods');
    expect([term?.recorded, term?.suggested]).toEqual([{ kind: 'limit', limit: { unit: 'calendar-days', amount: 20 } }, { kind: 'limit', limit: { unit: 'working-days', amount: 10 } }]);
  });

  test.each([[{ name: 'x' }, 'code'], [{ code: '1.000001' }, 'name'], [[], 'code'], ['text', 'code'], [{ code: 'OK', data: { name: 'x' } }, 'code']] as const)('%j is none: it lacks its %s', (json, path) => {
    expect(() => readPortalRecord(json)).toThrow(`${path} is missing`);
  });
});
