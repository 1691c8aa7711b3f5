import type { JSX } from 'react';
import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../format/moments.js';
import { PageHead } from '../../ui/page-head.js';
import { StandingTag } from '../../ui/standing-tag.js';
import { ActingOnDossiers, ActOnDossier } from './act-on-dossier.js';
import { QueueTable } from './queue-table.js';
import { hoursAndMinutes } from './waiting-time.js';
import './counter.css';

/** The server counts working minutes, by the calendar of the desk: it is asked again as each passes. */
const MINUTE_MS = 60_000;
/** From here on it is said in the colour of what is soon. */
const SOON_MINUTES = 120;

/** Online filings nobody has answered, each with its clock of working hours: its end, and how long until then. */
export function Component(): JSX.Element {
  const { t } = useTranslation('counter');
  return (
    <ActingOnDossiers>
      <PageHead title={t('online.title')} />
      <p>{t('online.rule')}</p>
      <Card size="small">
        <QueueTable
          queue="online-answer"
          empty={t('empty.online-answer')}
          againMs={MINUTE_MS}
          columns={() => [
            { title: t('online.receivedAt'), dataIndex: 'receivedAt', render: (at: string) => formatMoment(at) },
            { title: t('online.clock'), render: (_: unknown, { answerDueAt, answerMinutes }) => (answerDueAt === null ? '–' : <Clock until={answerDueAt} minutesLeft={answerMinutes} />) },
            { title: t('list.action'), render: (_: unknown, { code }) => <ActOnDossier code={code} commands={['Accept', 'RequestSupplement', 'RefuseIntake']} /> },
          ]}
        />
      </Card>
    </ActingOnDossiers>
  );
}

/** When the answer is due, and how much office time is left until then. */
function Clock({ until, minutesLeft }: { readonly until: string; readonly minutesLeft: number | null }): JSX.Element {
  const { t } = useTranslation('counter');
  if (minutesLeft === null) return <>{formatMoment(until)}</>;
  return (
    <>
      {formatMoment(until)}{' '}
      <StandingTag standing={minutesLeft < 0 ? 'late' : minutesLeft < SOON_MINUTES ? 'due-soon' : 'in-time'}>{t(minutesLeft < 0 ? 'online.over' : 'online.left', hoursAndMinutes(minutesLeft))}</StandingTag>
    </>
  );
}
