import type { JSX } from 'react';
import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/client.js';
import { formatMoment } from '../../../format/moments.js';
import { formatPercent } from '../../../format/numbers.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';

/** How probably an open dossier becomes late, with its reasons; beside it how earlier forecasts fared, and that it is advice. Nothing of a dossier that is over. */
export function RiskCard({ code }: { readonly code: string }): JSX.Element | null {
  const { t } = useTranslation('officer');
  const { data, error } = api.useQuery('get', '/api/v1/dossiers/{code}/risk', { params: { path: { code } } });
  const title = <h2>{t('risk.title')}</h2>;
  if (error !== null) return <Card size="small" title={title}><ProblemAlert error={error} /></Card>;
  if (data === undefined || data.without === 'not-open') return null;
  const { probability, withoutText, reasons, backTest, advice, asOf } = data;
  return (
    <Card size="small" title={title} data-card="risk">
      {probability === null ? <p>{withoutText}</p> : (
        <>
          <p><b>{t('risk.probability', { percent: formatPercent(probability) })}</b></p>
          <ul>{reasons.map(({ feature, text, effect }) => <li key={feature}>{text} ({effect})</li>)}</ul>
          <p className="risk-words">{backTest}</p>
        </>
      )}
      <p className="risk-words">{advice} {t('risk.asOf', { at: formatMoment(asOf) })}</p>
    </Card>
  );
}
