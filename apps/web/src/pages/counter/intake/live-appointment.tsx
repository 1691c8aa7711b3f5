import type { JSX } from 'react';
import { Alert, Collapse } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/client.js';
import { formatMoment } from '../../../format/moments.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';
import { Waiting } from '../../../ui/waiting.js';
import { useSettled } from '../settled.js';
import { type IntakeDraft, toldReceipt } from './intake-draft.js';

const PAUSE_MS = 250;
const AGAIN_MS = 60_000;

/** The appointment the applicant would get now, and why, before anything is saved. The minutes pass: it is asked for anew every minute. */
export function LiveAppointment({ draft }: { readonly draft: IntakeDraft }): JSX.Element | null {
  const { t } = useTranslation('counter');
  const { procedureCode, caseCode, agencyCode, channel, placeCode, receivedAt } = useSettled({ procedureCode: draft.procedureCode, caseCode: draft.caseCode, agencyCode: draft.agencyCode, channel: draft.channel, placeCode: draft.placeCode, receivedAt: toldReceipt(draft) }, PAUSE_MS);
  const canAsk = procedureCode !== '' && agencyCode !== '';
  const { data, error, isFetching } = api.useQuery(
    'post', '/api/v1/deadlines/preview',
    { body: { procedureCode, agencyCode, channel, ...(receivedAt === '' ? {} : { receivedAt }), ...(caseCode === '' ? {} : { caseCode }), ...(placeCode === '' ? {} : { placeCode }) } },
    { enabled: canAsk, refetchInterval: AGAIN_MS },
  );
  if (!canAsk) return <p>{t('intake.appointmentLater')}</p>;
  if (error !== null) return <ProblemAlert error={error} />;
  if (data === undefined) return <Waiting />;
  const at = data.appointment ?? data.maximumAt;
  return (
    <section aria-label={t('intake.appointment')} aria-busy={isFetching} aria-live="polite">
      <p>{t('intake.appointment')}</p>
      <p className="appointment" data-appointment={at ?? ''}>{at === null ? t('intake.noAppointment') : formatMoment(at)}</p>
      {data.term === null ? null : <p>{t('intake.term', { term: data.term })}</p>}
      {data.warnings.length === 0 ? null : <Alert type="warning" showIcon title={data.warnings.join(' ')} />}
      <Collapse size="small" defaultActiveKey="why" items={[{ key: 'why', label: t('intake.why'), children: <ol className="why">{data.explanation.map((line) => <li key={line}>{line}</li>)}</ol> }]} />
    </section>
  );
}
