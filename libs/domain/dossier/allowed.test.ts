import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at } from '../../../test/fixtures/calendar/calendars.js';
import { aText, type Asked, DossierLife, person } from '../../../test/fixtures/dossier-life.js';
import { drawLife, Draws, everyCommand } from '../../../test/fixtures/random-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import { pauseRulesOf } from '../procedure/pause-rules.js';
import { allowedCommands } from './allowed.js';
import type { Role } from './actor.js';
import type { CommandType, DossierCommand } from './commands.js';
import { commandsFor } from './commands-for.js';
import { decide } from './decide.js';
import { foldEvent } from './fold.js';
import type { Rules } from './rules.js';
import { settlePoints } from './settle.js';
import type { DossierState } from './state.js';
import { instant, type Instant } from '../time/instant.js';

const tuition = rulesOf('1.005144');
const officer = person('officer');
const HEAD = person('head');
const HEAD_OF_PROVINCE = person('head', 'H99');
const request = { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '8' } }], reasonCode: 'incomplete' };

function fresh(asked: Asked = {}): DossierLife {
  return DossierLife.takenIn(tuition, '2026-08-19T09:00', asked);
}

/** A life that has come so far, and whether it is offered a command by then. */
const CASES: readonly (readonly [what: string, life: () => DossierLife, command: CommandType, offered: boolean])[] = [
  ['a dossier whose agency is at its own desk', () => fresh(), 'ConfirmReceipt', false],
  ['papers on their way to another territory', () => fresh({ receivingAgencyCode: 'H99.32' }), 'ConfirmReceipt', true],
  ['a first stage nobody handed over', () => fresh(), 'AcceptHandover', false],
  ['a stage just forwarded', () => moved(fresh(), (life) => life.give('2026-08-19T10:00', 'Forward', {}, officer)), 'AcceptHandover', true],
  ['a stage just forwarded', () => moved(fresh(), (life) => life.give('2026-08-19T10:00', 'Forward', {}, officer)), 'RecallHandover', true],
  ['a stage just forwarded', () => moved(fresh(), (life) => life.give('2026-08-19T10:00', 'Forward', {}, officer)), 'ReturnToStage', true],
  ['the first stage', () => fresh(), 'ReturnToStage', false],
  ['a first stage', () => fresh(), 'Forward', true],
  ['the last stage, whose end is the result', () => atLastStage(), 'Forward', false],
  ['a dossier in time', () => fresh(), 'SignApology', false],
  ['a dossier in time', () => fresh(), 'ExcuseLateness', false],
  ['a late dossier', () => fresh().wake('2026-12-01T00:00'), 'SignApology', true],
  ['a late dossier', () => fresh().wake('2026-12-01T00:00'), 'ExcuseLateness', true],
  ['a dossier waiting for papers', () => moved(fresh(), (life) => life.give('2026-08-20T10:00', 'RequestSupplement', request)), 'CloseUnsupplemented', false],
  ['an applicant whose time has run out', () => moved(fresh(), (life) => life.give('2026-08-20T10:00', 'RequestSupplement', request)).wake('2026-12-01T00:00'), 'CloseUnsupplemented', true],
  ['a dossier to be refused', () => moved(fresh(), (life) => life.give('2026-08-20T10:00', 'RefuseAfterAppraisal', { reasonCode: 'x', documentNumber: '1' })), 'Withdraw', false],
  ['a dossier to be refused', () => moved(fresh(), (life) => life.give('2026-08-20T10:00', 'RefuseAfterAppraisal', { reasonCode: 'x', documentNumber: '1' })), 'RecordResult', true],
  ['a procedure without grounds of a pause', () => fresh(), 'PauseClock', false],
  ['a procedure without grounds of a pause', () => fresh(), 'RaiseFinancialObligation', false],
  ['a dossier of land in its first part', () => landDossier(), 'PauseClock', true],
  ['a dossier of land in its first part', () => landDossier(), 'RaiseFinancialObligation', true],
  ['a dossier of land in its first part', () => landDossier(), 'ConfirmNoObligation', true],
  ['a dossier of land in its first part', () => landDossier(), 'RecordResult', false],
  ['a dossier of land in its second part', () => moved(landDossier(), (life) => life.give('2026-08-19T10:00', 'ConfirmNoObligation', {})), 'ConfirmNoObligation', false],
  ['a dossier of land in its second part', () => moved(landDossier(), (life) => life.give('2026-08-19T10:00', 'ConfirmNoObligation', {})), 'RecordResult', true],
  ['a dossier of land to be refused', () => moved(landDossier(), (life) => life.give('2026-08-19T10:00', 'RefuseAfterAppraisal', { reasonCode: 'x', documentNumber: '1' })), 'RecordResult', true],
  ['a result on its shelf', () => moved(fresh(), (life) => life.give('2026-08-20T10:00', 'RecordResult', {})), 'RecordDelivery', false],
];

