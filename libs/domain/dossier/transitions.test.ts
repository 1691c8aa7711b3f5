import { describe, expect, test } from 'vitest';
import { at } from '../../../test/fixtures/calendar/calendars.js';
import { DossierLife, person } from '../../../test/fixtures/dossier-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import { COMMAND_TYPES, type CommandType, type DossierCommand } from './commands.js';
import { decide } from './decide.js';
import { type DossierStatus, isClosed, isInStock, portalCodeOf, STATUSES } from './status.js';
import { commandsFor } from './commands-for.js';
import { assertReachable, isLegalMove, MOVES, TRANSITIONS } from './transitions.js';

const rules = rulesOf('1.005144');
const HEAD = person('head');

/** What may be asked of a dossier by its status, written down apart from the engine's table. */
const ALLOWED: Record<DossierStatus, string> = {
  registered: 'Accept RefuseIntake RequestSupplement Withdraw Cancel AssessFees RecordPayment AttachFile CorrectComponents CorrectPersonalData RecordContact RecordCorrection',
  'awaiting-completion': 'RefuseIntake ReceiveSupplement Withdraw Cancel AssessFees RecordPayment AttachFile CorrectComponents CorrectPersonalData RecordContact RecordCorrection',
  received:
    'ConfirmReceipt Assign Forward AcceptHandover RefuseHandover RecallHandover ReturnToStage RequestSupplement PauseClock RaiseFinancialObligation ConfirmNoObligation RefuseAfterAppraisal ' +
    'RecordResult Withdraw Suspend Cancel Transfer ForecastLate SupplyDelayReason SignApology RejectApology ExcuseLateness FixDueDate ExtendTerm AssessFees RecordPayment AttachFile CorrectComponents CorrectPersonalData RecordContact RequestOpinion RecordOpinion AcknowledgeFault RecordCorrection',
  'in-progress':
    'ConfirmReceipt Assign Forward AcceptHandover RefuseHandover RecallHandover ReturnToStage RequestSupplement PauseClock RaiseFinancialObligation ConfirmNoObligation RefuseAfterAppraisal ' +
    'RecordResult Withdraw Suspend Cancel Transfer ForecastLate SupplyDelayReason SignApology RejectApology ExcuseLateness FixDueDate ExtendTerm AssessFees RecordPayment AttachFile CorrectComponents CorrectPersonalData RecordContact RequestOpinion RecordOpinion AcknowledgeFault RecordCorrection',
  'awaiting-supplement':
    'ConfirmReceipt Assign AcceptHandover ReceiveSupplement CloseUnsupplemented RecordResult Withdraw Suspend Transfer SupplyDelayReason RejectApology ExcuseLateness AssessFees RecordPayment AttachFile CorrectComponents CorrectPersonalData RecordContact RequestOpinion RecordOpinion AcknowledgeFault RecordCorrection',
  'awaiting-payment':
    'ConfirmReceipt Assign AcceptHandover MeetFinancialObligation RecordResult Withdraw Suspend Transfer SupplyDelayReason RejectApology ExcuseLateness AssessFees RecordPayment AttachFile CorrectComponents CorrectPersonalData RecordContact RecordVoucher RecordPartyAnswer RecordPartyDelay RequestOpinion RecordOpinion AcknowledgeFault RecordCorrection',
  paused: 'ConfirmReceipt Assign AcceptHandover ResumeClock RecordResult Withdraw Suspend Transfer SupplyDelayReason RejectApology ExcuseLateness AssessFees RecordPayment AttachFile CorrectComponents CorrectPersonalData RecordContact RecordPartyAnswer RecordPartyDelay RequestOpinion RecordOpinion AcknowledgeFault RecordCorrection',
  finished:
    'NotifyResult HandOver DispatchResult RecordDelivery ShelveResult Reopen SupplyDelayReason SignApology ExcuseLateness AssessFees RecordPayment AttachFile CorrectPersonalData RecordContact ErasePersonalData AcknowledgeFault RecordCorrection RateService',
  returned: 'Reopen SupplyDelayReason SignApology ExcuseLateness RecordPayment AttachFile CorrectPersonalData ErasePersonalData AcknowledgeFault RecordCorrection RateService',
  withdrawn: 'Reopen SupplyDelayReason SignApology ExcuseLateness CorrectPersonalData ErasePersonalData RecordCorrection RateService',
  suspended: 'Reopen SupplyDelayReason SignApology ExcuseLateness CorrectPersonalData ErasePersonalData AcknowledgeFault RecordCorrection RateService',
  'intake-refused': 'CorrectPersonalData ErasePersonalData RecordCorrection',
  cancelled: 'CorrectPersonalData ErasePersonalData RecordCorrection',
};

