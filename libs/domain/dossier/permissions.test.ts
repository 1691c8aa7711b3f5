import { describe, expect, test } from 'vitest';
import { person } from '../../../test/fixtures/dossier-life.js';
import { agencies } from '../../../test/fixtures/rules.js';
import { type Role, ROLES } from './actor.js';
import { type Action, ACTIONS, isWithin, mayDo, type Reach, reachOf } from './permissions.js';

/**
 * Rights of clerk, officer, head, signatory, manager, admin, auditor, citizen, portal, system in this order:
 * o own agency, b own and below, p the whole province, - nothing.
 */
const RIGHTS: Record<Action, string> = {
  Accept: 'o---------',
  RefuseIntake: 'o---------',
  ConfirmReceipt: '-ob-------',
  Assign: '-ob-------',
  Forward: 'oob-------',
  AcceptHandover: 'oob-------',
  RefuseHandover: 'oob-------',
  RecallHandover: 'oob-------',
  ReturnToStage: '-ob-------',
  RequestSupplement: 'oob-------',
  ReceiveSupplement: 'oob-----p-',
  CloseUnsupplemented: 'o-b-------',
  PauseClock: '-ob-------',
  ResumeClock: '-ob-------',
  RaiseFinancialObligation: '-ob-------',
  MeetFinancialObligation: 'oob-----p-',
  ConfirmNoObligation: '-ob-------',
  RefuseAfterAppraisal: '--bb------',
  RecordResult: 'o---------',
  NotifyResult: 'o--------p',
  HandOver: 'o---------',
  DispatchResult: 'o---------',
  RecordDelivery: 'o---------',
  ShelveResult: 'o---------',
  Withdraw: 'o-b-----p-',
  Suspend: '--b-------',
  Cancel: '--b-------',
  Reopen: '--b-------',
  Transfer: '--b-------',
  ForecastLate: '-ob-------',
  SupplyDelayReason: 'oob-------',
  SignApology: '--bb------',
  RejectApology: '--bb------',
  ExcuseLateness: '--b--p----',
  FixDueDate: '--b-------',
  ExtendTerm: 'oob-------',
  AssessFees: 'oob-------',
  RecordPayment: 'o-------p-',
  AttachFile: 'oob-------',
  CorrectComponents: 'o-b-------',
  CorrectPersonalData: 'o-b-------',
  RecordContact: 'oob-------',
  ErasePersonalData: '-----p----',
  RecordVoucher: 'oob-------',
  RecordPartyAnswer: 'oob-------',
  RecordPartyDelay: 'oob-------',
  RequestOpinion: '-ob-------',
  RecordOpinion: '-ob-------',
  RecordLetterIssued: '---------p',
  RecordLetterSent: '---------p',
  AcknowledgeFault: '--bb------',
  RecordCorrection: '---------p',
  TakeIn: 'o---------',
  EnterOutage: 'o-b-------',
  FileOnline: '--------p-',
  ReadDossier: 'oobbppp--p',
  SearchDossiers: 'oobbppp---',
  ReadFigures: 'oobbppp--p',
  PublishFigures: '--b-p-----',
  ExportEventLog: '--b-p-p---',
  ReadPersonalData: 'oobb------',
  ReadFile: 'oobb------',
  ReserveCodes: 'o----p----',
  CloseRegister: '--bb------',
  DeliverLetters: 'o-b-------',
  ResolveSync: 'o-b--p----',
  ReadLedger: '----ppp---',
  ManageCatalogue: '-----p----',
  RateService: 'o--------p',
  ReadParIndex: '--b-ppp---',
  ScoreParIndex: '--b-pp----',
  ReadCase: 'oobbppp--p',
  AssignCase: '--b-p-----',
  StoreEvidence: 'oob-pp----',
  ReadEvidence: 'oobbppp---',
  ReceiveFeedback: 'oob-------',
  HandleFeedback: '-ob-------',
  ApproveFeedback: '--b-------',
  UrgeDossier: 'o-b-------',
  WorkOnTask: '-ob-------',
  DirectTask: '--b-p-----',
  EnterAnnouncement: '----pp----',
  RecordPosting: 'oob-------',
  OpenEvaluation: 'oob-------',
  EnterSurvey: '--b-pp----',
  SetLateTarget: '----pp----',
  AskWhatIf: '--b-p-----',
  EnterAbsence: 'oobb------',
  ManageAbsences: '--b--p----',
  ReadWatchList: '--b-p-p---',
  NoteWatchFinding: '--b-------',
  ReadPortalComparison: '--b-ppp---',
  ComparePortal: '--b-pp----',
  RunQueue: 'o-b-------',
  WriteNote: 'oobb------',
  ProposeDecision: 'oob-------',
  ReadAccessLog: '--b--pp---',
  ExportPerson: '--b-------',
  ConfirmErasure: '--b--p----',
};
const REACHES: Readonly<Record<string, Reach>> = { o: 'own', b: 'below', p: 'province', '-': 'none' };

