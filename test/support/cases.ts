import { type ClockRule, startClock } from '#domain';
import { type Engine, openCase, type OpenedCase } from '#service';
import { person } from './engine.js';

/** A task of five working days that is warned of one day before its end and climbs two levels after it. */
export const TASK_RULE: ClockRule = {
  clock: 'completion',
  term: { limit: { unit: 'working-days', amount: 5 }, end: 'same-clock' },
  warn: { unit: 'working-days', amount: 1 },
  escalations: [{ unit: 'working-days', amount: 1 }, { unit: 'working-days', amount: 3 }],
  law: { document: '126/KH-UBND' },
};

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
