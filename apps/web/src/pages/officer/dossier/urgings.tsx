import { useState, type JSX } from 'react';
import { Button, Card, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, call } from '../../../api/client.js';
import { useSending } from '../../../api/sending.js';
import { formatMoment } from '../../../format/moments.js';
import { useDossierDraft } from '../../../session/drafts.js';
import { useMay } from '../../../session/me.js';
import { useFocusBack } from '../../../ui/focus-back.js';
import { PdfDialog } from '../../../ui/pdf-dialog.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';

/** How often it was urged, each with its slip and until when it is answered; and urging it again. */
export function Urgings({ code }: { readonly code: string }): JSX.Element | null {
  const { t } = useTranslation('officer');
  const mayUrge = useMay('UrgeDossier');
  const [slip, setSlip] = useState<string>();
  const [isOpen, setOpen] = useState(false);
  const { data } = api.useQuery('get', '/api/v1/dossiers/{code}/urgings', { params: { path: { code } } });
  const urgings = data?.items ?? [];
  if (urgings.length === 0 && !mayUrge) return null;
  return (
    <Card size="small" title={<h2>{t('urgings.title', { count: urgings.length })}</h2>}>
      <ul className="plain">
        {urgings.map(({ code: urging, urging: which, receivedAt, phaseLabel, nextClock }) => (
          <li key={urging}>{t('urgings.one', { number: which?.number ?? 1 })}{which?.urgent === true ? ` ${t('urgings.urgent')}` : ''} · {formatMoment(receivedAt)} · {phaseLabel}{nextClock === null ? '' : ` · ${nextClock.label} ${formatMoment(nextClock.dueAt)}`} <Button size="small" onClick={() => { setSlip(`/api/v1/dossiers/${encodeURIComponent(code)}/urgings/${encodeURIComponent(urging)}/slip`); }}>{t('urgings.slip')}</Button></li>
        ))}
      </ul>
      {mayUrge ? <Button size="small" className="no-print" onClick={() => { setOpen(true); }}>{t('urgings.urge')}</Button> : null}
      {isOpen ? <Urge code={code} onClose={() => { setOpen(false); }} /> : null}
      {slip === undefined ? null : <PdfDialog path={slip} name={t('urgings.slip')} onClose={() => { setSlip(undefined); }} />}
    </Card>
  );
}

function Urge({ code, onClose }: { readonly code: string; readonly onClose: () => void }): JSX.Element {
  const { t } = useTranslation('officer');
  useFocusBack();
  const { isBusy, problem, send: sendOnce, renew } = useSending();
  const [by, setBy] = useState<'applicant' | 'desk'>('applicant');
  const { value: content, keep, forget } = useDossierDraft(code, 'urging', '');
  const send = async (): Promise<void> => {
    const sent = await sendOnce((header) => call.POST('/api/v1/dossiers/{code}/urgings', { params: { path: { code }, header }, body: { by, content: content.trim() } }));
    if (sent === undefined) return;
    forget();
    onClose();
  };
  return (
    <Modal open title={t('urgings.urge')} okText={t('dialogs.confirm')} cancelText={t('dialogs.cancel')} okButtonProps={{ disabled: content.trim() === '', loading: isBusy }} onOk={() => { void send(); }} onCancel={onClose}>
      <label className="field"><span>{t('urgings.by')}</span><Select aria-label={t('urgings.by')} value={by} onChange={setBy} options={[{ value: 'applicant' as const, label: t('urgings.byApplicant') }, { value: 'desk' as const, label: t('urgings.byHead') }]} style={{ width: '100%' }} /></label>
      <label className="field"><span>{t('urgings.content')}</span><Input.TextArea rows={3} maxLength={4000} value={content} onChange={({ target }) => { keep(target.value); renew(); }} /></label>
      {problem === undefined ? null : <ProblemAlert error={problem} />}
    </Modal>
  );
}
