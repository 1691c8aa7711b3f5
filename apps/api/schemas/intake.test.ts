import { describe, expect, test } from 'vitest';
import { intakeSchema } from './intake.js';

const BASE = { procedureCode: '1.012994', agencyCode: 'H99.31', channel: 'counter', applicant: { name: 'Nguyễn Văn Đạt' } };
const OUTAGE = { receivedAt: '2026-08-18T09:00:00+07:00', reason: 'Mất kết nối', secondPerson: 'head@H99.31' };
const POSTAL = { arrivedAt: '2026-08-18T09:00:00+07:00', evidence: 'EE123456789VN' };
const PORTAL = { submittedAt: '2026-08-18T09:00:00+07:00', completeAt: '2026-08-18T09:05:00+07:00', evidence: 'portal-1' };
const REFUSAL = { reasonCode: 'not-competent', reason: 'Không thuộc thẩm quyền' };

function faultsOf(body: unknown): readonly string[] {
  const parsed = intakeSchema.safeParse(body);
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.'));
}

describe('the body of an intake', () => {
  test.each([
    ['is accepted with the least there must be', {}, []],
    ['tells the hour of a line cut at the counter', { outage: OUTAGE }, []],
    ['tells no hour of a line cut for an online filing', { channel: 'online', outage: OUTAGE }, ['outage']],
    ['tells the arrival of a postal filing', { channel: 'post', postal: POSTAL }, []],
    ['tells no postal arrival at the counter', { postal: POSTAL }, ['postal']],
    ['tells the portal\'s moments of an online filing', { channel: 'online', portal: PORTAL }, []],
    ['tells no portal moments at the counter', { portal: PORTAL }, ['portal']],
    ['takes the time of receipt from one source only', { channel: 'post', postal: POSTAL, outage: OUTAGE }, ['postal']],
    ['is never complete before it was submitted', { channel: 'online', portal: { ...PORTAL, completeAt: '2026-08-18T08:59:00+07:00' } }, ['portal.completeAt']],
    ['needs a second person for a line cut', { outage: { ...OUTAGE, secondPerson: undefined } }, ['outage.secondPerson']],
    ['says in code and words why the desk refuses the papers', { refusal: REFUSAL }, []],
    ['does not refuse papers without words', { refusal: { reasonCode: 'not-competent', reason: ' ' } }, ['refusal.reason']],
    ['does not refuse an online filing before it is registered', { channel: 'online', refusal: REFUSAL }, ['refusal']],
    ['needs a name that is more than blanks', { applicant: { name: '   ' } }, ['applicant.name']],
    ['does not take a time of its own', { receivedAt: '2026-08-18T09:00:00+07:00' }, ['']],
  ])('%s', (_rule, change, faults) => {
    expect(faultsOf({ ...BASE, ...change })).toEqual(faults);
  });

  test('keeps names in Unicode form C without outer blanks', () => {
    const parsed = intakeSchema.parse({ ...BASE, applicant: { name: `  ${'Nguyễn Văn Đạt'.normalize('NFD')} ` } });
    expect(parsed.applicant?.name).toBe('Nguyễn Văn Đạt'.normalize('NFC'));
  });
});
