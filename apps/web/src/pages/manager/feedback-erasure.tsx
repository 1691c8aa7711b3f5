import { useRef, useState, type JSX } from 'react';
import { Alert, Button, Descriptions, Flex, Input, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { useSending } from '../../api/sending.js';
import { formatMoment } from '../../format/moments.js';
import { ProblemAlert } from '../../ui/problem-alert.js';

type Feedback = components['schemas']['Feedback'];
type Command = Extract<components['schemas']['FeedbackCommandRequest'], { readonly type: 'ProposeErasure' | 'WithdrawErasure' | 'RejectErasure' | 'EraseCaseRecords' }>;

/** What is proposed for the records of feedback, and what the person may do about it: one proposes that they go, another does it or turns it down. */
export function FeedbackErasure({ feedback: { code, erasureProposal, allowedActions } }: { readonly feedback: Feedback }): JSX.Element {
  const { t } = useTranslation('manager');
  const { t: words } = useTranslation('officer');
  const { isBusy, problem, send, renew, changing } = useSending();
  const [number, setNumber] = useState('');
  const given = useRef<Command['type']>(undefined);
  const decisionNumber = number.trim();
  const give = async (body: Command): Promise<void> => {
    // Another answer than the one that was lost is another request.
    if (given.current !== body.type) renew();
    given.current = body.type;
    await send((header) => call.POST('/api/v1/feedback/{code}/commands', { params: { path: { code }, header }, body }));
  };
  return (
    <>
      {erasureProposal === null ? (
        <form onSubmit={(event) => { event.preventDefault(); if (decisionNumber !== '') void give({ type: 'ProposeErasure', body: { decisionNumber } }); }}>
          <Alert type="info" showIcon title={t('feedback.erasureOfTwo')} />
          <label className="field"><span>{words('fields.decisionNumber')}</span><Input value={number} disabled={isBusy} onChange={({ target }) => { changing(setNumber)(target.value); }} /></label>
          <Button htmlType="submit" danger disabled={decisionNumber === ''} loading={isBusy}>{words('proposals.send')}</Button>
        </form>
      ) : (
        <>
          <Descriptions
            column={1} bordered size="small"
            items={[
              { key: 'by', label: words('sign.by'), children: `${erasureProposal.proposedByName ?? erasureProposal.proposedBy} · ${formatMoment(erasureProposal.proposedAt)}` },
              { key: 'number', label: words('fields.decisionNumber'), children: erasureProposal.decisionNumber },
              { key: 'outcome', label: t('feedback.standing'), children: words('proposals.open') },
            ]}
          />
          <Flex gap="small" wrap style={{ marginTop: 8 }}>
            {allowedActions.includes('EraseCaseRecords') ? <Popconfirm title={t('feedback.erasureForGood')} okText={words('dialogs.confirm')} cancelText={words('dialogs.cancel')} onConfirm={() => { void give({ type: 'EraseCaseRecords', body: { decisionNumber: erasureProposal.decisionNumber } }); }}><Button type="primary" danger loading={isBusy}>{t('feedback.erasureApprove')}</Button></Popconfirm> : null}
            {allowedActions.includes('RejectErasure') ? <Popconfirm title={words('dialogs.sure')} okText={words('dialogs.confirm')} cancelText={words('dialogs.cancel')} onConfirm={() => { void give({ type: 'RejectErasure', body: { decisionNumber: erasureProposal.decisionNumber } }); }}><Button danger loading={isBusy}>{words('sign.reject')}</Button></Popconfirm> : null}
            {allowedActions.includes('WithdrawErasure') ? <Button loading={isBusy} onClick={() => { void give({ type: 'WithdrawErasure', body: {} }); }}>{words('proposals.withdraw')}</Button> : null}
          </Flex>
        </>
      )}
      {problem === undefined ? null : <ProblemAlert error={problem} />}
    </>
  );
}
