import type { JSX } from 'react';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/client.js';
import { formatMoment } from '../../../format/moments.js';
import { useEverybody } from '../../../api/people.js';

/** Said when an action met a dossier that stands otherwise than it was shown: everything that happened to it since. Among others the dossier is named. */
export function Meanwhile({ code, after, named = false, onRead }: { readonly code: string; readonly after: number; readonly named?: boolean; readonly onRead?: () => void }): JSX.Element {
  const { t } = useTranslation('officer');
  const { nameOf: personName } = useEverybody();
  const { data } = api.useQuery('get', '/api/v1/dossiers/{code}/timeline', { params: { path: { code }, query: { after: String(after), limit: 50 } } }, { staleTime: 0 });
  const events = data?.items ?? [];
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      className="meanwhile"
      title={`${named ? `${code} – ` : ''}${events.length === 0 ? t('meanwhile.nothing') : t('meanwhile.title')}`}
      description={<ul>{events.map(({ seq, label, occurredAt, actor }) => <li key={seq}>{formatMoment(occurredAt)}: {label}{actor.role === 'system' ? '' : ` – ${personName(actor.subject)}`}</li>)}</ul>}
      action={onRead === undefined ? null : <Button onClick={onRead}>{t('meanwhile.read')}</Button>}
    />
  );
}
