import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { api, isProblem } from '../../../api/client.js';
import { formatHour } from '../../../format/moments.js';
import '../counter.css';

const AGAIN_MS = 3_000;
const NOT_FOUND = 404;

/** The screen above the windows: numbers and windows, the last call first. It needs nobody signed in and shows nobody's name. */
export function Component(): JSX.Element {
  const { t } = useTranslation('counter');
  const { agency = '' } = useParams();
  const { data, error } = api.useQuery('get', '/api/v1/public/queue-desks/{agency}', { params: { path: { agency } } }, { refetchInterval: AGAIN_MS, refetchIntervalInBackground: true });
  const isOff = isProblem(error) && error.status === NOT_FOUND;
  if (data === undefined) return <main className="call-screen"><h1>{isOff ? t('tickets.off') : t('tickets.screen')}</h1></main>;
  return (
    <main className="call-screen">
      <h1>{data.name} · {formatHour(data.asOf)}</h1>
      <table aria-live="polite">
        <thead><tr><th scope="col">{t('tickets.number')}</th><th scope="col">{t('tickets.window')}</th></tr></thead>
        <tbody>{data.called.map(({ label, window, calls }) => <tr key={label} data-calls={calls}><td>{label}</td><td>{window}</td></tr>)}</tbody>
      </table>
      {error === null ? null : <p className="said" role="status">⚠ {t('tickets.stale', { at: formatHour(data.asOf) })}</p>}
      {data.called.length === 0 ? <p className="said">{t('tickets.nobodyCalled')}</p> : null}
      <p className="said">{data.waiting.map(({ name, count }) => `${name}: ${String(count)} ${t('tickets.waiting')}`).join(' · ')}</p>
    </main>
  );
}
