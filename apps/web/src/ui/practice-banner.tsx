import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { appConfig } from '../app-config.js';

/** Says that nothing shown is real, where that is so; the application shows it above whatever page there is. */
export function PracticeBanner(): JSX.Element | null {
  const { t } = useTranslation('shell');
  return appConfig().practice ? <div className="practice-banner" role="note">{t('practice')}</div> : null;
}

/** The same on a slip of paper that bears nothing else of the page. */
export function PracticeMark(): JSX.Element | null {
  const { t } = useTranslation('shell');
  return appConfig().practice ? <div className="practice-mark">{t('practiceMark')}</div> : null;
}
