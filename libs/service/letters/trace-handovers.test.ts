import { describe, expect, test } from 'vitest';
import { at } from '../../../test/fixtures/calendar/calendars.js';
import type { DossierEvent, EventPayloads } from '#domain';
import { DossierLife, local, person } from '../../../test/fixtures/dossier-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import { unitNames } from './stage-units.js';
import { traceHandovers } from './trace-handovers.js';
import { LetterTemplates } from './templates.js';

const tuition = rulesOf('1.005144');
const birth = rulesOf('2.002621');
const land = rulesOf('1.012784');
const clerk = person('clerk');
const officer = person('officer');

const IMPORTED: EventPayloads['DossierImported'] = {
  source: 'old-system', code: '000.00.05.H99-260801-0007', procedure: { code: '1.012784', version: 1, caseCode: '1.012784.01', hash: 'a'.repeat(64) }, field: 'G13-TN02', channel: 'counter',
  receivingAgency: 'H99.05.01', competentAgency: 'H99.05.01', province: 'H99', receivedAt: at('2026-08-03T09:00'), dueAt: at('2026-08-28T09:00'), supplementCount: 0, status: 'in-progress',
  stages: [{ id: 'process', group: 0, agency: 'H99.05.01' }], currentStage: 'process', milestones: {}, contentHash: 'b'.repeat(64), personal: { version: 1, commitment: 'feed' },
};

const UNPUBLISHED = new LetterTemplates([]);

/** Hand-overs of a life, units named by the ids of their stages and the desk as `counter`. */
function traced(life: DossierLife): readonly string[] {
  const chosen = life.rules.procedure.cases.find(({ code }) => code === life.state.procedure.caseCode);
  const { stages, ...rest } = unitNames(chosen, life.rules, UNPUBLISHED);
  const byId = new Map([...stages.values()].map(({ unit: _unit, ...stage }) => [stage.id, { ...stage, name: stage.id }]));
  const short = (unit: string): string => (unit.startsWith('Bộ phận') ? 'counter' : (/\((.*)\)$/u.exec(unit)?.[1] ?? unit));
  return traceHandovers(life.events, { stages: byId, ...rest }).map(({ giver, receiver, outcome, note }) =>
    [`${short(giver.unit)} ${local(giver.at) ?? '-'} ${giver.by ?? '-'}`, `${short(receiver.unit)} ${local(receiver.at) ?? '-'} ${receiver.by ?? '-'}`, outcome ?? '-', note ?? '-'].join(' | '),
  );
}

