import { type ClockRule, formatLocalTime, instant, startClock } from '#domain';
import { type Engine, openCase, type OpenedCase, readCaseLedger } from '#service';
import { person } from './engine.js';

/** A task of five working days that is warned of one day before its end and climbs two levels after it. */
export const TASK_RULE: ClockRule = {
  clock: 'completion',
  term: { limit: { unit: 'working-days', amount: 5 }, end: 'same-clock' },
  warn: { unit: 'working-days', amount: 1 },
  escalations: [{ unit: 'working-days', amount: 1 }, { unit: 'working-days', amount: 3 }],
  law: { document: '126/KH-UBND' },
};

/** Evidence a task is completed with. */
export const PROOF = { file: '00000000-0000-4000-8000-000000000001', sha256: 'a'.repeat(64) };

/** What a plain case of a test is opened with. */
export interface PlainCase {
  readonly key: string;
  readonly at: Parameters<typeof openCase>[2]['at'];
  readonly agency?: string;
  readonly owner?: string;
  readonly coordinating?: readonly string[];
  readonly rules?: readonly ClockRule[];
  readonly kind?: 'publication' | 'feedback' | 'task';
}

const SERIES = { publication: 'CK', feedback: 'PA', task: 'NV' } as const;

/** Opens a case whose clocks begin with it. */
export async function openPlainCase(engine: Engine, { key, at, agency = 'H99.31', owner, coordinating, rules = [TASK_RULE], kind = 'task' }: PlainCase): Promise<OpenedCase> {
  return engine.database.transaction((tx) =>
    openCase(engine, tx, {
      kind,
      businessKey: key,
      series: SERIES[kind],
      agency,
      actor: person('manager'),
      at,
      begin: ({ code }, context) => [
        { type: 'CaseOpened', payload: { kind, code, agency, province: 'H99', ...(owner === undefined ? {} : { owner }), ...(coordinating === undefined ? {} : { coordinating }) }, occurredAt: context.at },
        ...rules.map((rule) => startClock({ clocks: [] }, rule, context.at, context.at, { agency, calendars: context.calendars })),
      ],
    }),
  );
}

/** What happened to a case and when, as local minutes. */
export async function caseHappenings(engine: Engine, id: string): Promise<readonly string[]> {
  return (await readCaseLedger(engine.database.read, id)).map(({ type, occurredAt }) => `${type} ${formatLocalTime(instant(occurredAt)).slice(0, 16)}`);
}
