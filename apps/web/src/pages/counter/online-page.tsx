import { useEffect, useState, type JSX } from 'react';
import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../format/moments.js';
import { PageHead } from '../../ui/page-head.js';
import { StandingTag } from '../../ui/standing-tag.js';
import { ActingOnDossiers, ActOnDossier } from './act-on-dossier.js';
import { QueueTable } from './queue-table.js';
import { timeLeft } from './waiting-time.js';
import './counter.css';

const MINUTE_MS = 60_000;
/** From here on it is said in the colour of what is soon. */
const SOON_HOURS = 2;

/** Online filings nobody has answered, each with its clock of working hours: its end, and how long until then. */
export function Component(): JSX.Element {
  const { t } = useTranslation('counter');
  return (
    <ActingOnDossiers>
      <PageHead title={t('online.title')} />
      <Card size="small">
        <QueueTable
          queue="online-answer"
          empty={t('empty.online-answer')}
          columns={(asOf) => [
            { title: t('online.receivedAt'), dataIndex: 'receivedAt', render: (at: string) => formatMoment(at) },
            { title: t('online.clock'), render: (_: unknown, { answerDueAt }) => (answerDueAt === null ? '–' : <Clock until={answerDueAt} asOf={asOf} />) },
            { title: t('list.action'), render: (_: unknown, { code }) => <ActOnDossier code={code} commands={['Accept', 'RequestSupplement', 'RefuseIntake']} /> },
          ]}
        />
      </Card>
    </ActingOnDossiers>
  );
}

/** Runs with the minutes, from the server's time on: the clock of this computer may be wrong. */
function Clock({ until, asOf }: { readonly until: string; readonly asOf: string }): JSX.Element {
  const { t } = useTranslation('counter');
  const [passedMs, setPassedMs] = useState(0);
  useEffect(() => {
    const from = performance.now();
    const timer = setInterval(() => { setPassedMs(performance.now() - from); }, MINUTE_MS);
    return () => { clearInterval(timer); };
  }, [asOf]);
  const { isOver, hours, minutes } = timeLeft(until, new Date(Date.parse(asOf) + passedMs).toISOString());
  return (
    <>
      {formatMoment(until)}{' '}
      <StandingTag standing={isOver ? 'late' : hours < SOON_HOURS ? 'due-soon' : 'in-time'}>{t(isOver ? 'online.over' : 'online.left', { hours, minutes })}</StandingTag>
    </>
  );
}
