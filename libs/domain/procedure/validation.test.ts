import { describe, expect, test } from 'vitest';
import { PART_PROBLEMS, PART_REMARKS } from '../../../test/fixtures/part-problems.js';
import { PARTY_PROBLEMS } from '../../../test/fixtures/party-problems.js';
import { caseWith, hours, oneHour, part, procedureWith, returned, sameDay, stage, tenCalendarDays, threeDayPart, threeDays } from '../../../test/fixtures/procedures.js';
import { PROCEDURE_ERROR_CODES, PROCEDURE_WARNING_CODES } from './problems.js';
import type { ProcedureCase, ProcedureVersion, TermPart } from './procedure.js';
import { validateProcedure } from './validation.js';

const withCase = (change: Partial<ProcedureCase>): ProcedureVersion => procedureWith({ cases: [caseWith(change)] });
const withPart = (first: TermPart, ...more: readonly TermPart[]): ProcedureVersion => withCase({ parts: [first, ...more] });
const AGENCIES = new Set(['H99.31', 'H99.32', 'H99.80']);

/** An agency that took no new work from 1 July 2026 on. */
const ENDINGS = new Map([['H99.32', '2026-07-01']]);

const errorsOf = (procedure: ProcedureVersion): readonly string[] =>
  validateProcedure(procedure, AGENCIES, ENDINGS).errors.map((problem) => `${problem.code} ${problem.path}`);
const warningsOf = (procedure: ProcedureVersion): readonly string[] =>
  validateProcedure(procedure, AGENCIES).warnings.map((problem) => `${problem.code} ${problem.path}`);

const paper = { code: 'G15-KQ000001', name: 'Form', originals: 1, copies: 0, required: true };

const LAW = { document: '23/2015/NĐ-CP', article: '21' };
const TWO_DAYS = { code: 'two-days', name: 'Two days', law: LAW, limit: { unit: 'working-days', amount: 2 } } as const;
const NOBODY = { by: 'nobody', law: LAW } as const;
const PERSON = { by: 'person', law: LAW, awaits: 'council', atIntake: false, pause: 'stand' } as const;

