import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';

/** Shown in place of a page that failed: what to do, and the words a person may read out to whoever helps. */
export function FaultPage(): JSX.Element {
  const { t } = useTranslation('shell');
  const error = useRouteError();
  return (
    <main className="unreachable">
      <h1>{t('fault.title')}</h1>
      <p>{t('fault.advice')}</p>
      <button type="button" onClick={() => { globalThis.location.reload(); }}>{t('fault.reload')}</button>
      <pre>{error instanceof Error ? error.message : String(error)}</pre>
    </main>
  );
}
