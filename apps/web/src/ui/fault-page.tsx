import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { isMendedByReload, reload, useLoadFault } from './load-fault.js';

/** Shown in place of a page that failed or could not be loaded: what to do, and the words a person may read out to whoever helps. */
export function FaultPage(): JSX.Element | null {
  const { t } = useTranslation('shell');
  const error = useRouteError();
  const loadFault = useLoadFault(error);
  if (loadFault === 'asking') return null;
  return (
    <main className="unreachable">
      <h1>{t(loadFault === undefined ? 'fault.title' : `fault.${loadFault}`)}</h1>
      <p>{t(isMendedByReload(loadFault) ? 'fault.renewedAdvice' : loadFault === undefined ? 'fault.advice' : 'fault.reloadAdvice')}</p>
      <button type="button" onClick={reload}>{t('fault.reload')}</button>
      <pre>{error instanceof Error ? error.message : String(error)}</pre>
    </main>
  );
}
