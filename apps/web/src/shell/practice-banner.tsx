import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { appConfig } from '../app-config.js';

/** Says on every page that nothing shown is real, where that is so. */
export function PracticeBanner(): JSX.Element | null {
  const { t } = useTranslation('shell');
  return appConfig().practice ? <div className="practice-banner" role="note">{t('practice')}</div> : null;
}
