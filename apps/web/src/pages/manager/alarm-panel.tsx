import type { JSX } from 'react';
import { Button } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import { formatMoment } from '../../format/moments.js';
import { Panel } from './figure-parts.js';
import { dossierAddress } from '../../shell/dossier-address.js';

const FIRST = 6;

/** What the manager was told and has not read: alarms of the budget, escalations, lists of the morning. */
export function AlarmPanel(): JSX.Element {
  const { t } = useTranslation('manager');
  const queries = useQueryClient();
  const { data, error, isPending } = api.useQuery('get', '/api/v1/notices', { params: { query: { unread: 'true', limit: FIRST } } });
  const { mutate, isPending: isMarking } = api.useMutation('post', '/api/v1/notices/{id}/read', { onSuccess: () => queries.invalidateQueries({ queryKey: ['get', '/api/v1/notices'] }) });
  return (
    <Panel title={t('alarms.title', { count: data?.unread ?? 0 })} error={error} isPending={isPending}>
      {data?.items.length === 0 ? <p>{t('alarms.none')}</p> : null}
      <ul className="alarms">
        {data?.items.map(({ id, label, lines, visibleAt, dossierCode, links }) => (
          <li key={id}>
            <strong>{label}</strong> <span className="figure-caption">{formatMoment(visibleAt)}</span>
            {lines.map((line) => <div key={line}>{line}</div>)}
            <span className="no-print">
              {dossierCode === null ? null : <Link to={dossierAddress(dossierCode)}>{t('alarms.dossier')}</Link>}
              {links.morningList === null ? null : <Link to="/so-lieu/danh-sach-sang">{t('alarms.morning')}</Link>}
              <Button type="link" size="small" style={{ paddingInline: 0 }} loading={isMarking} onClick={() => { mutate({ params: { path: { id } } }); }}>{t('alarms.read')}</Button>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
