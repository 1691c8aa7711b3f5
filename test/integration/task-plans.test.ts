import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { caseEventOfRow, type CaseBodies, type CaseCommandType, foldCase, formatLocalTime, instant, type LocalDate, parseLocalDate, RATED_CLOCKS, startOfDay } from '#domain';
import {
  applyCase,
  type ConfirmedTask,
  confirmPlan,
  findAssignedTask,
  findPlan,
  giveCaseCommand,
  listAssignedTasks,
  onTimeRate,
  openDueReports,
  type PlanConfirmed,
  readCaseLedger,
  reportPlan,
  type TaskPlan,
  uploadPlan,
} from '#service';
import { assignmentsWith, closureOf, publishNow } from '../support/calendar-changes.js';
import { person, testCounter } from '../support/engine.js';

const counter = await testCounter('2026-01-12T09:00:00+07:00');
const { engine, clock } = counter;
const PROOF = { file: '00000000-0000-4000-8000-000000000001', sha256: 'a'.repeat(64) };
const ISSUED = parseLocalDate('2026-01-10');
const ENDS = parseLocalDate('2026-12-31');
const HEADER = 'TT;Nhiệm vụ;Tiến độ;Cơ quan chủ trì;Cơ quan phối hợp;Kết quả';

function csvOf(...lines: readonly string[]): Uint8Array {
  return Buffer.from([HEADER, ...lines].join('\n'), 'utf8');
}

async function uploaded(content: Uint8Array, key = counter.key(), number = '12/KH-UBND'): Promise<TaskPlan> {
  const outcome = await uploadPlan(engine, { actor: person('head', 'H99.31'), idempotencyKey: key, agency: 'H99.31', number, issuedOn: ISSUED, endsOn: ENDS, content, at: clock.now() });
  if (outcome.kind !== 'uploaded') {
    throw new Error(`Not uploaded: ${JSON.stringify(outcome)}`);
  }
  return outcome.plan;
}

/** Takes every task as it was read, led by the commune. */
function asRead({ reading }: TaskPlan, escalates = true): readonly ConfirmedTask[] {
  return reading.tasks.map(({ schedule, proposedTargets }, index): ConfirmedTask => {
    const taken = { place: index + 1, lead: 'H99.31', coordinating: ['H99.32'], targets: proposedTargets, escalates };
    switch (schedule.kind) {
      case 'deadline':
        return { ...taken, timing: { kind: 'deadline', lastDay: schedule.lastDay } };
      case 'recurring': {
        const [first, ...others] = schedule.periods;
        return { ...taken, timing: first === undefined ? { kind: 'awaiting' } : { kind: 'recurring', periods: [first, ...others], ...(schedule.dueDay === undefined ? {} : { dueDay: schedule.dueDay }) } };
      }
      case 'deadlines':
        return { ...taken, timing: { kind: 'deadlines', lastDays: schedule.lastDays } };
      default:
        return { ...taken, timing: { kind: schedule.kind } };
    }
  });
}

function confirmed(planId: string, tasks: readonly ConfirmedTask[]): Promise<PlanConfirmed> {
  return confirmPlan(engine, { planId, actor: person('head', 'H99.31'), tasks, at: clock.now() });
}

async function give<Type extends CaseCommandType>(code: string, type: Type, body: CaseBodies[Type], text?: string, subject = 'officer-1'): Promise<string> {
  const answer = await giveCaseCommand(engine, clock, { actor: person('officer', 'H99.31', subject), idempotencyKey: counter.key(), code, type, body, ...(text === undefined ? {} : { text: { text } }) }, { mayGive: () => true });
  if (!('outcome' in answer)) {
    return answer.kind;
  }
  return answer.outcome.kind === 'applied' ? 'applied' : answer.outcome.refusal.code;
}

