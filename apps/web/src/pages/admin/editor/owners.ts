import { useTranslation } from 'react-i18next';
import { agencyOptions, useAgencies } from '../../../api/agencies.js';

/** Who may have the work of a step or of a pause: bodies resolved at intake, and every agency. */
export function useOwners(): readonly { readonly value: string; readonly label: string }[] {
  const { t } = useTranslation('admin');
  const { agencies } = useAgencies();
  return [...(['receiving', 'competent', 'place'] as const).map((value) => ({ value, label: t(`editor.owners.${value}`) })), ...agencyOptions(agencies)];
}
