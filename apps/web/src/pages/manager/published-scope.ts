import { useTranslation } from 'react-i18next';
import { CHANNELS } from '#domain';
import type { components } from '../../api/schema.js';
import { useAgencies } from '../../api/agencies.js';
import { useProcedures } from '../../api/procedures.js';
import { useLabels } from '../../texts/use-labels.js';
import { useProcedureChoices } from './catalogue.js';

/** Whom a publication is of, in words. */
export function useScopeWords(): (scope: components['schemas']['PublishedFigureItem']['scope']) => string {
  const { t } = useTranslation('manager');
  const { nameOf } = useAgencies();
  const { nameOf: procedureName } = useProcedures();
  const { fields } = useProcedureChoices();
  const channels = useLabels('channels');
  const channelWords = (channel: string): string => {
    const known = CHANNELS.find((one) => one === channel);
    return known === undefined ? channel : channels[known];
  };
  return ({ agency, procedure, field, channel }) => {
    const words = [...(agency === undefined ? [] : [nameOf(agency)]), ...(procedure === undefined ? [] : [procedureName(procedure)]), ...(field === undefined ? [] : [fields.find(({ value }) => value === field)?.label ?? field]), ...(channel === undefined ? [] : [channelWords(channel)])];
    return words.length === 0 ? t('published.province') : words.join(' · ');
  };
}
