import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { addressOf, type Asked, scopeOf } from './asked.js';
import { Caption, CountLink, Panel } from './figure-parts.js';

/** How many dossiers nothing can judge for want of a date, and the way to their list. */
export function DataErrorsPanel({ asked }: { readonly asked: Asked }): JSX.Element {
  const { t } = useTranslation('manager');
  const { data, error, isPending } = api.useQuery('get', '/api/v1/metrics/data-errors', { params: { query: { ...scopeOf(asked), limit: 1 } } });
  return (
    <Panel title={t('dataErrors.title')} error={error} isPending={isPending}>
      {data === undefined ? null : (
        <>
          <p>{data.total === 0 ? t('dataErrors.none') : <><CountLink count={data.total} to={addressOf('/so-lieu/thieu-han', scopeOf(asked))} label={t('dataErrors.title')} /> {t('dataErrors.words')}</>}</p>
          <Caption days={t('dataErrors.anyTime')} formula={t('dataErrors.formula')} asOf={data.asOf} />
        </>
      )}
    </Panel>
  );
}
