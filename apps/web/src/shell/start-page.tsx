import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import { PAGES } from '../pages/pages.js';
import { useMe } from '../session/me.js';
import { menuOf } from './menu-entries.js';

/** Goes to the page the person's role begins with, or else the first of the menu. */
export function Component(): JSX.Element {
  const me = useMe();
  const { t } = useTranslation('shell');
  const start = PAGES.find(({ startOf }) => startOf?.includes(me.role) === true)?.path ?? menuOf(me)[0]?.pages[0]?.path;
  return start === undefined ? <p>{t('nothingForYou')}</p> : <Navigate to={start} replace />;
}
