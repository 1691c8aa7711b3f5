import { useTranslation } from 'react-i18next';
import type { BulkAction } from '../types.js';
import { hasStages } from './chosen.js';

/** How an action is told in one sentence: in dossiers, or in stages where stages were named. */
export function useDoneWords(): (action: Pick<BulkAction, 'label' | 'counts' | 'items'>) => string {
  const { t } = useTranslation('officer');
  return ({ label, counts, items }) => t(hasStages(items) ? 'undo.doneStages' : 'undo.done', { label, applied: counts.applied, count: counts.dossiers });
}