async function codesOf(planId: string, standing?: Parameters<typeof listAssignedTasks>[1]['standing']): Promise<readonly string[]> {
  const items = await listAssignedTasks(engine.database.read, { agencies: ['H99.31'], plan: planId, limit: 200, ...(standing === undefined ? {} : { standing }) }, clock.now());
  return items.map(({ code }) => code);
}

async function onlyTask(line: string, escalates = true): Promise<{ readonly planId: string; readonly code: string }> {
  const plan = await uploaded(csvOf(line));
  await confirmed(plan.id, asRead(plan, escalates));
  const [code] = await codesOf(plan.id);
  if (code === undefined) {
    throw new Error('The plan has no task');
  }
  return { planId: plan.id, code };
}

test('a real plan of 55 tasks is uploaded, confirmed and opened at once; confirmed again it is the same', async () => {
  clock.set('2022-09-21T09:00:00+07:00');
  const content = readFileSync(new URL('../fixtures/plans/khanh-hoa-2022.docx', import.meta.url));
  const outcome = await uploadPlan(engine, { actor: person('head'), idempotencyKey: 'real-plan', agency: 'H99.31', number: '4069/KH-STNMT-VP', issuedOn: parseLocalDate('2022-09-21'), endsOn: parseLocalDate('2022-12-31'), content, at: clock.now() });
  const plan = outcome.kind === 'uploaded' ? outcome.plan : await Promise.reject(new Error(outcome.kind));
  expect(await findPlan(engine, plan.id)).toEqual(plan);
  const first = await confirmed(plan.id, asRead(plan));
  expect(first).toMatchObject({ kind: 'confirmed', opened: 55, series: 0 });
  expect(await confirmed(plan.id, asRead(plan))).toEqual({ ...first, kind: 'known' });
  expect(await confirmed(plan.id, asRead(plan, false))).toEqual({ kind: 'already-confirmed' });
  expect(await codesOf(plan.id)).toHaveLength(55);
  expect(await codesOf(plan.id, 'awaiting-date')).toHaveLength(5);
  clock.set('2026-01-12T09:00:00+07:00');
});

test('the same upload under its key is the same plan, another document under it is refused', async () => {
  const content = csvOf('1;Kiểm tra;Quý II/2026;Văn phòng;;');
  const plan = await uploaded(content, 'upload-twice');
  expect(await uploaded(content, 'upload-twice')).toEqual(plan);
  const other = { actor: person('head', 'H99.31'), idempotencyKey: 'upload-twice', agency: 'H99.31', number: '12/KH-UBND', issuedOn: ISSUED, endsOn: ENDS, content: csvOf('1;Báo cáo;Quý II/2026;Văn phòng;;'), at: clock.now() };
  expect(await uploadPlan(engine, other)).toEqual({ kind: 'key-conflict' });
});

test('what a plan says stands in the database under a key only', async () => {
  const { planId, code } = await onlyTask('1;Kiểm tra Bí thư Nguyễn Văn Ẩn;Quý II/2026;Văn phòng;;');
  const stored = await engine.database.read.rows<{ all: string }>(
    `SELECT (SELECT content::text FROM task_plan WHERE id = $1) || (SELECT string_agg(payload::text, '') FROM case_event e JOIN deadline_case c ON c.id = e.case_id WHERE c.code = $2) AS all`,
    [planId, code],
  );
  expect(stored[0]?.all).not.toContain('Nguyễn');
  expect((await findAssignedTask(engine, code))?.wording.title).toBe('Kiểm tra Bí thư Nguyễn Văn Ẩn');
});

