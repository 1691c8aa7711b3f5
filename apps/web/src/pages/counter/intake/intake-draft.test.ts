import { describe, expect, test } from 'vitest';
import { EMPTY_INTAKE, type IntakeDraft, intakeOf, isOutageTold, lackingPapers, nextIntake, reasonsOf, toldReceipt } from './intake-draft.js';

const PAPERS = [
  { code: 'A', name: 'Tờ khai', originals: 1, copies: 0, required: true },
  { code: 'B', name: 'Bản sao căn cước', originals: 0, copies: 2, required: true },
  { code: 'C', name: 'Giấy ủy quyền', originals: 1, copies: 0, required: false },
];
const PERSON = { name: ' Nguyễn Thị Thử ', idNumber: '001199000001', phone: '', email: '', address: '' };
const DRAFT: IntakeDraft = { ...EMPTY_INTAKE, procedureCode: '1.001193', caseCode: '1.001193.01', agencyCode: 'H99.31', papers: ['A', 'B'], applicant: PERSON };

describe('an intake', () => {
  test('sends what was typed, and no empty text', () => {
    expect(intakeOf(DRAFT, PAPERS)).toEqual({
      procedureCode: '1.001193', caseCode: '1.001193.01', agencyCode: 'H99.31', channel: 'counter', applicant: { type: 'person', name: 'Nguyễn Thị Thử', idNumber: '001199000001' },
      sets: 1, resultDelivery: 'desk', components: [{ code: 'A', copies: 1, kind: 'original' }, { code: 'B', copies: 2, kind: 'copy' }],
    });
  });

  test('sends a proxy only while there is one', () => {
    const withProxy = { ...DRAFT, hasProxy: true, proxy: { ...PERSON, name: 'Trần Văn Hộ' }, authorisation: 'Giấy ủy quyền ngày 01/08/2026', lettersToProxy: true };
    expect(intakeOf(withProxy, PAPERS)).toMatchObject({ proxy: { name: 'Trần Văn Hộ', authorisation: 'Giấy ủy quyền ngày 01/08/2026' }, lettersTo: 'proxy' });
    expect(intakeOf({ ...withProxy, hasProxy: false }, PAPERS)).not.toHaveProperty('proxy');
  });
});

describe('a slip written while the line was cut', () => {
  const outage = { receivedAt: '2026-08-18T10:15', code: ' 000.00.31.H99-260818-0007 ', reason: ' Mất điện ', secondPerson: 'head@H99.31' };
  const entered: IntakeDraft = { ...DRAFT, isOutage: true, outage };

  test('is sent with its own hour, code, reason and second person', () => {
    expect(intakeOf(entered, PAPERS).outage).toEqual({ receivedAt: '2026-08-18T10:15:00+07:00', code: '000.00.31.H99-260818-0007', reason: 'Mất điện', secondPerson: 'head@H99.31' });
    expect(intakeOf({ ...entered, outage: { ...outage, code: ' ' } }, PAPERS).outage).not.toHaveProperty('code');
    expect(toldReceipt(entered)).toBe('2026-08-18T10:15:00+07:00');
  });

  test('is none once it is unticked, or the papers came by post', () => {
    expect(intakeOf({ ...entered, isOutage: false }, PAPERS)).not.toHaveProperty('outage');
    expect(intakeOf({ ...entered, channel: 'post', postalArrivedAt: '2026-08-18T09:00', postalEvidence: 'EV1' }, PAPERS)).not.toHaveProperty('outage');
  });

  test.each(['receivedAt', 'reason', 'secondPerson'] as const)('is not ready without %s', (field) => {
    expect([isOutageTold(entered), isOutageTold({ ...entered, outage: { ...outage, [field]: '' } })]).toEqual([true, false]);
  });

  test('leaves its reason and second person to the next of the pile, and neither hour nor code', () => {
    expect(nextIntake(entered, 'procedure')).toMatchObject({ isOutage: true, outage: { receivedAt: '', code: '', reason: outage.reason, secondPerson: 'head@H99.31' } });
    expect(nextIntake(entered, 'nothing').isOutage).toBe(false);
  });
});

test('an intake says where the matter lies and how the applicant is told, once that was chosen', () => {
  expect(intakeOf({ ...DRAFT, placeCode: 'H99.33', notifyBy: 'sms' }, PAPERS)).toMatchObject({ placeCode: 'H99.33', notifyBy: 'sms' });
  expect(Object.keys(intakeOf(DRAFT, PAPERS))).not.toEqual(expect.arrayContaining(['placeCode']));
});

describe('papers that are not ticked', () => {
  test('lack where they are required', () => {
    expect(lackingPapers({ ...DRAFT, papers: ['C'] }, PAPERS).map(({ code }) => code)).toEqual(['A', 'B']);
  });

  test('lack where the clerk says what is wrong, although they are not always required', () => {
    expect(lackingPapers({ ...DRAFT, papers: ['A', 'B'], lacks: { C: 'chưa có chữ ký' } }, PAPERS).map(({ code }) => code)).toEqual(['C']);
    expect(lackingPapers({ ...DRAFT, papers: ['A', 'B', 'C'], lacks: { C: 'chưa có chữ ký' } }, PAPERS)).toEqual([]);
  });

  test('become numbered reasons, in the clerk\'s words where there are some', () => {
    expect(reasonsOf(PAPERS.slice(0, 2), { B: 'hết hạn' }, 'chưa nộp')).toBe('1. Tờ khai: chưa nộp\n2. Bản sao căn cước: hết hạn');
  });
});

describe('the next filing keeps', () => {
  test('the applicant, and none of the papers', () => {
    expect(nextIntake(DRAFT, 'applicant')).toMatchObject({ applicant: PERSON, procedureCode: '', papers: [] });
  });

  test('procedure, papers and proxy of a pile, and not the person before', () => {
    expect(nextIntake({ ...DRAFT, hasProxy: true }, 'procedure')).toMatchObject({ applicant: EMPTY_INTAKE.applicant, procedureCode: '1.001193', papers: ['A', 'B'], hasProxy: true });
  });
});
