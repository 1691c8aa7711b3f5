import { expect, test } from 'vitest';
import { officersLedBy } from './own-officers.js';

const AGENCY = 'H99.31';
const person = (subject: string, role: 'head' | 'officer' | 'clerk' | 'signatory', more: { readonly agency?: string; readonly superior?: string } = {}) => ({ subject, role, agency: AGENCY, superior: null, ...more });
const HEAD = person('head-a', 'head');
const PEOPLE = [HEAD, person('officer-a', 'officer'), person('clerk-a', 'clerk'), person('signatory-a', 'signatory'), person('elsewhere', 'officer', { agency: 'H99.32' }), person('led', 'officer', { superior: 'head-b' })];

function led(people: readonly ReturnType<typeof person>[], { as = HEAD, standsInFor = [] as readonly string[] } = {}): readonly string[] {
  return officersLedBy({ subject: as.subject, role: as.role, agency: { code: as.agency } }, people, standsInFor).map(({ subject }) => subject);
}

test('the only head of an agency leads those of it who have sheets and whom the directory gives no other superior', () => {
  expect(led(PEOPLE)).toEqual(['officer-a', 'clerk-a']);
});

test('of two heads each leads those who name them, and nobody leads the others', () => {
  const both = [...PEOPLE, person('head-b', 'head')];
  expect([led(both), led(both, { as: person('head-b', 'head') })]).toEqual([[], ['led']]);
});

test('who stands in for a head leads that head’s officers meanwhile', () => {
  const both = [...PEOPLE, person('head-b', 'head')];
  expect(led(both, { standsInFor: ['head-b'] })).toEqual(['led']);
});

test('who is no head, or is not in the directory, leads nobody', () => {
  expect([led(PEOPLE, { as: person('officer-a', 'officer') }), led(PEOPLE.slice(1), { as: HEAD })]).toEqual([[], []]);
});
