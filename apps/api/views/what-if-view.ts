import { z } from 'zod';
import { type Agency, formatLocalDate } from '#domain';
import { ASSUMPTIONS, getRate, rateValue, type WhatIfLine, type WhatIfRates } from '#domain/figures';
import { WHAT_IF_STATES, type WhatIfDossier, type WhatIfRequest } from '#service/figures';
import { ASSUMPTION_WORDS, RATE_WORDS, WHAT_IF_COUNT_LABELS, WHAT_IF_MISMATCH, WHAT_IF_SIDE_LABELS, WHAT_IF_STATE_LABELS } from '#vi';
import { instantOut, isoOf, isoOrNull, pageOf } from '../schemas/atoms.js';
import { scenarioSchema } from '../schemas/what-if.js';
import { dossierPath } from './dossier-view.js';
import { viewValue } from './figure-view.js';
import { DOSSIER_EXAMPLE, REQUEST_EXAMPLE } from './what-if-examples.js';

const value = z.strictObject({
  numerator: z.int(),
  denominator: z.int(),
  value: z.number().nullable().meta({ description: 'Percent, two decimals rounded half up; null when there was nothing to judge' }),
  text: z.string().meta({ description: 'The percentage as it is written, or “không phát sinh”' }),
});

const line = z.strictObject({
  assumption: z.enum(ASSUMPTIONS),
  after: value,
  difference: z.int().meta({ description: 'Change of the numerator: those who become late less those who are late no more' }),
  points: z.number().nullable().meta({ description: 'Change of the rate in percentage points' }),
  toLate: z.int(),
  toInTime: z.int(),
});

const lines = { before: value, assumptions: z.array(line) };

const answer = z.strictObject({
  asOf: instantOut.meta({ description: 'The moment the ledger was read as of' }),
  rate: z.literal('late-rate'),
  label: z.string(),
  formula: z.string(),
  formulaVi: z.string(),
  figure: value.meta({ description: 'The rate of the figures at that moment; `before` is the same' }),
  fault: z.strictObject({ code: z.literal('before-differs-from-figure'), text: z.string(), textVi: z.string() }).nullable().meta({ description: 'The replay does not count the dossiers of the figure: do not use the answer' }),
  assumptions: z.array(z.strictObject({ name: z.enum(ASSUMPTIONS), label: z.string(), labelVi: z.string(), text: z.string(), textVi: z.string() })).meta({ description: 'What was held still, in words' }),
  total: z.strictObject(lines),
  byAgency: z.array(z.strictObject({ agency: z.string(), name: z.string(), ...lines })),
  counts: z.array(z.strictObject({ count: z.enum(['dossiers', 'replayed', 'givenDates', 'notMovable', 'notReplayable']), label: z.string(), number: z.int() })),
});

/** A scenario that was asked about, and what it came to. */
export const whatIfSchema = z
  .strictObject({
    id: z.uuid(),
    state: z.enum(WHAT_IF_STATES),
    stateLabel: z.string(),
    scope: z.strictObject({ province: z.string(), agency: z.string().nullable() }),
    period: z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
    scenario: scenarioSchema,
    requestedAt: instantOut,
    progress: z.strictObject({ done: z.int(), dossiers: z.int().nullable().meta({ description: 'Null until they are counted' }) }),
    finishedAt: instantOut.nullable(),
    answer: answer.nullable(),
    links: z.strictObject({ self: z.string(), dossiers: z.string() }),
  })
  .meta({ examples: [REQUEST_EXAMPLE] });
/** A what-if request as it is answered. */
export type WhatIfView = z.output<typeof whatIfSchema>;

/** A dossier that would be counted on the other side. */
export const whatIfDossierSchema = z
  .strictObject({
    code: z.string(),
    self: z.string(),
    agency: z.string(),
    procedureCode: z.string(),
    side: z.enum(['late', 'in-time']).meta({ description: 'The side it is on under the scenario' }),
    sideLabel: z.string(),
    dueBefore: instantOut.nullable(),
    dueAfter: instantOut.nullable(),
    endedBefore: instantOut.nullable().meta({ description: 'Null while it is open' }),
    endedAfter: instantOut.nullable(),
  })
  .meta({ examples: [DOSSIER_EXAMPLE] });
/** Such a dossier as it is answered. */
export type WhatIfDossierView = z.output<typeof whatIfDossierSchema>;