const BROKEN: readonly (readonly [expected: string, why: string, procedure: ProcedureVersion])[] = [
  [
    'malformed-procedure-code code',
    'a code has one digit, six digits and perhaps a province',
    procedureWith({ code: '1.00001', cases: [caseWith({ code: '1.00001.01' })] }),
  ],
  ['malformed-case-code cases[0].code', 'a case code is the procedure code with two digits', withCase({ code: '1.000002.01' })],
  [
    'malformed-component-code cases[0].components[0].code',
    'component codes are capitals and digits',
    withCase({ components: [{ ...paper, code: 'form 1' }] }),
  ],
  ['malformed-date effectiveFrom', '2026 is no leap year', procedureWith({ effectiveFrom: '2026-02-29' })],
  ['agency-ended competentAgencies[1]', 'the agency has ended when the version begins', procedureWith({ effectiveFrom: '2026-07-01', competentAgencies: ['H99.31', 'H99.32'] })],
  ['agency-ended cases[0].parts[0].groups[0].stages[0].owner', 'so has the owner of a stage', procedureWith({ ...withPart(part(threeDays, [{ ...stage('work', hours(24)), owner: 'H99.32' }])), effectiveFrom: '2026-07-02' })],
  ['malformed-date endsOn', 'an end is a day', procedureWith({ endsOn: '2027-02-29' })],
  ['ends-before-it-begins endsOn', 'a version ends on the day it begins at the earliest', procedureWith({ effectiveFrom: '2026-07-01', endsOn: '2026-06-30' })],
  ['malformed-date effectiveFrom', 'the date is written year first', procedureWith({ effectiveFrom: '01/07/2026' })],
  ['duplicate-case-code cases[1].code', 'two cases of one code', procedureWith({ cases: [caseWith({}), caseWith({})] })],
  ['duplicate-component-code cases[0].components[1].code', 'one paper listed twice', withCase({ components: [paper, paper] })],
  [
    'duplicate-stage-id cases[0].parts[0].groups[1].stages[0].id',
    'one id for two steps of a part',
    withPart(part(threeDays, [stage('work', hours(4))], [stage('work', hours(20))])),
  ],
  [
    'duplicate-stage-id cases[0].parts[1].groups[0].stages[0].id',
    'the id of a step comes back after payment',
    withPart(part(threeDays, [stage('work', hours(24))]), part(threeDays, [stage('work', hours(24))])),
  ],
  ['no-competent-agency competentAgencies', 'nobody decides', procedureWith({ competentAgencies: [] })],
  ['unknown-agency competentAgencies[0]', 'the agency is not of this province', procedureWith({ competentAgencies: ['H98.31'] })],
  [
    'unknown-agency cases[0].parts[0].groups[0].stages[0].owner',
    'the owner is not of this province',
    withPart(part(threeDays, [stage('work', hours(24), { owner: 'H98.80' })])),
  ],
  [
    'malformed-citation cases[0].dating.law.document',
    'a document is known by its number',
    procedureWith({ undatedMaximum: threeDays.limit, cases: [caseWith({ dating: { by: 'nobody', law: { document: 'Land Law', article: '235' } } })] }),
  ],
  [
    'malformed-citation cases[0].parts[1].law.article',
    'an article is known by its number',
    withPart(threeDayPart, { ...part(threeDays, [stage('second', hours(24))]), law: { document: '138/2025/QĐ-UBND', article: 'five' } }),
  ],
  [
    'dating-of-several-terms cases[0].dating',
    'a date somebody sets is one date',
    procedureWith({ undatedMaximum: threeDays.limit, cases: [caseWith({ dating: NOBODY, parts: [threeDayPart, part(threeDays, [stage('second', hours(24))])] })] }),
  ],
  [
    'dating-of-several-terms cases[0].dating',
    'what the law gives no term for has no term of the statute either',
    procedureWith({ undatedMaximum: threeDays.limit, cases: [caseWith({ dating: NOBODY, statutoryLimit: threeDays.limit })] }),
  ],
  ['undated-without-maximum cases[0].dating', 'nothing would judge a dossier without a date', withCase({ dating: NOBODY })],
  ['undated-without-maximum cases[0].dating', 'nor one whose date is yet to be set', withCase({ dating: PERSON })],
  [
    'term-exceeds-maximum cases[0].parts[0].term.limit',
    'stages are planned within the maximum',
    procedureWith({ undatedMaximum: { unit: 'working-days', amount: 2 }, cases: [caseWith({ dating: PERSON })] }),
  ],
  [
    'units-not-comparable cases[0].parts[0].term.limit',
    'a maximum in calendar days does not hold stages in office hours',
    procedureWith({ undatedMaximum: { unit: 'calendar-days', amount: 30 }, cases: [caseWith({ dating: PERSON })] }),
  ],
  ['malformed-extension-code extensions[0].code', 'codes are small letters, digits and hyphens', procedureWith({ extensions: [{ ...TWO_DAYS, code: 'Two days' }] })],
  ['duplicate-extension-code extensions[1].code', 'two grounds of one code', procedureWith({ extensions: [TWO_DAYS, TWO_DAYS] })],
  [
    'extension-without-measure extensions[0]',
    'nothing says how long',
    procedureWith({ extensions: [{ code: 'longer', name: 'Longer', law: LAW }] }),
  ],
  ['amount-not-positive extensions[0].limit', 'an extension of no days', procedureWith({ extensions: [{ ...TWO_DAYS, limit: { unit: 'working-days', amount: 0 } }] })],
  ['no-channel channels', 'nobody can file', procedureWith({ channels: [] })],
  [
    'too-many-parts cases[0].parts',
    'there is no third appointment',
    withPart(threeDayPart, part(threeDays, [stage('second', hours(24))]), part(threeDays, [stage('third', hours(24))])),
  ],
  ['empty-part cases[0].parts[0]', 'only excluded steps', withPart(part(threeDays, [returned]))],
  ['empty-group cases[0].parts[0].groups[1]', 'a group without a step', withPart(part(threeDays, [stage('work', hours(24))], []))],
  [
    'stage-without-budget cases[0].parts[0].groups[1].stages[0]',
    'a counted step without time',
    withPart(part(threeDays, [stage('work', hours(24))], [{ id: 'sign', name: 'Sign', owner: 'competent' }])),
  ],
  [
    'excluded-stage-with-budget cases[0].parts[0].groups[1].stages[0]',
    'tax time adds nothing to the term',
    withPart(part(threeDays, [stage('work', hours(24))], [stage('tax', hours(24), { owner: 'H99.80', excluded: 'tax' })])),
  ],
  [
    'amount-not-positive cases[0].parts[0].groups[1].stages[0].budget',
    'a step of no time',
    withPart(part(threeDays, [stage('work', hours(24))], [stage('sign', hours(0))])),
  ],
  [
    'amount-not-positive cases[0].parts[0].term.limit',
    'a term of no days',
    withPart(part({ ...threeDays, limit: { unit: 'working-days', amount: 0 } }, [stage('work', hours(24))])),
  ],
  [
    'amount-not-positive supplement.applicantLimit',
    'the applicant has no time to answer',
    procedureWith({ supplement: { ...procedureWith({}).supplement, applicantLimit: { unit: 'working-days', amount: 0 } } }),
  ],
  [
    'units-not-comparable cases[0].parts[0]',
    'calendar days in a term of working days',
    withPart(part(threeDays, [stage('work', { unit: 'calendar-days', amount: 3 })])),
  ],
  [
    'units-not-comparable cases[0].parts[0]',
    'a share of a day in a term the law counts in hours',
    withPart(part(oneHour, [stage('work', hours(1))])),
  ],
  [
    'units-not-comparable cases[0].statutoryLimit',
    'working days against a statute in calendar days',
    withCase({ statutoryLimit: { unit: 'calendar-days', amount: 10 } }),
  ],
  [
    'stages-exceed-term cases[0].parts[0]',
    '25 hours in three days',
    withPart(part(threeDays, [stage('desk', hours(5))], [stage('work', hours(20))])),
  ],
  [
    'stages-exceed-term cases[0].parts[0]',
    'the longer of two parallel steps decides',
    withPart(part(threeDays, [stage('desk', hours(4))], [stage('work', hours(20)), stage('opinion', hours(21))])),
  ],
  [
    'stages-exceed-term cases[0].parts[1]',
    'each appointment is checked alone',
    withPart(part(threeDays, [stage('work', hours(8))]), part(threeDays, [stage('second', hours(32))])),
  ],
  [
    'stages-exceed-term cases[0].parts[0]',
    'a same-day matter takes one day of work at most',
    withPart(part(sameDay, [stage('work', { unit: 'working-hours', amount: 9 })])),
  ],
  [
    'stages-exceed-term cases[0].parts[0]',
    'a month is planned as thirty days (Civil Code Art. 146)',
    withPart(part({ ...tenCalendarDays, limit: { unit: 'months', amount: 1 } }, [stage('work', { unit: 'calendar-days', amount: 31 })])),
  ],
  [
    'stages-exceed-channel-term cases[0].channelTerms.online',
    'the online term is shorter than its steps',
    withCase({ channelTerms: { online: { ...threeDays, limit: { unit: 'working-days', amount: 2 } } } }),
  ],
  [
    'term-exceeds-statute cases[0].statutoryLimit',
    'a province may promise less, never more',
    withCase({ statutoryLimit: { unit: 'working-days', amount: 2 } }),
  ],
  [
    'start-rule-mismatch cases[0].parts[0].term.start',
    'the 15:00 rule of same-day matters on a term of days',
    withPart(part({ ...threeDays, start: 'same-day-15h' }, [stage('work', hours(24))])),
  ],
  [
    'remote-extra-unit cases[0].parts[0].term.limit',
    'extra working days on calendar days',
    procedureWith({
      remoteExtra: { unit: 'working-days', amount: 10 },
      cases: [caseWith({ parts: [part(tenCalendarDays, [stage('work', { unit: 'calendar-days', amount: 10 })])] })],
    }),
  ],
  [
    'letter-limit-not-within-lead apology.letterLimit',
    'the letter would be due before it is drafted',
    procedureWith({ apology: { at: 'before-expiry', lead: { unit: 'working-days', amount: 1 }, letterLimit: { unit: 'working-days', amount: 1 } } }),
  ],
  [
    'alert-not-before-limit answer.alert',
    'the alert would come with the answer',
    procedureWith({ answer: { limit: { unit: 'working-hours', amount: 8 }, alert: { unit: 'working-hours', amount: 8 } } }),
  ],
  ['fee-not-whole-dong fees[0].amount', 'fees are whole dong', procedureWith({ fees: [{ name: 'Fee', amount: 0.5 }] })],
  ...[...PARTY_PROBLEMS, ...PART_PROBLEMS].map(([expected, why, change]) => [expected, why, procedureWith(change)] as const),
];

