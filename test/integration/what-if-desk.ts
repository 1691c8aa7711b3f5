import { beforeAll, expect } from 'vitest';
import { parseInstant } from '#domain';
import { applyImport, findCommand } from '#service';
import { computeNextWhatIf, foldFigures, readFigure } from '#service/figures';
import { whatIfDossierPageSchema, type WhatIfDossierView, whatIfSchema, type WhatIfView } from '../../apps/api/views/what-if-view.js';
import { createTestDatabase } from '../support/database.js';
import { person, TestCounter } from '../support/engine.js';
import { type Call, startTestApi } from './api-harness.js';

export const WHAT_IF = '/api/v1/what-if';
export const MANAGER: Call = { as: 'manager' };
export const OTHER_MANAGER: Call = { as: { role: 'manager', agency: 'H99', subject: 'manager-2' } };
export const HEAD: Call = { as: { role: 'head', agency: 'H99.31', subject: 'head-31' } };
const OFFICER = person('officer');
const HEAD_ACTOR = person('head');
/** The clock of every question: September, so that August is over. */
export const NOW = '2026-09-10T09:00:00+07:00';
export const AUGUST = { period: '2026-08' };
/** Seven working days from 19/8 are 27/8, for Saturday 22/8 is made up for. */
export const HOLIDAY = { holidays: [{ date: '2026-08-25' }] };

/** Requests that are not answered belong to somebody of their own, whose queue nobody else fills. */
export function stranger(name: string): Call {
  return { as: { role: 'manager', agency: 'H99', subject: `manager-${name}` } };
}

