import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';

/** Said while a page is on its way. */
export function Waiting(): JSX.Element {
  const { t } = useTranslation('shell');
  return <p className="waiting" role="status">{t('loading')}</p>;
}
