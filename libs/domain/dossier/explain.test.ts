import { expect, test } from 'vitest';
import { DossierLife } from '../../../test/fixtures/dossier-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import type { TermEvent } from '../deadline/explanation.js';
import { explainDates } from './explain.js';
import type { Rules } from './rules.js';

const tuition = rulesOf('1.005144');
const household = rulesOf('1.001612');
const transfer = rulesOf('1.115778');
const elsewhere = { receivingAgencyCode: 'H99.32' };

function began(life: DossierLife, rules: Rules): TermEvent | undefined {
  return explainDates(life.events, rules).explanation?.steps.find((step) => step.code === 'received')?.event;
}

const LACKING = { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '8' } }], reasonCode: 'incomplete' };

test('a term taken in at its own desk begins with the receipt', () => {
  expect(began(DossierLife.takenIn(tuition, '2026-08-19T09:00'), tuition)).toBe('receipt');
});

test('a non-territorial term begins with the planned receipt by the competent agency, and with the real one once that came later', () => {
  const life = DossierLife.takenIn(household, '2026-08-19T15:30', elsewhere);
  expect(began(life, household)).toBe('planned-competent-receipt');
  life.give('2026-08-20T10:00', 'ConfirmReceipt', {});
  expect(began(life, household)).toBe('competent-receipt');
});

test('a term begun again begins with full receipt of the supplement', () => {
  const life = DossierLife.takenIn(tuition, '2026-08-19T09:00');
  life.give('2026-08-20T10:00', 'RequestSupplement', LACKING);
  life.give('2026-08-21T10:00', 'ReceiveSupplement', {});
  expect(began(life, tuition)).toBe('supplement');
});

test('an online filing completed on notice begins with its completion, before and after it is accepted', () => {
  const life = DossierLife.takenIn(tuition, '2026-08-19T09:00', { channel: 'online' });
  expect(began(life, tuition)).toBe('receipt');
  life.give('2026-08-19T10:00', 'RequestSupplement', LACKING);
  life.give('2026-08-20T10:00', 'ReceiveSupplement', {});
  expect(began(life, tuition)).toBe('completed-filing');
  life.give('2026-08-20T11:00', 'Accept', {});
  expect(began(life, tuition)).toBe('completed-filing');
});

test('a second part begins with the proof of payment', () => {
  const life = DossierLife.takenIn(transfer, '2026-08-19T09:00', { agencyCode: 'H99.05.01', receivingAgencyCode: 'H99.05.01' });
  life.give('2026-08-20T10:00', 'RaiseFinancialObligation', {});
  life.give('2026-08-21T10:00', 'MeetFinancialObligation', { receiptNumber: '1' });
  expect(began(life, transfer)).toBe('payment');
});

test('a second part where nothing is owed begins with the word that it is not', () => {
  const life = DossierLife.takenIn(transfer, '2026-08-19T09:00', { agencyCode: 'H99.05.01', receivingAgencyCode: 'H99.05.01' });
  life.give('2026-08-20T10:00', 'ConfirmNoObligation', {});
  expect(began(life, transfer)).toBe('no-obligation');
});
