import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LABELS } from './vi/labels.js';

type Labels = typeof LABELS;

/** Words for the codes of one kind, in the language of the application: `useLabels('commands').Forward`. */
export function useLabels<Kind extends keyof Labels>(kind: Kind): Labels[Kind] {
  const { t } = useTranslation('labels');
  return useMemo(() => (t as (key: string, options: { readonly returnObjects: true }) => unknown)(kind, { returnObjects: true }) as Labels[Kind], [t, kind]);
}
