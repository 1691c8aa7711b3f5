import { addCalendarDays, type Actor, type CaseBodies, type CaseCommandType, localDateFrom, type LocalDate, localDateOf, type TaskBodies, yearOf } from '#domain';
import { confirmPlan, type ConfirmedTask, listAssignedTasks, uploadPlan } from '#service';
import type { CaseDesk } from './case-desk.js';
import type { Pace } from './pace.js';
import { DEPUTY, HEAD, OFFICER, PROVINCE } from './people.js';
import type { Random } from './random.js';

const TABLE = 'TT;Nhiệm vụ;Tiến độ;Cơ quan chủ trì;Cơ quan phối hợp;Kết quả\n1;Kiểm tra việc giải quyết hồ sơ;Quý III/2026;Văn phòng;;Báo cáo\n2;Báo cáo tháng;Hàng tháng;Văn phòng;;Báo cáo';

/** The last task of a plan is over by then; plans end with a year. */
const LONGEST_TASK_DAYS = 60;

type TaskCommandType = CaseCommandType & keyof TaskBodies;
type Give = <Type extends TaskCommandType>(actor: Actor, action: 'WorkOnTask' | 'DirectTask', type: Type, body: CaseBodies[Type], text?: string) => Promise<void>;

/**
 * A plan with a task and, where drawn, a report that comes again each month. Of the task: progress, findings, an extension asked for
 * and decided by a second person, done in time or late, its target met or not, explained or left.
 */
export function playTask(desk: CaseDesk, pace: Pace, random: Random, number: number): void {
  const lastDay = addCalendarDays(localDateOf(pace.at), Math.floor(random.between(4, 16)));
  const [escalates, recurs, isMeasured] = [random.chance(0.8), random.chance(0.4), random.chance(0.5)];
  let plan = '';
  pace.now(async () => {
    plan = await openPlan(desk, number, [
      {
        place: 1,
        lead: PROVINCE,
        ...(escalates ? { owner: OFFICER.subject } : {}),
        coordinating: ['H99.05'],
        timing: { kind: 'deadline', lastDay },
        targets: isMeasured ? [{ comparator: 'at-least', measure: { kind: 'share', hundredths: 3_000 }, wording: 'ít nhất 30% số đơn vị' }] : [],
        escalates,
      },
      recurs ? { place: 2, lead: PROVINCE, coordinating: [], timing: { kind: 'recurring', periods: ['month'] }, targets: [], escalates: true } : { place: 2, leftOut: 'Đã có báo cáo khác' },
    ]);
  });
  const give: (clock: 'completion' | 'report') => Give = (clock) => async (actor, action, type, body, text) => {
    const { engine, now } = desk.world;
    const open = await listAssignedTasks(engine.database.read, { agencies: [PROVINCE], plan, limit: 10 }, now);
    const task = open.find((each) => each.clock === clock);
    if (task !== undefined) await desk.give({ actor, action, code: task.code, type, body, ...(text === undefined ? {} : { text: { text } }) });
  };
  playTaskLife(desk, pace, random, lastDay, give('completion'));
  if (recurs && random.chance(0.8)) pace.then(async () => give('report')(OFFICER, 'WorkOnTask', 'CompleteTask', { evidence: await desk.proof() }));
}

function playTaskLife(desk: CaseDesk, pace: Pace, random: Random, lastDay: LocalDate, give: Give): void {
  if (random.chance(0.15)) return;
  const reached = Math.floor(random.between(1, 8));
  pace.then(() => give(OFFICER, 'WorkOnTask', 'ReportTaskProgress', { target: 0, reached, outOf: 10 }));
  if (random.chance(0.3)) {
    const later = { lastDay: addCalendarDays(lastDay, 5) };
    pace
      .then(() => give(HEAD, 'WorkOnTask', 'ProposeTaskExtension', later, 'Chờ số liệu của các phòng'))
      .then(() => give(HEAD, 'DirectTask', 'DecideTaskExtension', { approved: true }), 1)
      .then(() => give(DEPUTY, 'DirectTask', 'DecideTaskExtension', { approved: random.chance(0.7) }), 1);
  }
  if (random.chance(0.4)) {
    pace.then(() => give(HEAD, 'DirectTask', 'RaiseTaskFinding', { lastDay: addCalendarDays(lastDay, 2) }, 'Sổ theo dõi chưa đầy đủ'));
    if (random.chance(0.7)) pace.then(async () => give(OFFICER, 'WorkOnTask', 'HandleTaskFinding', { finding: 1, evidence: await desk.proof() }));
  }
  pace.then(() => give(OFFICER, 'WorkOnTask', 'CompleteTask', { evidence: [] }), 1).then(async () => give(OFFICER, 'WorkOnTask', 'CompleteTask', { evidence: await desk.proof() }));
  if (random.chance(0.7)) pace.then(() => give(OFFICER, 'WorkOnTask', 'ExplainTask', {}, 'Nhiều đơn vị nộp số liệu chậm'));
}

async function openPlan({ world: { engine, now } }: CaseDesk, number: number, tasks: readonly ConfirmedTask[]): Promise<string> {
  const issuedOn = localDateOf(now);
  const endsOn = localDateFrom(yearOf(addCalendarDays(issuedOn, LONGEST_TASK_DAYS)), 12, 31);
  const uploaded = await uploadPlan(engine, { actor: HEAD, idempotencyKey: `simulated-plan-${String(number)}`, agency: PROVINCE, number: `${String(number + 1)}/KH-UBND`, issuedOn, endsOn, content: Buffer.from(TABLE), at: now });
  if (uploaded.kind !== 'uploaded') throw new Error(`The plan was not read: ${uploaded.kind}`);
  const confirmed = await confirmPlan(engine, { planId: uploaded.plan.id, actor: HEAD, tasks, at: now });
  if (confirmed.kind !== 'confirmed') throw new Error(`The plan was not confirmed: ${JSON.stringify(confirmed)}`);
  return uploaded.plan.id;
}
