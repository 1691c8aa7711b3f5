import type { JSX } from 'react';
import { CheckOutlined, CloseOutlined } from '@ant-design/icons';
import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../../format/numbers.js';
import { formatMoment } from '../../../format/moments.js';
import type { Dossier } from '../types.js';
import { useProcedurePapers } from './procedure-papers.js';

/** Papers handed in of those the procedure names, requests for more, and fees. */
export function Papers({ dossier }: { readonly dossier: Dossier }): JSX.Element {
  const { t } = useTranslation('officer');
  const { procedure, components, supplements, fees } = dossier;
  const asked = useProcedurePapers(procedure);
  const given = new Set(components.map(({ code }) => code));
  const known = asked.length > 0 ? asked : components.map(({ code }) => ({ code, name: code }));
  return (
    <Card size="small" title={<h2>{t('papers.title', { given: known.filter(({ code }) => given.has(code)).length, count: known.length })}</h2>}>
      <ul className="papers">
        {known.map(({ code, name }) => <li key={code}>{given.has(code) ? <CheckOutlined aria-label={t('papers.given')} /> : <CloseOutlined aria-label={t('papers.missing')} />} {name}</li>)}
      </ul>
      {supplements.map(({ number, requestedAt, applicantDueAt, receivedAt, expired }) => (
        <p key={number}>{t('papers.supplement', { number, at: formatMoment(requestedAt), due: formatMoment(applicantDueAt) })} {receivedAt === null ? t(expired ? 'papers.expired' : 'papers.awaited') : t('papers.came', { at: formatMoment(receivedAt) })}</p>
      ))}
      {fees.due.length === 0 ? null : <p>{t('papers.fees', { due: formatCount(fees.totalDue), paid: formatCount(fees.totalPaid) })}</p>}
    </Card>
  );
}
