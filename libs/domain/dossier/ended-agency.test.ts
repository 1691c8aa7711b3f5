import { describe, expect, test } from 'vitest';
import { DossierLife, person, requestAt, type Asked } from '../../../test/fixtures/dossier-life.js';
import { agencies, rulesOf } from '../../../test/fixtures/rules.js';
import type { Agency } from './agency.js';
import { routeIntake } from './routing.js';
import { openStages, pendingForwarding } from './state.js';

const household = rulesOf('1.001612');
const AT_CENTRE = { agencyCode: 'H99.07' };
/** The agencies of the province, one of them without new work from 19 August 2026 on. */
const endedAgencies = (code: string): ReadonlyMap<string, Agency> => new Map([...agencies].map(([key, agency]) => [key, key === code ? { ...agency, endsOn: '2026-08-19' } : agency]));

describe('an intake is refused', () => {
  test.each<readonly [what: string, day: string, agency: string, asked: Asked, answer: string]>([
    ['the competent agency', '2026-08-19', 'H99.31', {}, 'agency-ended'],
    ['the competent agency, one day before its end', '2026-08-18', 'H99.31', {}, 'routed'],
    ['the desk that was named', '2026-08-19', 'H99.32', { receivingAgencyCode: 'H99.32' }, 'agency-ended'],
    ['the place', '2026-08-19', 'H99.32', { placeCode: 'H99.32' }, 'agency-ended'],
    ['nobody of the dossier', '2026-08-19', 'H99.32', {}, 'routed'],
  ])('with agency-ended where %s has ended: received %s, %s takes no new work from 19/8/2026 on', (_what, day, agency, asked, answer) => {
    const routing = routeIntake(requestAt(`${day}T09:00`, asked), { ...household, agencies: endedAgencies(agency) });
    expect(routing.kind === 'refused' ? routing.code : routing.kind).toBe(answer);
    expect(routing).toMatchObject(answer === 'routed' ? {} : { data: { agency, endsOn: '2026-08-19' } });
  });

  test('with procedure-ended from the day a procedure ends on, not before', () => {
    const ended = rulesOf('1.001612', { endsOn: '2026-08-19' });
    expect(routeIntake(requestAt('2026-08-18T16:59'), ended).kind).toBe('routed');
    expect(routeIntake(requestAt('2026-08-19T07:00'), ended)).toEqual({ kind: 'refused', code: 'procedure-ended', data: { endsOn: '2026-08-19' } });
  });
});

describe('an intake is routed', () => {
  test('at the centre that follows one that has ended, which is no forwarding; without a successor it is refused', () => {
    const merged = endedAgencies('H99.02');
    const department = { ...rulesOf('1.014464', { nonTerritorial: false }), agencies: merged };
    expect(routeIntake(requestAt('2026-08-19T09:00', AT_CENTRE), department)).toEqual({ kind: 'refused', code: 'agency-ended', data: { agency: 'H99.02', endsOn: '2026-08-19' } });
    const centreNow = { ...merged.get('H99.02'), code: 'H99.03' } as Agency;
    const successor = new Map([...merged, ['H99.03', { ...centreNow, endsOn: '2030-01-01' }]]);
    expect(routeIntake(requestAt('2026-08-19T09:00', AT_CENTRE), { ...department, agencies: successor })).toMatchObject({ kind: 'routed', route: { receiving: 'H99.03' } });
    const life = DossierLife.takenIn({ ...department, agencies: successor }, '2026-08-19T09:00', AT_CENTRE);
    expect(pendingForwarding(life.state)).toBeUndefined();
  });
});

test('an online filing accepted at a desk that has ended meanwhile is still that desk’s own: its term counts from the receipt', () => {
  const rules = { ...rulesOf('1.014464'), agencies: endedAgencies('H99.02') };
  const life = DossierLife.takenIn(rules, '2026-08-18T16:00', { ...AT_CENTRE, channel: 'online' });
  life.give('2026-08-19T08:00', 'Accept', {}, person('clerk', 'H99.02'));
  const usual = DossierLife.takenIn(rulesOf('1.014464'), '2026-08-18T16:00', { ...AT_CENTRE, channel: 'online' });
  usual.give('2026-08-19T08:00', 'Accept', {}, person('clerk', 'H99.02'));
  expect([life.dates.due, pendingForwarding(life.state)]).toEqual([usual.dates.due, undefined]);
});

describe('an agency that has ended', () => {
  const clerkAtCentre = person('clerk', 'H99.02');

  /** Received at the centre on 19 August for a department that takes no new work from 20 August on. */
  function forEndedDepartment(): DossierLife {
    const rules = rulesOf('1.014464', { competentAgencies: ['H99.07', 'H99.06', 'H99.05'] });
    const ended = ['H99.07', 'H99.05'];
    const agencies = new Map([...rules.agencies].map(([code, agency]) => [code, ended.includes(code) ? { ...agency, endsOn: '2026-08-20' } : agency]));
    return DossierLife.takenIn({ ...rules, agencies }, '2026-08-19T15:30', { agencyCode: 'H99.07' });
  }

  test('is sent nothing more from its day on, whoever decides is changed first, and then the dossier goes on', () => {
    const life = forEndedDepartment();
    const before = life.dates;
    expect(life.try('2026-08-20T07:30', 'Forward', {}, clerkAtCentre)).toMatchObject({ code: 'agency-ended', data: { agency: 'H99.07', endsOn: '2026-08-20' } });
    expect(life.try('2026-08-20T07:40', 'Transfer', { agency: 'H99.05', reasonCode: 'competence' })).toMatchObject({ code: 'agency-ended', data: { agency: 'H99.05', endsOn: '2026-08-20' } });
    life.give('2026-08-20T07:50', 'Transfer', { agency: 'H99.06', reasonCode: 'competence' });
    life.give('2026-08-20T07:55', 'Forward', {}, clerkAtCentre);
    expect([life.dates.due, life.state.competentAgency, openStages(life.state).map(({ agency }) => agency)]).toEqual([before.due, 'H99.06', ['H99.06']]);
  });

  test('keeps what it has: its own people go on with it', () => {
    const life = forEndedDepartment();
    life.give('2026-08-19T16:00', 'Forward', {}, clerkAtCentre);
    life.give('2026-08-20T08:00', 'Assign', { officer: 'officer-3' }, person('head', 'H99.07'));
    life.give('2026-08-20T09:00', 'Forward', {}, person('officer', 'H99.07'));
    expect(openStages(life.state)).toHaveLength(1);
  });
});