/** A counter with what was received in August, and how its managers ask. Call at the top level of a file: each has its own. */
export async function openWhatIfDesk() {
  const database = await createTestDatabase();
  const { get, post, clock, engine } = await startTestApi(database);
  const counter = new TestCounter(engine, database, clock);

  const codes: Record<string, string> = {};
  let keys = 0;

  async function take(name: string, at: string, body: Parameters<typeof counter.takeIn>[0] = {}): Promise<string> {
    clock.set(at);
    const { code } = await counter.takeIn(body);
    codes[name] = code;
    return code;
  }

  async function give(at: string, ...given: Parameters<typeof counter.give>): Promise<void> {
    clock.set(at);
    const { id } = await counter.give(...given);
    const record = await findCommand(engine, id);
    expect([record?.status, record?.status === 'applied' ? '' : JSON.stringify(record?.outcome)]).toEqual(['applied', '']);
  }

  async function finish(code: string, at: string): Promise<void> {
    await give(at, person('clerk'), code, 'RecordResult', {});
  }

  /** A dossier whose stages end when they are told to. */
  async function live(name: string, received: string, appraised: string, drafted: string, ended: string): Promise<string> {
    const code = await take(name, received);
    await give(received.replace('T09', 'T10'), OFFICER, code, 'Forward', { stage: 'desk' });
    await give(received.replace('T09', 'T11'), HEAD_ACTOR, code, 'Assign', { stage: 'appraise', officer: `of-${name}` });
    await give(appraised, OFFICER, code, 'Forward', { stage: 'appraise' });
    await give(drafted, OFFICER, code, 'Forward', { stage: 'process' });
    await finish(code, ended);
    return code;
  }

  function nextKey(): string {
    keys += 1;
    return `what-if-key-${String(keys)}`;
  }

  async function ask(scenario: object, { call = MANAGER, ...more }: { readonly call?: Call; readonly agency?: string; readonly period?: string } = {}): Promise<WhatIfView> {
    clock.set(NOW);
    const answer = await post(WHAT_IF, { ...call, key: nextKey(), body: { ...AUGUST, ...more, scenario } });
    expect([answer.status, answer.status === 202 ? '' : answer.text]).toEqual([202, '']);
    return whatIfSchema.parse(answer.body);
  }

  /** The answer of a scenario, computed as the relay would. */
  async function answered(scenario: object, more: Parameters<typeof ask>[1] = {}): Promise<WhatIfView & { readonly answer: NonNullable<WhatIfView['answer']> }> {
    const { id } = await ask(scenario, more);
    while ((await computeNextWhatIf(engine, clock)) !== undefined);
    const view = whatIfSchema.parse((await get(`${WHAT_IF}/${id}`, more.call ?? MANAGER)).body);
    if (view.answer === null) throw new Error(`Not computed: ${view.state}`);
    return { ...view, answer: view.answer };
  }

  async function changed(id: string, assumption: string, call: Call = MANAGER): Promise<readonly WhatIfDossierView[]> {
    const items: WhatIfDossierView[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const page: ReturnType<typeof whatIfDossierPageSchema.parse> = whatIfDossierPageSchema.parse((await get(`${WHAT_IF}/${id}/dossiers?assumption=${assumption}&limit=1${after === '' ? '' : `&after=${after}`}`, call)).body);
      items.push(...page.items);
      after = page.next;
    }
    return items;
  }

  async function figure(agency?: string): Promise<object> {
    const { figures } = await readFigure(engine.database, { scope: { province: 'H99', ...(agency === undefined ? {} : { agency }) }, period: { kind: 'month', year: 2026, month: 8 }, rates: ['late-rate'], at: parseInstant(NOW) });
    const { n, d } = figures[0]?.rates['late-rate'] ?? { n: -1, d: -1 };
    return { numerator: n, denominator: d };
  }

  beforeAll(async () => {
    await live('lateByHours', '2026-08-19T09:00:00+07:00', '2026-08-24T10:00:00+07:00', '2026-08-26T10:00:00+07:00', '2026-08-27T15:00:00+07:00');
    await live('inTime', '2026-08-19T09:00:00+07:00', '2026-08-20T10:00:00+07:00', '2026-08-21T10:00:00+07:00', '2026-08-26T09:00:00+07:00');
    await live('justInTime', '2026-08-19T09:00:00+07:00', '2026-08-26T10:00:00+07:00', '2026-08-26T16:00:00+07:00', '2026-08-27T08:00:00+07:00');
    await take('openLate', '2026-08-19T09:00:00+07:00');
    await take('openElsewhere', '2026-08-20T09:00:00+07:00', { agencyCode: 'H99.32' });
    const again = await live('reopened', '2026-08-18T09:00:00+07:00', '2026-08-19T10:00:00+07:00', '2026-08-19T11:00:00+07:00', '2026-08-20T09:00:00+07:00');
    await give('2026-08-21T09:00:00+07:00', HEAD_ACTOR, again, 'Reopen', { reasonCode: 'wrong-result' }, { reason: 'Sửa kết quả' });
    await finish(again, '2026-08-28T16:00:00+07:00');
    const moved = await take('transferred', '2026-08-20T09:00:00+07:00');
    await give('2026-09-02T10:00:00+07:00', HEAD_ACTOR, moved, 'Transfer', { agency: 'H99.32', reasonCode: 'competence' });
    const asked = await take('supplemented', '2026-08-18T09:00:00+07:00');
    await give('2026-08-19T09:00:00+07:00', OFFICER, asked, 'RequestSupplement', { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '8' } }], reasonCode: 'incomplete' }, { reason: 'Thiếu giấy tờ' });
    await give('2026-08-20T09:00:00+07:00', person('clerk'), asked, 'ReceiveSupplement', {});
    clock.set('2026-09-01T09:00:00+07:00');
    await applyImport(
      engine,
      (function* () {
        const line = { procedureCode: '1.013225', agencyCode: 'H99.31', channel: 'counter', applicantName: 'Người nộp cũ', phone: '0900000001', status: '' };
        yield { line: 2, fields: { ...line, code: 'CU-1', receivedAt: '2026-08-19T09:00:00+07:00', dueAt: '2026-08-27T09:00:00+07:00', finishedAt: '2026-08-27T16:00:00+07:00', handedOverAt: '2026-08-27T16:00:00+07:00' } };
        yield { line: 3, fields: { ...line, code: 'CU-2', receivedAt: '2026-08-03T09:00:00+07:00', dueAt: '2026-08-12T09:00:00+07:00', finishedAt: '2026-08-12T10:00:00+07:00', handedOverAt: '2026-08-12T10:00:00+07:00' } };
        yield { line: 4, fields: { ...line, code: 'CU-3', receivedAt: '2026-08-28T09:00:00+07:00', dueAt: '2026-09-08T09:00:00+07:00', currentStage: 'appraise', holder: 'of-imported' } };
      })(),
      clock.now(),
      { source: 'old', listener: { rejected: () => undefined, warned: () => undefined, progress: () => undefined } },
    );
    await finish('CU-3', '2026-09-07T16:00:00+07:00');
    await foldFigures(engine, 5_000);
  });

  /** Names of the dossiers of a list. */
  function named(items: readonly WhatIfDossierView[], side: string): readonly string[] {
    const names = new Map(Object.entries(codes).map(([name, code]) => [code, name]));
    return items.filter((item) => item.side === side).map(({ code }) => names.get(code) ?? code).sort();
  }

  return { get, post, clock, engine, nextKey, ask, answered, changed, figure, named };
}
