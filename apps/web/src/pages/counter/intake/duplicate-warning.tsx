import type { JSX } from 'react';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../../api/client.js';
import { formatMoment } from '../../../format/moments.js';
import { useSettled } from '../settled.js';
import { type IntakeDraft, personOf } from './intake-draft.js';
import { dossierAddress } from '../../../shell/dossier-address.js';

const PAUSE_MS = 500;
const SHORTEST_NUMBER = 8;

/** Says that the applicant has an open dossier of this procedure: the same matter is not taken in twice. It warns and forbids nothing. */
export function DuplicateWarning({ draft }: { readonly draft: IntakeDraft }): JSX.Element | null {
  const { t } = useTranslation('counter');
  const { procedureCode, applicant } = useSettled({ procedureCode: draft.procedureCode, applicant: draft.applicant }, PAUSE_MS);
  const { name, idNumber, phone } = personOf(applicant);
  const canAsk = procedureCode !== '' && name !== '' && [idNumber, phone].some((number) => (number?.length ?? 0) >= SHORTEST_NUMBER);
  // Kept no longer than it is shown: it names a person.
  const { data, error } = api.useQuery(
    'post', '/api/v1/dossiers/duplicates',
    { body: { procedureCode, applicant: { name, ...(idNumber === undefined ? {} : { idNumber }), ...(phone === undefined ? {} : { phone }) } } },
    { enabled: canAsk, gcTime: 0, retry: false },
  );
  const items = canAsk ? (data?.items ?? []) : [];
  if (canAsk && error !== null) return <Alert type="info" showIcon role="status" title={t('intake.duplicatesUnknown')} />;
  if (items.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={t('intake.duplicate', { count: items.length })}
      description={<ul>{items.map(({ code, statusLabel, receivedAt, sameBy }) => <li key={code}><Link to={dossierAddress(code)} target="_blank">{code}</Link> · {statusLabel} · {t('intake.receivedAt', { at: formatMoment(receivedAt) })} · {t(`intake.sameBy.${sameBy}`)}</li>)}</ul>}
    />
  );
}
