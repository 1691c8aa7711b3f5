import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { formatDay } from '../../format/moments.js';
import { useEverybody } from '../../api/people.js';
import { useProcedures } from '../../api/procedures.js';

/** Procedures change by publications, days apart. */
const KEPT_MS = 600_000;

/** A scenario as it is asked and answered. */
interface Scenario {
  readonly holidays?: readonly { readonly date: string }[];
  readonly openDays?: readonly { readonly on: { readonly date: string } | { readonly every: 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'; readonly from: string; readonly to: string }; readonly hours?: 'full' | 'morning' | 'afternoon' | readonly (readonly string[])[] }[];
  readonly terms?: NonNullable<components['schemas']['WhatIfRequest']['scenario']['terms']>;
  readonly absences?: readonly { readonly officer: string; readonly from: string; readonly to: string }[];
}

/** A question that was asked, with its scenario as the client reads it. */
export type WhatIf = Omit<components['schemas']['WhatIf'], 'scenario'> & { readonly scenario: Scenario };

/** Scenarios in words, one sentence for each change; codes stand for the names of procedures, stages and people that are still being read. */
export function useScenarioWords(scenarios: readonly Scenario[]): (scenario: Scenario) => readonly string[] {
  const { t } = useTranslation('manager');
  const { nameOf: personName } = useEverybody();
  const { nameOf: procedureName } = useProcedures();
  const stageName = useStageNames(scenarios);
  return ({ holidays = [], openDays = [], terms = [], absences = [] }) => [
    ...holidays.map(({ date }) => t('whatIf.holidayWords', { day: formatDay(date) })),
    ...openDays.map(({ on, hours }) => t('whatIf.openWords', { on: 'date' in on ? formatDay(on.date) : t('whatIf.every', { day: t(`whatIf.${on.every}`), from: formatDay(on.from), to: formatDay(on.to) }), hours: typeof hours === 'string' ? t(`whatIf.in-${hours}`) : '' })),
    ...terms.map((term) => ('stage' in term ? t('whatIf.stageWords', { procedure: procedureName(term.procedure), stage: stageName(term.procedure, term.stage), amount: term.budget.amount, unit: t(`whatIf.unit-${term.budget.unit}`) }) : t('whatIf.termWords', { procedure: procedureName(term.procedure), amount: term.limit.amount, unit: t(`whatIf.unit-${term.limit.unit}`) }))),
    ...absences.map(({ officer, from, to }) => t('whatIf.absenceWords', { officer: personName(officer), from: formatDay(from), to: formatDay(to) })),
  ];
}

/** Names of the stages these scenarios change, from the procedures in force. */
function useStageNames(scenarios: readonly Scenario[]): (procedure: string, stage: string) => string {
  const codes = [...new Set(scenarios.flatMap(({ terms = [] }) => terms.flatMap((term) => ('stage' in term ? [term.procedure] : []))))];
  const found = useQueries({ queries: codes.map((code) => ({ ...api.queryOptions('get', '/api/v1/procedures/{code}', { params: { path: { code } } }), staleTime: KEPT_MS })) });
  const names = new Map(found.flatMap(({ data }) => (data === undefined ? [] : data.cases.flatMap(({ parts }) => parts.flatMap(({ groups }) => groups.flatMap(({ stages }) => stages.map(({ id, name }) => [`${data.code} ${id}`, name] as const)))))));
  return (procedure, stage) => names.get(`${procedure} ${stage}`) ?? stage;
}
