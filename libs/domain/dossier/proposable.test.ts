import { expect, test } from 'vitest';
import { at } from '../../../test/fixtures/calendar/calendars.js';
import { DossierLife, person } from '../../../test/fixtures/dossier-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import { type Role, ROLES } from './actor.js';
import { commandsFor, proposableFor } from './commands-for.js';

const rules = rulesOf('1.005144');
const NOW = at('2026-12-01T09:00');

function fresh(): DossierLife {
  return DossierLife.takenIn(rules, '2026-08-19T09:00');
}

function withdrawn(): DossierLife {
  const life = fresh();
  life.give('2026-08-19T10:00', 'Withdraw', { reasonCode: 'own-wish' });
  return life;
}

function who(life: DossierLife, type: 'ExcuseLateness' | 'ErasePersonalData' | 'RefuseAfterAppraisal'): readonly Role[] {
  return ROLES.filter((role) => proposableFor(person(role), life.state, { ...rules, at: NOW }).includes(type));
}

test('an excuse of what is late is proposed by who works on it or may give it, an erasure of what is over by who may give the first word', () => {
  const late = fresh().wake('2026-12-01T00:00');
  expect([who(late, 'ExcuseLateness'), who(fresh(), 'ExcuseLateness')]).toEqual([['clerk', 'officer', 'head', 'admin'], []]);
  expect([who(withdrawn(), 'ErasePersonalData'), who(late, 'ErasePersonalData')]).toEqual([['head', 'admin'], []]);
});

test('what one person may give alone is proposed by who prepares it, as far as the dossier takes it', () => {
  expect([who(fresh(), 'RefuseAfterAppraisal'), who(withdrawn(), 'RefuseAfterAppraisal')]).toEqual([['clerk', 'officer', 'head'], []]);
});

test('of what takes two persons nothing is offered to anybody alone', () => {
  const lives = [withdrawn(), fresh().wake('2026-12-01T00:00')];
  const alone = ROLES.flatMap((role) => lives.flatMap(({ state }) => commandsFor(person(role), state, { ...rules, at: NOW })));
  expect(alone.filter((type) => type === 'ExcuseLateness' || type === 'ErasePersonalData')).toEqual([]);
});

test('nothing is proposed of another agency’s dossier, nor once its personal data is erased', () => {
  const life = withdrawn();
  expect(proposableFor(person('head', 'H99.32'), life.state, { ...rules, at: NOW })).toEqual([]);
  expect(proposableFor(person('head'), life.state, { ...rules, at: NOW })).not.toEqual([]);
  life.give('2026-08-20T10:00', 'ErasePersonalData', { decisionNumber: '1/QĐ', secondPerson: 'head-2' }, person('admin'));
  expect(ROLES.flatMap((role) => proposableFor(person(role), life.state, { ...rules, at: NOW }))).toEqual([]);
});