test('a confirmation names every task of the draft once, agencies that exist, and leaves nothing out in silence', async () => {
  const plan = await uploaded(csvOf('1;Kiểm tra;Quý II/2026;Văn phòng;;', '2;Báo cáo;Quý III/2026;Văn phòng;;'));
  const [one, two] = asRead(plan);
  if (one === undefined || two === undefined || !('lead' in one)) {
    throw new Error('Two tasks were read');
  }
  expect(await confirmed(plan.id, [{ ...one, lead: 'nobody', coordinating: ['H98.1'] }, one])).toEqual({
    kind: 'faulty',
    faults: [
      { index: 0, field: 'lead', code: 'unknown-agency', value: 'nobody' },
      { index: 0, field: 'coordinating', code: 'unknown-agency', value: 'H98.1' },
      { index: 1, field: 'place', code: 'place-twice', value: '1' },
      { index: 2, field: 'place', code: 'place-missing', value: '2' },
    ],
  });
  const beyond: ConfirmedTask = { ...one, timing: { kind: 'deadline', lastDay: parseLocalDate('2090-01-01') } };
  expect(await confirmed(plan.id, [two, beyond])).toEqual({ kind: 'faulty', faults: [{ index: 1, field: 'timing', code: 'beyond-calendar', value: '1' }] });
  expect(await codesOf(plan.id)).toEqual([]);
  expect(await confirmed(plan.id, [one, { place: 2, leftOut: 'Trùng với nhiệm vụ 1' }])).toMatchObject({ kind: 'confirmed', opened: 1 });
});

test('agencies that work along see a task, others do not', async () => {
  const { planId, code } = await onlyTask('1;Kiểm tra;Quý II/2026;Văn phòng;;');
  const seenBy = async (agency: string): Promise<readonly string[]> => (await listAssignedTasks(engine.database.read, { agencies: [agency], plan: planId, limit: 10 }, clock.now())).map((item) => item.code);
  expect([await seenBy('H99.31'), await seenBy('H99.32'), await seenBy('H99.33')]).toEqual([[code], [code], []]);
});

test('a task nobody is warned of is the watchdog’s, all others have a workflow', async () => {
  const carriers = async (escalates: boolean): Promise<unknown> => {
    const { code } = await onlyTask('1;Kiểm tra;Quý II/2026;Văn phòng;;', escalates);
    return engine.database.read.first('SELECT carried_by FROM deadline_case WHERE code = $1', [code]);
  };
  expect([await carriers(true), await carriers(false)]).toEqual([{ carried_by: 'workflow' }, { carried_by: 'watchdog' }]);
});

test('monthly reports open one after the other by themselves, whoever asks however often, and end with the plan', async () => {
  clock.set('2026-01-12T09:00:00+07:00');
  const { planId } = await onlyTask('1;Báo cáo cải cách hành chính;Hàng tháng;Văn phòng;;Báo cáo');
  const months = async (): Promise<readonly string[]> => {
    const report = await reportPlan(engine, planId, clock.now());
    return (report?.tasks ?? []).map(({ period, dueAt }) => `${String((period?.last ?? 0) - (period?.first ?? 0) + 1)} days until ${String(((dueAt ?? 0) - startOfDay(period?.last ?? (0 as LocalDate))) / 3_600_000)} h`);
  };
  expect(await months()).toHaveLength(1);
  expect(await openDueReports(engine, clock.set('2026-01-14T23:59:59+07:00'), 100)).toBe(0);
  await openDueReports(engine, clock.set('2026-01-15T00:00:00+07:00'), 100);
  await openDueReports(engine, clock.now(), 100);
  // Cut off on Wednesday 14/1 and three working days; then 14/2 is the Saturday before Tết (16–20/2): due Wednesday 25/2.
  expect(await months()).toEqual(['31 days until 137 h', '31 days until 281 h']);
  clock.set('2027-02-01T09:00:00+07:00');
  for (let pass = 0; pass < 15; pass += 1) {
    await openDueReports(engine, clock.now(), 100);
  }
  expect(await months()).toHaveLength(12);
  clock.set('2026-01-12T09:00:00+07:00');
});