function landDossier(): DossierLife {
  return DossierLife.takenIn(rulesOf('1.012783'), '2026-08-19T09:00', { agencyCode: 'H99.05.01' });
}

function moved(life: DossierLife, by: (life: DossierLife) => unknown): DossierLife {
  by(life);
  return life;
}

function atLastStage(): DossierLife {
  const life = fresh();
  for (let hour = 10; life.stage('return').status !== 'open'; hour += 1) {
    life.give(`2026-08-19T${String(hour)}:00`, 'Forward', {});
  }
  return life;
}

/** Intakes whose stages lie with the desk, departments, communes and the province's own office. */
const BEGINNINGS: readonly (readonly [code: string, asked: Asked])[] = [
  ['1.115778', { agencyCode: 'H99.05.01', receivingAgencyCode: 'H99.02', placeCode: 'H99.33' }],
  ['1.001193', { channel: 'online' }],
  ['2.002755', { agencyCode: 'H99.06', receivingAgencyCode: 'H99.32', placeCode: 'H99.32' }],
  ['1.014464', { agencyCode: 'H99.07' }],
  ['2.002621', { channel: 'online', caseCode: '2.002621.01' }],
  ['1.001612', { receivingAgencyCode: 'H99.32' }],
  ['3.000152', { agencyCode: 'H99.05', receivingAgencyCode: 'H99.02' }],
  ['2.000815', {}],
  ['1.012812', { channel: 'online' }],
];

/** Draws lives and shows each state on the way with the instant just before its next command; a moment on a point itself comes before it. */
function alongLives(look: (state: DossierState, rules: Rules, now: Instant, draws: Draws) => void): void {
  const numbers = fc.array(fc.nat(9_999), { minLength: 60, maxLength: 60 });
  fc.assert(
    fc.property(fc.nat(BEGINNINGS.length - 1), numbers, (index, drawn) => {
      const [code, asked] = BEGINNINGS[index] ?? ['1.001193', {}];
      const rules = rulesOf(code);
      const draws = new Draws(drawn);
      const { opening, commands } = drawLife(rules, '2026-08-19T09:00', asked, 14, draws);
      let state: DossierState = foldEvent(undefined, opening);
      for (const given of commands) {
        state = settlePoints(state, given.at, false, rules).state;
        look(state, rules, instant(given.at - 1), draws);
        const decision = decide(state, given.command, { ...rules, at: given.at, actor: given.actor });
        state = decision.kind === 'refused' ? state : decision.events.reduce<DossierState>((before, event) => foldEvent(before, event), state);
      }
    }),
    { numRuns: 60, seed: 20260828 },
  );
}

/** Commands that belong to one side of a dossier, each with every body that names or leaves out a stage. */
function sidedCommands(state: DossierState): readonly DossierCommand[] {
  const stages = [{}, ...state.stages.map(({ id }) => ({ stage: id }))];
  const named = state.stages.map(({ id }) => ({ stage: id }));
  const bodies: readonly (readonly [CommandType, readonly object[]])[] = [
    ['ConfirmReceipt', [{}]],
    ['Assign', stages.map((stage) => ({ ...stage, officer: 'officer-1' }))],
    ['Forward', stages],
    ['AcceptHandover', stages],
    ['RefuseHandover', stages],
    ['RecallHandover', stages],
    ['ReturnToStage', named],
    ['RecordResult', [{}]],
    ['FixDueDate', [{ dueAt: at('2027-06-16T09:00'), basis: request.items[0]?.legalBasis, documentNumber: '77/TB' }]],
    ['ExtendTerm', ['two-working-days', 'written-agreement'].map((extension) => ({ extension, dueAt: at('2027-06-16T09:00'), documentNumber: '4/TT' }))],
  ];
  return bodies.flatMap(([type, each]) => each.map((body) => ({ type, body, text: aText }) as DossierCommand));
}

