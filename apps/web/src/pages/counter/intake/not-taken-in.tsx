import { useState, type JSX } from 'react';
import { Button, Flex, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { call, isProblem } from '../../../api/client.js';
import { useRequestKey } from '../../../api/request-key.js';
import { PdfView } from '../../../ui/pdf-view.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';
import type { Dossier } from '../dossier-types.js';
import { Field } from './field.js';
import { type IntakeDraft, intakeOf, lackingPapers, type Paper, personOf } from './intake-draft.js';

const REFUSALS = ['not-competent', 'not-eligible', 'incomplete', 'duplicate'] as const;
const SERVER_FAULT = 500;

/** How papers that are not taken in leave the desk. */
export type WayOut = 'guidance' | 'refusal';

/** Papers that are not taken in: told once what they lack, or refused with form 03. */
export function NotTakenIn({ draft, papers, isReady, open, onOpen, onRefused }: { readonly draft: IntakeDraft; readonly papers: readonly Paper[]; readonly isReady: boolean; readonly open: WayOut | undefined; readonly onOpen: (open: WayOut | undefined) => void; readonly onRefused: (dossier: Dossier) => void }): JSX.Element {
  const { t } = useTranslation('counter');
  return (
    <Flex gap="small" wrap>
      <Button disabled={!isReady || lackingPapers(draft, papers).length === 0} onClick={() => { onOpen('guidance'); }}>{t('intake.guide')}</Button>
      <Button danger disabled={!isReady} onClick={() => { onOpen('refusal'); }}>{t('intake.refuse')}</Button>
      <Modal open={open === 'guidance'} title={t('intake.guide')} footer={null} width={760} destroyOnHidden onCancel={() => { onOpen(undefined); }}>
        <Guidance draft={draft} papers={papers} />
      </Modal>
      <Modal open={open === 'refusal'} title={t('intake.refuse')} footer={null} destroyOnHidden onCancel={() => { onOpen(undefined); }}>
        <Refusal draft={draft} papers={papers} onRefused={(dossier) => { onOpen(undefined); onRefused(dossier); }} />
      </Modal>
    </Flex>
  );
}

/** What the filing lacks, printed to take home; nothing of it is kept. */
function Guidance({ draft, papers }: { readonly draft: IntakeDraft; readonly papers: readonly Paper[] }): JSX.Element {
  const { t } = useTranslation('counter');
  const [slip, setSlip] = useState<Blob>();
  const [error, setError] = useState<unknown>();
  const print = (): void => {
    setError(undefined);
    const items = lackingPapers(draft, papers).map(({ code }) => ({ component: code, text: draft.lacks[code]?.trim() || t('intake.notHanded') }));
    const body = { procedureCode: draft.procedureCode, applicant: { type: draft.isOrganisation ? ('organisation' as const) : ('person' as const), ...personOf(draft.applicant) }, items };
    call.POST('/api/v1/guidance-slips', { body, parseAs: 'blob' }).then(
      ({ data, error: refused }) => { if (data === undefined) setError(refused); else setSlip(data); },
      setError,
    );
  };
  return (
    <Flex vertical gap="middle">
      <ol>{lackingPapers(draft, papers).map(({ code, name }) => <li key={code}>{name}: {draft.lacks[code]?.trim() || t('intake.notHanded')}</li>)}</ol>
      {error === undefined ? null : <ProblemAlert error={error} onRetry={print} />}
      {slip === undefined ? <Button type="primary" autoFocus onClick={print}>{t('intake.makeSlip')}</Button> : <PdfView file={slip} name="phieu-huong-dan.pdf" />}
    </Flex>
  );
}

function Refusal({ draft, papers, onRefused }: { readonly draft: IntakeDraft; readonly papers: readonly Paper[]; readonly onRefused: (dossier: Dossier) => void }): JSX.Element {
  const { t } = useTranslation('counter');
  const { header, renew } = useRequestKey();
  const [reasonCode, setReasonCode] = useState<(typeof REFUSALS)[number]>('not-competent');
  const [reason, setReason] = useState('');
  const [isSending, setIsSending] = useState(false);
  const [error, setError] = useState<unknown>();
  const refuse = (): void => {
    setIsSending(true);
    setError(undefined);
    call.POST('/api/v1/dossiers', { params: { header: header() }, body: { ...intakeOf(draft, papers), refusal: { reasonCode, reason: reason.trim() } } })
      .then(({ data, error: refused }) => {
        if (data === undefined) { setError(refused); if (isProblem(refused) && refused.status < SERVER_FAULT) renew(); } else onRefused(data);
      }, setError)
      .finally(() => { setIsSending(false); });
  };
  return (
    <Flex vertical gap="middle">
      <Field label={t('dialogs.reasonCode')}><Select<(typeof REFUSALS)[number]> autoFocus value={reasonCode} onChange={setReasonCode} options={REFUSALS.map((value) => ({ value, label: t(`reasons.${value}`) }))} style={{ width: '100%' }} /></Field>
      <Field label={t('dialogs.reason')}><Input.TextArea rows={4} maxLength={2000} value={reason} onChange={({ target }) => { setReason(target.value); renew(); }} /></Field>
      {error === undefined ? null : <ProblemAlert error={error} onRetry={refuse} />}
      <Button danger type="primary" disabled={reason.trim() === ''} loading={isSending} onClick={refuse}>{t('intake.refuseNow')}</Button>
    </Flex>
  );
}