test('a task with several ends is one for each, and a day of every month is the day its reports are due on', async () => {
  clock.set('2026-01-12T09:00:00+07:00');
  const dues = async (row: string): Promise<readonly (string | undefined)[]> => {
    const plan = await uploaded(csvOf(row));
    expect(await confirmed(plan.id, asRead(plan))).toMatchObject({ kind: 'confirmed' });
    const report = await reportPlan(engine, plan.id, clock.now());
    return (report?.tasks ?? []).map(({ dueAt }) => (dueAt === undefined ? undefined : formatLocalTime(instant(dueAt)).slice(0, 16)));
  };
  expect(await dues('1;Họp giao ban;Quý II, IV;Văn phòng;;Biên bản')).toEqual(['2026-06-30T17:00', '2026-12-31T17:00']);
  // The day before Sunday 25/1 is a Saturday: what is due before a day is never put after it.
  expect(await dues('1;Báo cáo;Trước ngày 25 hàng tháng;Văn phòng;;Báo cáo')).toEqual(['2026-01-23T17:00']);
  expect(await dues('1;Báo cáo;Ngày 10 hàng tháng;Văn phòng;;Báo cáo')).toEqual(['2026-02-10T17:00']);
});

test('a late task is explained by its lead, and its words stand in the report', async () => {
  const { planId, code } = await onlyTask('3;Tổ chức kiểm tra;Quý I/2026;Văn phòng;;Kiểm tra ít nhất 30% số phòng');
  clock.set('2026-04-01T09:00:00+07:00');
  expect([await codesOf(planId, 'overdue'), await codesOf(planId, 'explanation-due')]).toEqual([[code], [code]]);
  expect(await give(code, 'ReportTaskProgress', { target: 0, reached: 4, outOf: 10 })).toBe('applied');
  expect(await give(code, 'CompleteTask', { evidence: [PROOF] })).toBe('applied');
  expect(await codesOf(planId, 'explanation-due')).toEqual([code]);
  expect((await reportPlan(engine, planId, clock.now()))?.tasks).toMatchObject([{ state: 'done-late', explanationDue: true, targets: [{ reached: 4, outOf: 10 }] }]);
  expect(await give(code, 'ExplainTask', {}, 'Đoàn kiểm tra thiếu người')).toBe('applied');
  expect(await codesOf(planId, 'closed')).toEqual([code]);
  const report = await reportPlan(engine, planId, clock.now());
  expect(report).toMatchObject({ rate: { value: { n: 0, d: 1, value: '0.00' }, target: 9800, isMet: false } });
  expect(report?.tasks).toMatchObject([{ explanation: 'Đoàn kiểm tra thiếu người', explanationDue: false, evidence: [PROOF] }]);
  clock.set('2026-01-12T09:00:00+07:00');
});

test('an extension is asked for with a reason and granted by a second person; the first cannot', async () => {
  const { planId, code } = await onlyTask('1;Kiểm tra;Quý I/2026;Văn phòng;;');
  const lastDay = parseLocalDate('2026-04-15');
  expect(await give(code, 'ProposeTaskExtension', { lastDay }, undefined, 'lan')).toBe('reason-missing');
  expect(await give(code, 'ProposeTaskExtension', { lastDay }, 'Chờ số liệu', 'lan')).toBe('applied');
  expect(await give(code, 'DecideTaskExtension', { approved: true }, undefined, 'lan')).toBe('second-person-needed');
  expect(await give(code, 'DecideTaskExtension', { approved: true }, undefined, 'minh')).toBe('applied');
  expect((await reportPlan(engine, planId, clock.now()))?.tasks[0]?.dueAt).toBe(startOfDay(lastDay) + 17 * 3_600_000);
});

test('findings of an inspection have their own ends, and the report counts those handled', async () => {
  const { planId, code } = await onlyTask('1;Kiểm tra;Quý II/2026;Văn phòng;;100% các vấn đề phát hiện được xử lý');
  expect(await give(code, 'RaiseTaskFinding', { lastDay: parseLocalDate('2026-02-27') }, 'Niêm yết thiếu')).toBe('applied');
  expect(await give(code, 'RaiseTaskFinding', { lastDay: parseLocalDate('2026-03-31') }, 'Sổ chưa ghi')).toBe('applied');
  expect(await give(code, 'HandleTaskFinding', { finding: 2, evidence: [PROOF] })).toBe('applied');
  expect((await reportPlan(engine, planId, clock.now()))?.tasks).toMatchObject([{ findings: { handled: 1, total: 2 } }]);
});