const PRODUCT = ACTIONS.flatMap((action) => ROLES.map((role, index) => [role, action, REACHES[RIGHTS[action].charAt(index)] ?? 'none'] as const));

describe('the table of rights', () => {
  test('says something about every action', () => {
    expect(Object.keys(RIGHTS).sort()).toEqual([...ACTIONS].sort());
  });

  test.each(PRODUCT)('%s may %s with reach %s', (role, action, reach) => {
    expect(reachOf(role, action)).toBe(reach);
  });
});

/** A dossier received at the land registration branch, decided by the registration office above it. */
const LAND = { province: 'H99', agencies: ['H99.05.01.01', 'H99.05.01'] };

describe('a right reaches', () => {
  test.each([
    // role held in, agency                 own    below  province
    ['the receiving desk', 'H99.05.01.01', true, true, true],
    ['the deciding agency', 'H99.05.01', true, true, true],
    ['the department above', 'H99.05', false, true, true],
    ['the province', 'H99', true, true, true],
    ['a commune', 'H99.31', false, false, true],
    ['a department beside', 'H99.06', false, false, true],
    ['a body that does not exist', 'H98.01', false, false, false],
  ] as const)('from %s (%s): own %s, below %s, province %s', (_, agency, own, below, province) => {
    const may = (role: Role, action: Action): boolean => mayDo(person(role, agency), action, LAND, agencies);
    expect([may('clerk', 'Forward'), may('head', 'Forward'), may('manager', 'ReadDossier')]).toEqual([own, below, province]);
  });

  /** Whose dossier, seen from where: which reaches suffice. Every pair of province, department, branch and commune. */
  const SCOPES: readonly (readonly [concerned: readonly string[], from: string, enough: readonly Reach[]])[] = [
    [LAND.agencies, 'H99.05.01.01', ['own', 'below', 'province']],
    [LAND.agencies, 'H99.05.01', ['own', 'below', 'province']],
    [LAND.agencies, 'H99.05', ['below', 'province']],
    [LAND.agencies, 'H99.31', ['province']],
    [LAND.agencies, 'H99.06', ['province']],
    [LAND.agencies, 'H99', ['own', 'below', 'province']],
    [['H99.31'], 'H99.31', ['own', 'below', 'province']],
    [['H99.31'], 'H99.32', ['province']],
    [['H99.31'], 'H99.05', ['province']],
    [['H99.31'], 'H99', ['own', 'below', 'province']],
    [['H99'], 'H99', ['own', 'below', 'province']],
    [['H99'], 'H99.31', ['province']],
    [['H99'], 'H99.05', ['province']],
    [['H99.31'], 'H98.01', []],
  ];

  test.each(PRODUCT)('as the table says, whoever asks about whatever dossier: %s, %s, reach %s', (role, action, reach) => {
    const may = SCOPES.map(([concerned, from]) => mayDo(person(role, from), action, { province: 'H99', agencies: concerned }, agencies));
    expect(may).toEqual(SCOPES.map(([, , enough]) => enough.includes(reach)));
  });

  test('no dossier of another province', () => {
    expect(mayDo(person('manager', 'H99'), 'ReadDossier', { province: 'H40', agencies: ['H40.05'] }, agencies)).toBe(false);
  });
});

test('bodies whose parents run in a circle are within themselves and each other, and nothing else', () => {
  const [commune] = [...agencies.values()].filter(({ code }) => code === 'H99.31');
  if (commune === undefined) {
    throw new Error('The demo province has a commune H99.31');
  }
  const circle = new Map([
    ['a', { ...commune, code: 'a', parent: 'b' }],
    ['b', { ...commune, code: 'b', parent: 'a' }],
  ]);
  expect([isWithin('a', 'b', circle), isWithin('b', 'a', circle), isWithin('a', 'H99', circle)]).toEqual([true, true, false]);
});
