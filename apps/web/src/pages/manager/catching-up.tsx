import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { components } from '../../api/schema.js';

/** Says that numbers may lack something while they are counted anew after an upgrade. */
export function CatchingUp({ projection }: Pick<components['schemas']['Figure'], 'projection'>): JSX.Element | null {
  const { t } = useTranslation('manager');
  return projection === 'catching-up' ? <p><strong>{t('catchingUp')}</strong></p> : null;
}
