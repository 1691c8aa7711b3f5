import type { JSX } from 'react';
import { Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { formatMoment } from '../../format/moments.js';
import { dossierAddress } from '../../shell/dossier-address.js';
import { useLabels } from '../../texts/use-labels.js';
import { PageHead } from '../../ui/page-head.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { StandingTag } from '../../ui/standing-tag.js';
import { Waiting } from '../../ui/waiting.js';
import { Panel } from './figure-parts.js';
import { FeedbackErasure } from './feedback-erasure.js';
import { FeedbackReply, REPLIES } from './feedback-reply.js';
import './manager.css';

type Feedback = components['schemas']['Feedback'];

/** One piece of feedback or an urging: what was said, its clocks, what may be answered as it stands, and, once it is over, what becomes of its records. */
export function Component(): JSX.Element {
  const { t } = useTranslation('manager');
  const replyLabels = useLabels('feedbackCommands');
  const { code = '' } = useParams();
  const { data, error } = api.useQuery('get', '/api/v1/feedback/{code}', { params: { path: { code } } });
  if (error !== null && data === undefined) return <ProblemAlert error={error} />;
  if (data === undefined) return <Waiting />;
  const replies = REPLIES.filter((type) => data.allowedActions.includes(type));
  return (
    <>
      <PageHead title={`${data.form === 'urging' ? t('feedback.urging') : t('feedback.one')} ${data.code}`}><Link to="/phan-anh">{t('feedback.back')}</Link></PageHead>
      <p>{[data.phaseLabel, data.agency.name, data.channelLabel, data.subjectLabel, formatMoment(data.receivedAt)].filter((word) => word !== null).join(' · ')}{data.dossierCode === null ? null : <> · <Link to={dossierAddress(data.dossierCode)}>{data.dossierCode}</Link></>}</p>
      <Flex vertical gap="middle">
        <Panel title={t('feedback.clocks')}><Clocks clocks={data.clocks} /></Panel>
        <Panel title={t('feedback.said')}>
          {data.said.length === 0 ? <p>{t('feedback.nothingSaid')}</p> : data.said.map(({ at, event, text }) => <p key={`${at} ${event}`}><b>{formatMoment(at)}</b><br /><span style={{ whiteSpace: 'pre-wrap' }}>{Object.values(text).join('\n')}</span></p>)}
        </Panel>
        {replies.map((type) => <Panel key={type} title={replyLabels[type]}><FeedbackReply code={data.code} type={type} /></Panel>)}
        {data.erasureProposal !== null || data.allowedActions.includes('ProposeErasure') ? <Panel title={replyLabels.ProposeErasure}><FeedbackErasure feedback={data} /></Panel> : null}
      </Flex>
    </>
  );
}

function Clocks({ clocks }: { readonly clocks: Feedback['clocks'] }): JSX.Element {
  const { t } = useTranslation('manager');
  return (
    <ul>
      {clocks.map(({ clock, round, label, dueAt, stopped, becameLate }) => (
        <li key={`${clock} ${String(round)}`}>{label}: {formatMoment(dueAt)} {stopped === null ? <StandingTag standing={becameLate ? 'late' : 'in-time'}>{t(becameLate ? 'feedback.late' : 'feedback.inTime')}</StandingTag> : t(stopped.outcome === 'cancelled' ? 'feedback.cancelled' : stopped.inTime ? 'feedback.doneInTime' : 'feedback.doneLate', { at: formatMoment(stopped.at) })}</li>
      ))}
    </ul>
  );
}