const REMARKED: readonly (readonly [expected: string, why: string, procedure: ProcedureVersion])[] = [
  ['stages-below-term cases[0].parts[0]', 'four hours nobody owns', withPart(part(threeDays, [stage('work', hours(20))]))],
  [
    'apology-lead-covers-term cases[0].parts[0]',
    'a draft two days before the end of two days',
    withPart(part({ ...threeDays, limit: { unit: 'working-days', amount: 2 } }, [stage('work', hours(16))])),
  ],
  [
    'apology-lead-covers-term cases[0].parts[0]',
    'days of lead before a term of hours',
    withPart(part(oneHour, [stage('work', { unit: 'working-hours', amount: 1 })])),
  ],
  [
    'channel-term-not-offered cases[0].channelTerms.post',
    'a term for a channel nobody can use',
    withCase({ channelTerms: { post: threeDays } }),
  ],
  [
    'excluded-stage-without-ground cases[0].parts[0].groups[1].stages[0]',
    'a posting outside the term on whose ground nobody may stop the clock',
    withPart(part(threeDays, [stage('work', hours(24))], [{ id: 'posting', name: 'Posting', owner: 'receiving', excluded: 'posting' }])),
  ],
  ['no-legal-basis legalBases', 'no law named', procedureWith({ legalBases: [] })],
  ['no-source sources', 'no source named', procedureWith({ sources: [] })],
  ...PART_REMARKS.map(([expected, why, change]) => [expected, why, procedureWith(change)] as const),
];

