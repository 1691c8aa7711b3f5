import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Asked, DossierLife, person } from '../../../test/fixtures/dossier-life.js';
import { drawLife, Draws, everyCommand } from '../../../test/fixtures/random-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import { allowedCommands } from './allowed.js';
import type { CommandType } from './commands.js';
import { decide } from './decide.js';
import { foldEvent } from './fold.js';
import { settlePoints } from './settle.js';
import type { DossierState } from './state.js';
import { instant } from '../time/instant.js';

const tuition = rulesOf('1.005144');
const officer = person('officer');
const request = { items: [{ legalBasis: 'article 8' }], reasonCode: 'incomplete' };

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
  ['a dossier in time', () => fresh(), 'SignApology', false],
  ['a dossier in time', () => fresh(), 'ExcuseLateness', false],
  ['a late dossier', () => fresh().wake('2026-12-01T00:00'), 'SignApology', true],
  ['a late dossier', () => fresh().wake('2026-12-01T00:00'), 'ExcuseLateness', true],
  ['a dossier waiting for papers', () => moved(fresh(), (life) => life.give('2026-08-20T10:00', 'RequestSupplement', request)), 'CloseUnsupplemented', false],
  ['an applicant whose time has run out', () => moved(fresh(), (life) => life.give('2026-08-20T10:00', 'RequestSupplement', request)).wake('2026-12-01T00:00'), 'CloseUnsupplemented', true],
  ['a dossier to be refused', () => moved(fresh(), (life) => life.give('2026-08-20T10:00', 'RefuseAfterAppraisal', { reasonCode: 'x', documentNumber: '1' })), 'Withdraw', false],
  ['a dossier to be refused', () => moved(fresh(), (life) => life.give('2026-08-20T10:00', 'RefuseAfterAppraisal', { reasonCode: 'x', documentNumber: '1' })), 'RecordResult', true],
  ['a result on its shelf', () => moved(fresh(), (life) => life.give('2026-08-20T10:00', 'RecordResult', {})), 'RecordDelivery', false],
];

function moved(life: DossierLife, by: (life: DossierLife) => unknown): DossierLife {
  by(life);
  return life;
}

describe('what is offered', () => {
  test.each(CASES.map(([what, life, command, offered]) => [what, command, offered, life] as const))('to %s: %s is %s', (_what, command, offered, life) => {
    expect(allowedCommands(life().state).includes(command)).toBe(offered);
  });

  test('leaves out only what would be refused whoever asked', () => {
    const beginnings: readonly (readonly [string, Asked])[] = [
      ['1.115778', { agencyCode: 'H99.05.01', receivingAgencyCode: 'H99.02', placeCode: 'H99.33' }],
      ['1.001193', { channel: 'online' }],
      ['2.002755', { agencyCode: 'H99.06', receivingAgencyCode: 'H99.32', placeCode: 'H99.32' }],
    ];
    const numbers = fc.array(fc.nat(9_999), { minLength: 60, maxLength: 60 });
    fc.assert(
      fc.property(fc.nat(beginnings.length - 1), numbers, (index, drawn) => {
        const [code, asked] = beginnings[index] ?? ['1.001193', {}];
        const rules = rulesOf(code);
        const draws = new Draws(drawn);
        const { opening, commands } = drawLife(rules, '2026-08-19T09:00', asked, 14, draws);
        let state: DossierState = foldEvent(undefined, opening);
        for (const given of commands) {
          state = settlePoints(state, given.at, false, rules).state;
          // A moment on a point itself comes before it, so what the point brings is not offered yet.
          const now = instant(given.at - 1);
          const offered = allowedCommands(state);
          for (const command of everyCommand(state, rules, now, draws).filter(({ type }) => !offered.includes(type))) {
            expect([command.type, decide(state, command, { ...rules, at: now, actor: person('head') }).kind]).toEqual([command.type, 'refused']);
          }
          const decision = decide(state, given.command, { ...rules, at: given.at, actor: given.actor });
          state = decision.kind === 'refused' ? state : decision.events.reduce<DossierState>((before, event) => foldEvent(before, event), state);
        }
      }),
      { numRuns: 60, seed: 20260828 },
    );
  });

  test('is named in every refusal', () => {
    const life = fresh();
    expect(life.try('2026-08-19T10:00', 'ReturnToStage', { stage: 'sign' })).toMatchObject({ code: 'stage-not-earlier', status: 'received', allowedActions: allowedCommands(life.state) });
  });
});
