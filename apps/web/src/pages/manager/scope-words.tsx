import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../../format/moments.js';
import type { Asked } from './asked.js';
import { useAgencies, useProcedures } from './catalogue.js';

/** Ways in which dossiers are filed. */
export const CHANNELS = ['counter', 'online', 'post'] as const;

/** What a rate may be narrowed down by besides. */
export interface FurtherScope {
  readonly channel?: (typeof CHANNELS)[number];
  readonly commune?: string;
}

/** Whose numbers and of which days, in words. */
export function ScopeWords({ asked }: { readonly asked: Asked }): JSX.Element {
  const { t } = useTranslation('manager');
  const { nameOf } = useAgencies();
  const { nameOf: procedureName, fields } = useProcedures();
  const words = [
    asked.from === undefined || asked.to === undefined ? (asked.period === undefined ? t('behind.thisMonth') : t(asked.bounds === 'report' ? 'behind.reportPeriod' : 'behind.period', { period: asked.period })) : `${formatDay(asked.from)} – ${formatDay(asked.to)}`,
    ...(asked.agency === undefined ? [] : [nameOf(asked.agency)]),
    ...(asked.field === undefined ? [] : [fields.find(({ value }) => value === asked.field)?.label ?? asked.field]),
    ...(asked.procedure === undefined ? [] : [procedureName(asked.procedure)]),
  ];
  return <p>{words.join(' · ')}</p>;
}
