import { useState, type JSX } from 'react';
import { Button, Card, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { QueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useAgencies } from '../../api/agencies.js';
import { api, call } from '../../api/client.js';
import { useSending } from '../../api/sending.js';
import { formatMoment } from '../../format/moments.js';
import { rereadAddresses } from '../../live/refresher.js';
import { useFocusBack } from '../../ui/focus-back.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { dossierAddress } from '../../shell/dossier-address.js';

const PAGE = 10;
const rereadEscalations = (queries: QueryClient): void => { rereadAddresses(queries, '/api/v1/escalations'); };

/** Lists of apologies nobody acts on, for the bodies above: looked at and taken note of. */
export function Escalations(): JSX.Element | null {
  const { t } = useTranslation('officer');
  const { isBusy, problem, send } = useSending(rereadEscalations);
  const [shown, setShown] = useState<string>();
  const { data } = api.useQuery('get', '/api/v1/escalations', { params: { query: { limit: PAGE } } });
  const waiting = data?.items.filter(({ unanswered }) => unanswered > 0) ?? [];
  if (waiting.length === 0) return null;
  const acknowledge = async (key: string): Promise<void> => {
    await send(() => call.POST('/api/v1/escalations/{key}/acknowledge', { params: { path: { key } }, body: {} }));
  };
  return (
    <Card size="small" title={<h2>{t('escalations.title')}</h2>}>
      <ul className="plain">
        {waiting.map(({ key, madeAt, lines, unanswered }) => (
          <li key={key}>{formatMoment(madeAt)} · {t('escalations.lines', { count: lines, unanswered })} <Button size="small" onClick={() => { setShown(key); }}>{t('escalations.look')}</Button> <Button size="small" type="primary" disabled={isBusy} onClick={() => { void acknowledge(key); }}>{t('escalations.acknowledge')}</Button></li>
        ))}
      </ul>
      {problem === undefined ? null : <ProblemAlert error={problem} />}
      {shown === undefined ? null : <Lines list={shown} onClose={() => { setShown(undefined); }} />}
    </Card>
  );
}

function Lines({ list, onClose }: { readonly list: string; readonly onClose: () => void }): JSX.Element {
  const { t } = useTranslation('officer');
  useFocusBack();
  const { nameOf: agencyName } = useAgencies();
  const { data, error } = api.useQuery('get', '/api/v1/escalations/{key}/lines', { params: { path: { key: list }, query: { limit: 200 } } });
  return (
    <Modal open width={760} footer={null} title={t('escalations.title')} onCancel={onClose}>
      {error === null ? null : <ProblemAlert error={error} />}
      <ul className="plain">{data?.items.map(({ task, label, agency, dossierCode, procedureName, openSince }) => <li key={task}><Link to={dossierAddress(dossierCode)}>{dossierCode}</Link> · {procedureName} · {label} · {agencyName(agency)} · {formatMoment(openSince)}</li>)}</ul>
    </Modal>
  );
}