describe('a procedure version before it is published', () => {
  test('passes when every part fills its term', () => {
    expect(validateProcedure(procedureWith({}), AGENCIES)).toEqual({ errors: [], warnings: [] });
  });

  test.each(BROKEN)('is refused with %s: %s', (expected, _why, procedure) => {
    expect(errorsOf(procedure)).toEqual([expected]);
  });

  test.each(REMARKED)('is published with the remark %s: %s', (expected, _why, procedure) => {
    expect(errorsOf(procedure)).toEqual([]);
    expect(warningsOf(procedure)).toEqual([expected]);
  });

  test('has an example for every code of error and warning', () => {
    const shown = [...BROKEN, ...REMARKED].map(([expected]) => expected.split(' ')[0]);
    expect([...new Set(shown)].sort()).toEqual([...PROCEDURE_ERROR_CODES, ...PROCEDURE_WARNING_CODES].sort());
  });

  test('is told how much its stages take and how much the term allows', () => {
    const report = validateProcedure(withPart(part(threeDays, [stage('work', hours(26))])));
    expect(report.errors[0]?.data).toEqual({ taken: 26, allowed: 24, unit: 'office-hours' });
  });

  test.each([
    ['1.014466.H12', 'a province’s own code'],
    ['2.001159', 'a national code'],
  ])('may carry the code %s: %s', (code) => {
    expect(errorsOf(procedureWith({ code, cases: [caseWith({ code: `${code}.01` })] }))).toEqual([]);
  });

  test('may sum shares of a day whose binary digits do not meet exactly', () => {
    const tenths = [0.1, 0.2, 9.7].map((amount, index) => [stage(`s${String(index)}`, { unit: 'calendar-days', amount })]);
    expect(errorsOf(withPart(part(tenCalendarDays, ...tenths)))).toEqual([]);
  });

  test('may apologise at expiry, its letter due with the expiry itself', () => {
    const atExpiry = { at: 'at-expiry', lead: { unit: 'working-hours', amount: 1 }, letterLimit: { unit: 'working-hours', amount: 0 } } as const;
    expect(validateProcedure(procedureWith({ apology: atExpiry }), AGENCIES)).toEqual({ errors: [], warnings: [] });
  });

  test('may name an agency that ends after it begins: what runs goes on there', () => {
    expect(errorsOf(procedureWith({ effectiveFrom: '2026-06-30', competentAgencies: ['H99.32'] }))).toEqual([]);
  });

  test('is checked without a list of agencies where none is known', () => {
    expect(validateProcedure(procedureWith({ competentAgencies: ['H98.31'] })).errors).toEqual([]);
  });
});
