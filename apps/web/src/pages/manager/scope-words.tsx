import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Channel } from '#domain';
import { formatDay } from '../../format/moments.js';
import type { Asked } from './asked.js';
import { useAgencies } from '../../api/agencies.js';
import { useProcedures } from '../../api/procedures.js';
import { useLabels } from '../../texts/use-labels.js';
import { useProcedureChoices } from './catalogue.js';
import { namedPeriod } from './periods.js';

/** What a rate may be narrowed down by besides. */
export interface FurtherScope {
  readonly channel?: Channel;
  readonly commune?: string;
  /** A case of the procedure. */
  readonly case?: string;
  /** A stage of the procedure; empty for what belongs to none. */
  readonly stage?: string;
}

/** Whose numbers and of which days, in words, with what they are narrowed down by besides. */
export function ScopeWords({ asked, days, further = {} }: { readonly asked: Asked; /** Which days, or what else was chosen, in words, where that is no period. */ readonly days?: string; readonly further?: FurtherScope }): JSX.Element {
  const { t } = useTranslation('manager');
  const channels = useLabels('channels');
  const { nameOf } = useAgencies();
  const { nameOf: procedureName, procedures } = useProcedures();
  const { fields } = useProcedureChoices();
  const daysOf = ({ from, to, period, bounds }: Asked): string => {
    if (from !== undefined && to !== undefined) return `${formatDay(from)} – ${formatDay(to)}`;
    if (period === undefined) return t('behind.thisMonth');
    const named = namedPeriod(period);
    const words = named === undefined ? period : t(named.text, named.values);
    return bounds === 'report' ? t('behind.reportPeriod', { period: words }) : words;
  };
  const words = [
    days ?? daysOf(asked),
    ...(asked.agency === undefined ? [] : [nameOf(asked.agency)]),
    ...(asked.field === undefined ? [] : [fields.find(({ value }) => value === asked.field)?.label ?? asked.field]),
    ...(asked.procedure === undefined ? [] : [procedureName(asked.procedure)]),
    ...(further.channel === undefined ? [] : [t('behind.channel', { channel: channels[further.channel] })]),
    ...(further.commune === undefined ? [] : [t('behind.commune', { commune: further.commune === '' ? '–' : nameOf(further.commune) })]),
    ...(further.case === undefined ? [] : [t('behind.case', { case: procedures.find(({ code }) => code === asked.procedure)?.cases.find(({ code }) => code === further.case)?.name ?? further.case })]),
    ...(further.stage === undefined ? [] : [t('behind.stage', { stage: further.stage === '' ? '–' : further.stage })]),
  ];
  return <p>{words.join(' · ')}</p>;
}