describe('the hand-overs of a dossier', () => {
  test('have giver, receiver, both times and how the step stood: early before its day, on time on it, late after it', () => {
    const life = DossierLife.takenIn(tuition, '2026-08-19T09:00');
    life.give('2026-08-19T10:30', 'Forward', {}, clerk);
    life.give('2026-08-19T10:45', 'AcceptHandover', {}, officer);
    life.give('2026-08-20T15:00', 'Forward', {}, officer);
    life.give('2026-08-20T15:30', 'Assign', { officer: 'officer-7' }, officer);
    life.give('2026-08-24T08:00', 'Forward', {}, officer);
    expect(traced(life)).toEqual([
      'desk 2026-08-19T10:30 clerk | assign 2026-08-19T10:45 officer | on-time | -',
      'assign 2026-08-20T15:00 officer | process 2026-08-20T15:30 officer-7 | late | -',
      'process 2026-08-24T08:00 officer | review - - | early | -',
    ]);
  });

  test('whoever passes papers on without confirming them first had them at that moment', () => {
    const life = DossierLife.takenIn(tuition, '2026-08-19T09:00');
    life.give('2026-08-19T10:30', 'Forward', {}, clerk);
    life.give('2026-08-19T15:00', 'Forward', {}, officer);
    expect(traced(life)[0]).toBe('desk 2026-08-19T10:30 clerk | assign 2026-08-19T15:00 officer | on-time | -');
  });

  test('work sent back is a hand-over with its note, and its repetition names its run', () => {
    const life = DossierLife.takenIn(tuition, '2026-08-19T09:00');
    life.give('2026-08-19T10:30', 'Forward', {}, clerk);
    life.give('2026-08-19T14:00', 'ReturnToStage', { stage: 'desk' }, officer);
    life.give('2026-08-19T14:20', 'Forward', {}, clerk);
    expect(traced(life)).toEqual([
      'desk 2026-08-19T10:30 clerk | assign 2026-08-19T14:00 - | on-time | -',
      'assign 2026-08-19T14:00 officer | desk 2026-08-19T14:00 - | on-time | Trả lại để thực hiện lại',
      'desk 2026-08-19T14:20 clerk | assign - - | on-time | Lần 2',
    ]);
  });

  test('a refused one is followed by the way back, a recalled one was never received', () => {
    const life = DossierLife.takenIn(tuition, '2026-08-19T09:00');
    life.give('2026-08-19T10:00', 'Forward', {}, clerk);
    life.give('2026-08-19T10:10', 'RefuseHandover', {}, officer);
    life.give('2026-08-19T10:20', 'Forward', {}, clerk);
    life.give('2026-08-19T10:25', 'RecallHandover', {}, clerk);
    life.give('2026-08-19T10:30', 'Forward', {}, clerk);
    expect(traced(life)).toEqual([
      'desk 2026-08-19T10:00 clerk | assign - - | on-time | Bên nhận từ chối nhận',
      'assign 2026-08-19T10:10 officer | desk 2026-08-19T10:10 - | on-time | Nhận lại do bên nhận từ chối',
      'desk 2026-08-19T10:20 clerk | assign - - | on-time | Bên giao thu hồi',
      'desk 2026-08-19T10:30 clerk | assign - - | on-time | Lần 3',
    ]);
  });

  test('stages side by side are given to each, and each gives its part to the stage after them', () => {
    const life = DossierLife.takenIn(birth, '2026-08-19T07:30', { channel: 'online', caseCode: '2.002621.01' });
    life.give('2026-08-19T08:00', 'Accept', {}, clerk);
    life.give('2026-08-19T15:30', 'Forward', {}, clerk);
    life.give('2026-08-20T10:00', 'Forward', {}, person('officer', 'H99.82'));
    life.give('2026-08-24T10:00', 'Forward', { stage: 'residence' }, person('officer', 'H99.81'));
    expect(traced(life)).toEqual([
      'birth 2026-08-19T15:30 clerk | residence 2026-08-24T10:00 officer | early | -',
      'birth 2026-08-19T15:30 clerk | health-card 2026-08-20T10:00 officer | early | -',
      'health-card 2026-08-20T10:00 officer | return - - | early | -',
      'residence 2026-08-24T10:00 officer | return - - | late | -',
    ]);
  });

  test('the result comes to the desk from the step it was made in, and goes to the applicant with how the whole dossier stood', () => {
    const life = DossierLife.takenIn(tuition, '2026-08-19T09:00');
    life.give('2026-08-19T10:30', 'Forward', {}, clerk);
    life.give('2026-08-21T09:00', 'RecordResult', { outcome: 'granted' }, clerk);
    life.give('2026-08-21T10:00', 'HandOver', { method: 'desk', identityChecked: true, authorised: false, signature: 'paper' }, clerk);
    expect(traced(life).slice(1)).toEqual([
      'assign 2026-08-21T09:00 - | counter 2026-08-21T09:00 clerk | late | Giao kết quả',
      'counter 2026-08-21T10:00 clerk | Người nộp hồ sơ 2026-08-21T10:00 - | early | Trả kết quả',
    ]);
  });

  test('a result by post is given to the post, and one nobody delivered comes back', () => {
    const life = DossierLife.takenIn(tuition, '2026-08-19T09:00', { resultDelivery: 'post' });
    life.give('2026-08-21T09:00', 'RecordResult', { outcome: 'granted' }, clerk);
    life.give('2026-08-21T10:00', 'DispatchResult', { trackingNumber: 'EB1' }, clerk);
    life.give('2026-08-25T10:00', 'RecordDelivery', { trackingNumber: 'EB1', outcome: 'returned' }, clerk);
    life.give('2026-08-26T10:00', 'DispatchResult', { trackingNumber: 'EB2' }, clerk);
    life.give('2026-08-28T10:00', 'RecordDelivery', { trackingNumber: 'EB2', outcome: 'delivered' }, clerk);
    expect(traced(life).slice(1)).toEqual([
      'counter 2026-08-21T10:00 clerk | Dịch vụ bưu chính công ích 2026-08-21T10:00 - | early | Bưu gửi số EB1',
      'Dịch vụ bưu chính công ích 2026-08-25T10:00 - | counter 2026-08-25T10:00 clerk | - | Bưu gửi EB1 không phát được',
      'counter 2026-08-26T10:00 clerk | Dịch vụ bưu chính công ích 2026-08-26T10:00 - | early | Bưu gửi số EB2',
      'Dịch vụ bưu chính công ích 2026-08-28T10:00 - | Người nộp hồ sơ 2026-08-28T10:00 - | - | Bưu gửi EB2 đã phát',
    ]);
  });

  test('steps another system had done are hand-overs from the desk to each of them, as its log names them', () => {
    const step = (seq: number, name: string, officer: string, day: string): DossierEvent => ({
      type: 'StageImported', payload: { name, agency: 'H99.05.01', officer, finishedAt: at(day), contentHash: 'c'.repeat(64) }, occurredAt: at('2026-08-20T09:00'),
      seq, cause: `import-${String(seq)}`, ordinal: 0, actor: clerk, recordedAt: at('2026-08-20T09:00'), calendarSnapshot: land.calendars.snapshot,
    });
    const { events } = DossierLife.begun(land, { type: 'DossierImported', payload: IMPORTED, occurredAt: at('2026-08-20T09:00') });
    const names = unitNames(undefined, land, UNPUBLISHED);
    const told = traceHandovers([...events, step(2, 'Thẩm tra', 'cb.1', '2026-08-10T09:00'), step(3, 'Trình ký', 'cb.2', '2026-08-14T09:00')], names);
    expect(told.map(({ giver, receiver }) => [local(giver.at), giver.by ?? '-', receiver.unit.replace(/^.*\(/u, '('), receiver.by])).toEqual([
      ['2026-08-03T09:00', '-', '(Thẩm tra)', 'cb.1'],
      ['2026-08-10T09:00', 'cb.1', '(Trình ký)', 'cb.2'],
    ]);
  });
});