function allowedIn(status: DossierStatus): readonly string[] {
  // What became of a letter is recorded in every status.
  return [...ALLOWED[status].split(' '), 'RecordLetterIssued', 'RecordLetterSent'];
}

const PRODUCT = STATUSES.flatMap((status) => COMMAND_TYPES.map((type) => [status, type, allowedIn(status).includes(type)] as const));

describe('what may be asked of a dossier', () => {
  test.each(PRODUCT)('in status %s the command %s is allowed: %s', (status, type, allowed) => {
    expect(TRANSITIONS[type].includes(status)).toBe(allowed);
  });

  test.each(PRODUCT.filter(([, , allowed]) => !allowed))('%s: %s is refused by name with the commands allowed instead', (status, type) => {
    const { state } = DossierLife.takenIn(rules, '2026-08-19T09:00');
    const command = { type, body: {} } as unknown as DossierCommand;
    const decision = decide({ ...state, status }, command, { ...rules, at: at('2026-08-19T10:00'), actor: HEAD });
    expect(decision).toEqual({
      kind: 'refused',
      refusal: { code: 'not-allowed-in-status', status, allowedActions: commandsFor(HEAD, { ...state, status }, { ...rules, at: at('2026-08-19T10:00') }) },
    });
  });
});

describe('the graph of statuses', () => {
  test('reaches every status, and every command is allowed somewhere', () => {
    expect(() => {
      assertReachable();
    }).not.toThrow();
  });

  test('is refused at boot when a status cannot be reached', () => {
    const broken = { ...MOVES, finished: ['in-progress'] as const };
    expect(() => {
      assertReachable(broken);
    }).toThrow('unreachable returned');
  });

  test('is refused at boot when a command is allowed nowhere', () => {
    expect(() => {
      assertReachable(MOVES, { ...TRANSITIONS, Forward: [] } satisfies Record<CommandType, readonly DossierStatus[]>);
    }).toThrow('commands never allowed Forward');
  });

  test.each([
    // from, to, legal
    ['received', 'received', true],
    ['registered', 'received', true],
    ['returned', 'in-progress', true],
    ['cancelled', 'in-progress', false],
    ['awaiting-supplement', 'received', false],
    ['intake-refused', 'received', false],
  ] as const)('lets %s become %s: %s', (from, to, legal) => {
    expect(isLegalMove(from, to)).toBe(legal);
  });
});

describe('a status', () => {
  test.each([
    // status, code of the national portal, open in the figures, nothing more awaited
    ['registered', 1, false, false],
    ['awaiting-completion', 5, false, false],
    ['received', 2, true, false],
    ['intake-refused', 3, false, true],
    ['in-progress', 4, true, false],
    ['awaiting-supplement', 5, true, false],
    ['awaiting-payment', 6, true, false],
    ['withdrawn', 7, false, true],
    ['paused', 8, true, false],
    ['suspended', 8, false, true],
    ['finished', 9, false, false],
    ['returned', 10, false, true],
    ['cancelled', undefined, false, true],
  ] as const)('%s has portal code %s, is open: %s, closed: %s', (status, code, open, closed) => {
    expect([portalCodeOf(status), isInStock(status), isClosed(status)]).toEqual([code, open, closed]);
  });
});