test('the on-time rate of any period equals a recount from the ledgers', async () => {
  const plan = await uploaded(csvOf(...Array.from({ length: 12 }, (_, index) => `${String(index + 1)};Nhiệm vụ;Tháng ${String((index % 4) + 2)}/2026;Văn phòng;;`)));
  await confirmed(plan.id, asRead(plan));
  const codes = await codesOf(plan.id);
  for (const [index, code] of codes.entries()) {
    if (index % 3 !== 2) {
      clock.set(`2026-0${String((index % 5) + 2)}-1${String(index % 10)}T09:00:00+07:00`);
      await give(code, 'CompleteTask', { evidence: [PROOF] });
    }
  }
  clock.set('2026-04-20T09:00:00+07:00');
  const ids = await engine.database.read.rows<{ id: string }>(`SELECT id FROM deadline_case WHERE kind = 'task'`);
  const clocks = (await Promise.all(ids.map(async ({ id }) => foldCase((await readCaseLedger(engine.database.read, id)).map(caseEventOfRow)).clocks))).flat();
  for (const [from, to] of [['2026-01-01', '2026-03-31'], ['2026-02-01', '2026-02-28'], ['2026-04-01', '2026-12-31'], ['2025-01-01', '2025-12-31']] as const) {
    const [first, last] = [parseLocalDate(from), parseLocalDate(to)];
    const due = clocks.filter((each) => RATED_CLOCKS.some((rated) => rated === each.clock) && each.agency === 'H99.31' && each.dueAt > startOfDay(first) && each.dueAt <= instant(startOfDay(last) + 86_400_000) && (each.stopped !== undefined || each.dueAt < clock.now()));
    const { value } = await onTimeRate(engine.database.read, { agencies: ['H99.31'], first, last }, 9800, clock.now());
    expect(value).toMatchObject({ n: due.filter(({ stopped }) => stopped?.inTime === true).length, d: due.length });
  }
  clock.set('2026-01-12T09:00:00+07:00');
});

test('another calendar moves the end of a task whose last day it closes, and the report that would be due then, never earlier', async () => {
  clock.set('2026-01-12T09:00:00+07:00');
  const { planId: taskPlan } = await onlyTask('1;Kiểm tra;Ngày 30/9/2026;Văn phòng;;');
  const { planId: reportPlanId } = await onlyTask('1;Báo cáo;Hàng tháng;Văn phòng;;');
  const dues = async (): Promise<readonly string[]> => Promise.all([taskPlan, reportPlanId].map(async (id) => formatLocalTime(instant((await reportPlan(engine, id, clock.now()))?.tasks[0]?.dueAt ?? 0)).slice(0, 16)));
  const pass = async (): Promise<void> => {
    for (const { id } of await engine.database.read.rows<{ id: string }>('SELECT c.id FROM deadline_case c JOIN plan_task p ON p.case_id = c.id WHERE p.plan_id = ANY($1)', [[taskPlan, reportPlanId]])) {
      await applyCase(engine, id, clock.now());
    }
  };
  expect(await dues()).toEqual(['2026-09-30T17:00', '2026-01-19T17:00']);
  await publishNow(counter, assignmentsWith(closureOf('2026-09-30', '2026-01-19')), clock.now());
  await pass();
  expect(await dues()).toEqual(['2026-10-01T17:00', '2026-01-20T17:00']);
  await publishNow(counter, assignmentsWith(), clock.add(60_000));
  await pass();
  expect(await dues()).toEqual(['2026-10-01T17:00', '2026-01-20T17:00']);
  clock.set('2026-01-12T09:00:00+07:00');
});