/** A page of requests. */
export const whatIfPageSchema = pageOf(whatIfSchema).meta({ examples: [{ items: [REQUEST_EXAMPLE], next: null }] });
/** A page of dossiers that change side. */
export const whatIfDossierPageSchema = pageOf(whatIfDossierSchema).meta({ examples: [{ items: [DOSSIER_EXAMPLE], next: null }] });

const MISMATCH = 'Before does not equal the late rate of the figures: do not use this answer; check the figures (npm run ledger -- recount) and ask again';

/** A request as its answer. */
export function viewWhatIf({ id, state, province, agency, firstDay, lastDay, scenario, requestedAt, done, dossiers, finishedAt, answer: found }: WhatIfRequest, agencies: ReadonlyMap<string, Pick<Agency, 'name'>>): WhatIfView {
  const self = `/api/v1/what-if/${id}`;
  return {
    id,
    state,
    stateLabel: WHAT_IF_STATE_LABELS[state],
    scope: { province, agency },
    period: { from: formatLocalDate(firstDay), to: formatLocalDate(lastDay) },
    scenario: scenarioSchema.parse(scenario),
    requestedAt: isoOf(requestedAt),
    progress: { done, dossiers },
    finishedAt: isoOrNull(finishedAt),
    answer: found === null ? null : viewAnswer(found, agencies),
    links: { self, dossiers: `${self}/dossiers` },
  };
}

function viewAnswer({ asOf, figure, matches, total, byAgency, counts }: NonNullable<WhatIfRequest['answer']>, agencies: ReadonlyMap<string, Pick<Agency, 'name'>>): NonNullable<WhatIfView['answer']> {
  const words = RATE_WORDS['late-rate'];
  return {
    asOf: isoOf(asOf),
    rate: 'late-rate',
    label: words.name,
    formula: getRate('late-rate').formula,
    formulaVi: words.formula,
    figure: valueOf(figure),
    fault: matches ? null : { code: 'before-differs-from-figure', text: MISMATCH, textVi: WHAT_IF_MISMATCH },
    assumptions: ASSUMPTIONS.map((name) => ({ name, ...ASSUMPTION_WORDS[name] })),
    total: linesOf(total),
    byAgency: byAgency.map(({ agency, ...rates }) => ({ agency, name: agencies.get(agency)?.name ?? agency, ...linesOf(rates) })),
    counts: (['dossiers', 'replayed', 'givenDates', 'notMovable', 'notReplayable'] as const).map((count) => ({ count, label: WHAT_IF_COUNT_LABELS[count], number: counts[count] })),
  };
}

function linesOf({ before, assumptions }: WhatIfRates): Pick<NonNullable<WhatIfView['answer']>['total'], 'before' | 'assumptions'> {
  return { before: valueOf(before), assumptions: ASSUMPTIONS.map((assumption) => ({ assumption, ...lineOf(before, assumptions[assumption]) })) };
}

function lineOf(before: WhatIfRates['before'], { after, difference, toLate, toInTime }: WhatIfLine): Omit<z.output<typeof line>, 'assumption'> {
  return { after: valueOf(after), difference, points: pointsBetween(before.value, after.value), toLate, toInTime };
}

/** The difference of two percentages as they are shown, in hundredths first: no binary dust. */
function pointsBetween(before: string | undefined, after: string | undefined): number | null {
  return before === undefined || after === undefined ? null : (Math.round(Number(after) * 100) - Math.round(Number(before) * 100)) / 100;
}

function valueOf({ n, d }: WhatIfRates['before']): z.output<typeof value> {
  const shown = rateValue(n, d);
  return { ...viewValue(shown), text: shown.value === undefined ? 'không phát sinh' : `${shown.value.replace('.', ',')} %` };
}

/** A dossier that changes side as its answer. */
export function viewWhatIfDossier({ code, agency, procedureCode, side, dueBefore, dueAfter, endedBefore, endedAfter }: WhatIfDossier): WhatIfDossierView {
  return {
    code,
    self: dossierPath(code),
    agency,
    procedureCode,
    side,
    sideLabel: WHAT_IF_SIDE_LABELS[side],
    dueBefore: isoOrNull(dueBefore),
    dueAfter: isoOrNull(dueAfter),
    endedBefore: isoOrNull(endedBefore),
    endedAfter: isoOrNull(endedAfter),
  };
}