describe('what is offered', () => {
  test.each(CASES.map(([what, life, command, offered]) => [what, command, offered, life] as const))('to %s: %s is %s', (_what, command, offered, life) => {
    const { state, rules } = life();
    expect(allowedCommands(state, { ...rules, at: at('2026-08-19T17:00') }).includes(command)).toBe(offered);
  });

  test.each([
    ['2026-08-19T23:59', true],
    ['2026-08-20T00:00', false],
  ])('at %s of a dossier received on 19/8 has its cancelling in it: %s', (now, offered) => {
    expect(allowedCommands(fresh().state, { ...tuition, at: at(now) }).includes('Cancel')).toBe(offered);
  });

  test.each([
    ['officer', '2026-08-22T09:00', true],
    ['officer', '2026-08-22T09:01', false],
    ['head', '2026-08-22T09:01', true],
  ] as const)('to the %s at %s has a request for papers in it, whose limit is the worked Saturday 22/8 at 09:00: %s', (role, now, offered) => {
    const { state } = fresh();
    expect(state.clocks.supplementRequestDueAt).toBe(at('2026-08-22T09:00'));
    expect(commandsFor(person(role), state, { ...tuition, at: at(now) }).includes('RequestSupplement')).toBe(offered);
  });

  test('of a second request for papers is there for the head alone, and not for the one who made the first', () => {
    const askedBy = (first: Role): readonly boolean[] => {
      const life = fresh();
      life.give('2026-08-19T10:00', 'RequestSupplement', request, person(first));
      life.give('2026-08-19T11:00', 'ReceiveSupplement', {});
      return (['officer', 'clerk', 'head'] as const).map((role) => commandsFor(person(role), life.state, { ...tuition, at: at('2026-08-19T12:00') }).includes('RequestSupplement'));
    };
    expect([askedBy('officer'), askedBy('head')]).toEqual([[false, false, true], [false, false, false]]);
  });

  test('leaves out only what would be refused whoever asked', () => {
    alongLives((state, rules, now, draws) => {
      const offered = allowedCommands(state, { ...rules, at: now });
      for (const command of everyCommand(state, rules, now, draws).filter(({ type }) => !offered.includes(type))) {
        expect([command.type, decide(state, command, { ...rules, at: now, actor: person('head', 'H99') }).kind]).toEqual([command.type, 'refused']);
      }
    });
  });

  test('of what moves work or records its result is, to people of whatever agency, all that is not refused to them and nothing else', () => {
    const roles: readonly Role[] = ['clerk', 'officer', 'head', 'signatory', 'manager'];
    const bodies = ['H99', 'H99.01', 'H99.02', 'H99.05', 'H99.05.01', 'H99.06', 'H99.07', 'H99.31', 'H99.32', 'H99.33', 'H99.81', 'H99.82'];
    const people = roles.flatMap((role) => bodies.map((agency) => person(role, agency)));
    alongLives((state, rules, now, draws) => {
      const actor = people[draws.pick(people.length)] ?? HEAD;
      const commands = sidedCommands(state);
      const possible = commands.filter((command) => decide(state, command, { ...rules, at: now, actor }).kind === 'accepted').map(({ type }) => type);
      const offered = commandsFor(actor, state, { ...rules, at: now }).filter((type) => commands.some((command) => command.type === type));
      expect([actor, offered]).toEqual([actor, offered.filter((type) => possible.includes(type))]);
      expect([actor, [...new Set(possible)].sort()]).toEqual([actor, [...offered].sort()]);
    });
  });

  test('is not sure to be refused to whom it is offered, where the law beside the dossier decides', () => {
    const decidedByLaw: readonly CommandType[] = ['PauseClock', 'RaiseFinancialObligation', 'ConfirmNoObligation', 'RecordResult', 'Cancel', 'RequestSupplement', 'Transfer', 'Reopen', 'DispatchResult'];
    const people = [person('clerk', 'H99'), person('officer', 'H99'), HEAD_OF_PROVINCE];
    alongLives((state, rules, now, draws) => {
      const actor = people[draws.pick(people.length)] ?? HEAD_OF_PROVINCE;
      const grounds: readonly DossierCommand[] = pauseRulesOf(rules.procedure).map(({ ground }) => ({ type: 'PauseClock', body: { ground }, text: aText }));
      const agencies: readonly DossierCommand[] = rules.procedure.competentAgencies.map((agency) => ({ type: 'Transfer', body: { agency, reasonCode: 'x' }, text: aText }));
      const commands = [...everyCommand(state, rules, now, draws), ...grounds, ...agencies];
      for (const type of commandsFor(actor, state, { ...rules, at: now }).filter((each) => decidedByLaw.includes(each))) {
        const answers = commands.filter((command) => command.type === type).map((command) => decide(state, command, { ...rules, at: now, actor }));
        expect([type, answers.some(({ kind }) => kind === 'accepted') ? 'accepted' : answers]).toEqual([type, 'accepted']);
      }
    });
  });

  test('is named to its actor in every refusal', () => {
    const life = fresh();
    expect(life.try('2026-08-19T10:00', 'ReturnToStage', { stage: 'sign' }, HEAD)).toMatchObject({ code: 'stage-not-earlier', status: 'received', allowedActions: commandsFor(HEAD, life.state, { ...tuition, at: at('2026-08-19T10:00') }) });
  });
});
