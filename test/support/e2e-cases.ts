import { Buffer } from 'node:buffer';
import { expect } from 'vitest';
import { type Actor, type CalendarDefinition, type CaseKind, type ClockRule, type Instant, instant } from '#domain';
import { type Engine, publishCalendars, readCaseFigures, readCatalogue, recountCaseFigures, sha256, systemClock } from '#service';
import { openPlainCase } from './cases.js';
import { CLERK, HEAD, newKey, OFFICER, postUntilAnswered, takeIn } from './e2e-desk.js';
import { until } from './e2e-facts.js';
import type { E2eStack } from './e2e-stack.js';

const MANAGER: Actor = { subject: 'manager@H99', role: 'manager', agency: 'H99' };
const POSTER: Actor = { subject: 'officer@H99', role: 'officer', agency: 'H99' };
const PDF = new Uint8Array(Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'));

/** A command to a case over HTTP, sent under one key however often. */
export interface CaseStep {
  readonly as: Actor;
  readonly path: string;
  readonly body: object;
  readonly key: string;
}

/** A case opened over HTTP, and what is going to be said to it. */
export interface OpenedOverHttp {
  readonly code: string;
  readonly steps: readonly CaseStep[];
}

const step = (as: Actor, path: string, body: object): CaseStep => ({ as, path, body, key: newKey() });

/** One of each: a piece of feedback, an urging, a publication and an assigned task. */
export async function openEachKind(stack: E2eStack): Promise<readonly OpenedOverHttp[]> {
  return Promise.all([openFeedback(stack), openUrging(stack), openPublication(stack), openAssignedTask(stack)]);
}

async function created(stack: E2eStack, as: Actor, path: string, body: object): Promise<Readonly<Record<string, unknown>>> {
  const answer = await stack.calls.post(path, { as, key: newKey(), body });
  if (answer.status !== 201 && answer.status !== 200) throw new Error(`${path} answered ${String(answer.status)}: ${answer.text}`);
  return answer.body;
}

async function openFeedback(stack: E2eStack): Promise<OpenedOverHttp> {
  const code = String((await created(stack, CLERK, '/api/v1/feedback', { agencyCode: CLERK.agency, channel: 'hotline', subject: 'conduct', content: 'Hướng dẫn chưa rõ.' }))['code']);
  const path = `/api/v1/feedback/${code}/commands`;
  return {
    code,
    steps: [
      step(OFFICER, path, { type: 'AcceptFeedback' }),
      step(OFFICER, path, { type: 'AnswerFeedback', text: { answer: 'Đã chấn chỉnh.' } }),
      step(CLERK, path, { type: 'RateAnswer', body: { verdict: 'dissatisfied' } }),
    ],
  };
}

async function openUrging(stack: E2eStack): Promise<OpenedOverHttp> {
  const code = String((await created(stack, CLERK, `${(await takeIn(stack)).path}/urgings`, { by: 'applicant' }))['code']);
  const path = `/api/v1/feedback/${code}/commands`;
  return { code, steps: [step(OFFICER, path, { type: 'AnswerFeedback', text: { answer: 'Chiều nay có kết quả.' } }), step(CLERK, path, { type: 'TellApplicant', body: { by: 'phone' } })] };
}

let numbers = 0;

async function openPublication(stack: E2eStack): Promise<OpenedOverHttp> {
  numbers += 1;
  const now = new Date(systemClock.now()).toISOString();
  const decision = { number: `${String(numbers)}/QĐ-UBND`, issuer: { agency: MANAGER.agency, level: 'province' }, signedOn: now.slice(0, 10), effectiveOn: now.slice(0, 10), items: [{ kind: 'procedure', code: '1.013225', version: 3, change: 'new' }], evidence: [await proof(stack, MANAGER)] };
  const [item] = (await created(stack, MANAGER, '/api/v1/announcements', decision))['items'] as readonly { readonly publication: string }[];
  const code = item?.publication ?? '';
  const evidence = [await proof(stack, POSTER)];
  return { code, steps: ['counter', 'internal-process'].map((clock) => step(POSTER, `/api/v1/publications/${code}/postings`, { clock, clickedAt: now, address: 'Bảng niêm yết', evidence })) };
}

async function openAssignedTask(stack: E2eStack): Promise<OpenedOverHttp> {
  const [year] = new Date(systemClock.now()).toISOString().split('-');
  const document = { csv: 'TT;Nhiệm vụ;Tiến độ;Cơ quan chủ trì;Cơ quan phối hợp;Kết quả\n1;Kiểm tra;Quý IV;Văn phòng;;' };
  const plan = String((await created(stack, HEAD, '/api/v1/task-plans', { agency: HEAD.agency, number: '12/KH-UBND', issuedOn: `${year ?? ''}-01-05`, endsOn: `${year ?? ''}-12-31`, document }))['id']);
  const task = { place: 1, lead: HEAD.agency, coordinating: [], timing: { kind: 'deadline', lastDay: `${String(Number(year) + 1)}-01-20` }, targets: [], escalates: true };
  await created(stack, HEAD, `/api/v1/task-plans/${plan}/confirm`, { tasks: [task] });
  const [line] = (await stack.calls.get(`/api/v1/assigned-tasks?plan=${plan}`, { as: HEAD })).body['items'] as readonly { readonly code: string }[];
  const code = line?.code ?? '';
  const path = `/api/v1/assigned-tasks/${code}/commands`;
  return { code, steps: [step(OFFICER, path, { type: 'ReportTaskProgress', reached: 1, outOf: 2 }), step(OFFICER, path, { type: 'CompleteTask', evidence: [await proof(stack, OFFICER)] })] };
}

async function proof(stack: E2eStack, as: Actor): Promise<string> {
  return String((await stack.calls.post('/api/v1/evidence', { as, raw: { type: 'application/pdf', content: PDF } })).body['file']);
}

/** Sends the commands of a case one after the other, each until it is answered; their statuses. */
export async function sayAll(stack: E2eStack, { steps }: OpenedOverHttp): Promise<readonly number[]> {
  const statuses: number[] = [];
  for (const { path, ...call } of steps) statuses.push((await postUntilAnswered(stack, path, call)).status);
  return statuses;
}

/** How many commands to cases have an outcome. */
export async function countDecided({ database }: Engine, codes: readonly string[]): Promise<number> {
  return (await database.read.first<{ n: number }>('SELECT count(*)::int AS n FROM case_command m JOIN deadline_case c ON c.id = m.case_id WHERE c.code = ANY($1)', [codes]))?.n ?? 0;
}

/** Expects that each command was applied once, with its events in the ledger once and in the order they were given. */
export async function expectSaidOnce({ database }: Engine, { code, steps }: OpenedOverHttp): Promise<void> {
  const said = await database.read.rows<{ key: string; outcome: string; events: number }>(
    `SELECT m.idempotency_key AS key, m.outcome->>'kind' AS outcome, (SELECT count(*)::int FROM case_event e WHERE e.case_id = c.id AND e.cause = m.id::text AND e.ordinal = 0) AS events
     FROM case_command m JOIN deadline_case c ON c.id = m.case_id WHERE c.code = $1 ORDER BY m.accepted_at`,
    [code],
  );
  expect(said).toEqual(steps.map(({ key }) => ({ key, outcome: 'applied', events: 1 })));
}

const ALWAYS = [['00:00', '24:00']] as const;
const ROUND_THE_CLOCK: CalendarDefinition = {
  id: 'round-the-clock',
  name: 'Open at every hour of every day',
  week: { mon: ALWAYS, tue: ALWAYS, wed: ALWAYS, thu: ALWAYS, fri: ALWAYS, sat: ALWAYS, sun: ALWAYS },
  years: Array.from({ length: 30 }, (_, index) => ({ year: 2024 + index, status: 'confirmed', source: 'For tests' }) as const),
};

/** Has every agency work without a pause, so that levels follow an end whenever the test runs. */
export async function workRoundTheClock({ database }: Engine): Promise<void> {
  const { agencies } = await readCatalogue(new URL('../../data/', import.meta.url));
  const layers = [ROUND_THE_CLOCK];
  await database.transaction((tx) => publishCalendars(tx, agencies.map(({ code }) => ({ agency: code, processing: layers, intake: layers })), sha256, systemClock.now(), 'test'));
}

const hours = (amount: number): { readonly unit: 'working-hours'; readonly amount: number } => ({ unit: 'working-hours', amount });

/** A case whose clock runs out in seconds. */
export interface ShortCase {
  readonly id: string;
  readonly kind: CaseKind;
  readonly openedAt: Instant;
  readonly dueAt: Instant;
}

/** Opens one case of each kind that is warned of as it begins and ends `afterMs` on; a level is told of the end at once, and another an hour after it. */
export async function openShortCases(engine: Engine, afterMs: number): Promise<readonly ShortCase[]> {
  const at = systemClock.now();
  const dueAt = instant(at + afterMs);
  const rule: ClockRule = { clock: 'completion', term: { fixedAt: dueAt }, warn: hours(1), escalations: [hours(0), hours(1)], law: { document: '126/KH-UBND' } };
  const kinds = ['publication', 'feedback', 'task'] as const;
  return Promise.all(
    kinds.map(async (kind) => {
      const { id } = await openPlainCase(engine, { key: newKey(), at, kind, owner: OFFICER.subject, rules: [rule] });
      return { id, kind, openedAt: at, dueAt };
    }),
  );
}

/** Waits until the workflows of cases have heard of everything that was written to them. */
export function untilHeard({ database }: Engine, ids: readonly string[]): Promise<true> {
  return until('no case is unheard', async () => (await database.read.first('SELECT FROM deadline_case WHERE id = ANY($1) AND unheard_since IS NOT NULL', [ids])) === undefined);
}

/** Waits until the end of short cases is recorded and expects each point once, at its own instant, and each of its notices once. */
export async function expectEndedOnce({ database }: Engine, cases: readonly ShortCase[]): Promise<void> {
  for (const { id, openedAt, dueAt } of cases) {
    await until(`the end of case ${id} is recorded`, async () => (await database.read.first('SELECT FROM deadline_case WHERE id = $1 AND next_point_at > $2', [id, dueAt])) !== undefined);
    const points = await database.read.rows<{ type: string; at: number }>('SELECT type, occurred_at AS at FROM case_event WHERE case_id = $1 AND seq > 2 ORDER BY seq', [id]);
    expect(points).toEqual([{ type: 'ClockWarned', at: openedAt }, ...['ClockBecameLate', 'ClockEscalated'].map((type) => ({ type, at: dueAt }))]);
    const notices = await database.read.rows<{ kind: string }>(`SELECT n.kind FROM staff_notice n JOIN deadline_case c ON n.key LIKE c.code || ':%' WHERE c.id = $1 ORDER BY n.id`, [id]);
    // The passed end is told to who is in charge and to the head.
    expect(notices.map(({ kind }) => kind)).toEqual(['clock-warning', 'clock-late', 'clock-late', 'clock-escalated']);
  }
}

/** Expects the rates of clocks to equal a recount from the events, and no case to wait for anybody to hear of it. */
export async function expectCasesSound(engine: Engine): Promise<void> {
  const { read } = engine.database;
  await until('no case is unheard', async () => (await read.first('SELECT FROM deadline_case WHERE unheard_since IS NOT NULL')) === undefined);
  const [scope, at] = [{ agencies: [...(await engine.rules.agencies(read)).keys()] }, systemClock.now()];
  const period = { from: 0, until: at, at };
  const figures = await readCaseFigures(read, scope, period);
  expect(figures).not.toEqual([]);
  expect(figures).toEqual(await recountCaseFigures(read, scope, period));
}
