import { useState, type JSX } from 'react';
import { Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useDossierDraft } from '../../../session/drafts.js';
import { Field } from '../intake/field.js';
import { CommandDialog, type CommandDialogProps } from './command-dialog.js';

type ReasonCode = 'not-competent' | 'not-eligible' | 'incomplete' | 'duplicate' | 'applicant-request' | 'no-answer';

/** Commands that take a reason by its code and in words. */
function ReasonDialog({ type, reasons, ...props }: CommandDialogProps & { readonly type: 'RefuseIntake' | 'CloseUnsupplemented' | 'Withdraw'; readonly reasons: readonly [ReasonCode, ...ReasonCode[]] }): JSX.Element {
  const { t } = useTranslation('counter');
  const { value: draft, keep, forget } = useDossierDraft<{ readonly reasonCode: ReasonCode; readonly reason: string }>(props.dossier.code, type, { reasonCode: reasons[0], reason: '' });
  const { reasonCode, reason } = draft;
  // An applicant need not say why they withdraw; everybody else says it in words.
  const isEnough = type === 'Withdraw' || reason.trim() !== '';
  return (
    <CommandDialog {...props} type={type} isDanger onApplied={forget} request={isEnough ? { type, body: { reasonCode }, ...(reason.trim() === '' ? {} : { text: { reason: reason.trim() } }) } : undefined}>
      <Field label={t('dialogs.reasonCode')}><Select<ReasonCode> autoFocus value={reasonCode} onChange={(value) => { keep({ ...draft, reasonCode: value }); }} options={reasons.map((value) => ({ value, label: t(`reasons.${value}`) }))} style={{ width: '100%' }} /></Field>
      <Field label={t('dialogs.reason')}><Input.TextArea rows={3} maxLength={4000} value={reason} onChange={({ target }) => { keep({ ...draft, reason: target.value }); }} /></Field>
    </CommandDialog>
  );
}

/** The applicant takes the dossier back. */
export function WithdrawDialog(props: CommandDialogProps): JSX.Element {
  return <ReasonDialog {...props} type="Withdraw" reasons={['applicant-request', 'duplicate']} />;
}

/** The desk does not take an online filing in (form 03). */
export function RefuseIntakeDialog(props: CommandDialogProps): JSX.Element {
  return <ReasonDialog {...props} type="RefuseIntake" reasons={['not-competent', 'not-eligible', 'incomplete', 'duplicate']} />;
}

/** Nobody supplemented in time: the dossier is closed. */
export function CloseUnsupplementedDialog(props: CommandDialogProps): JSX.Element {
  return <ReasonDialog {...props} type="CloseUnsupplemented" reasons={['no-answer']} />;
}

/** An online filing is complete: it is received from now on. */
export function AcceptDialog(props: CommandDialogProps): JSX.Element {
  const { t } = useTranslation('counter');
  return <CommandDialog {...props} type="Accept" request={{ type: 'Accept', body: {} }}><p>{t('dialogs.acceptWords')}</p></CommandDialog>;
}

/** Papers pass on to whoever works next. */
export function ForwardDialog(props: CommandDialogProps): JSX.Element {
  const { t } = useTranslation('counter');
  return <CommandDialog {...props} type="Forward" request={{ type: 'Forward', body: {} }}><p>{t('dialogs.forwardWords')}</p></CommandDialog>;
}

/** Papers that were handed over are here. */
export function AcceptHandoverDialog(props: CommandDialogProps): JSX.Element {
  const { t } = useTranslation('counter');
  return <CommandDialog {...props} type="AcceptHandover" request={{ type: 'AcceptHandover', body: {} }}><p>{t('dialogs.acceptHandoverWords')}</p></CommandDialog>;
}

/** A hand-over is taken back before anybody has accepted it. */
export function RecallHandoverDialog(props: CommandDialogProps): JSX.Element {
  const { t } = useTranslation('counter');
  return <CommandDialog {...props} type="RecallHandover" request={{ type: 'RecallHandover', body: {} }}><p>{t('dialogs.recallWords')}</p></CommandDialog>;
}

/** The papers that were handed over are not what they should be. */
export function RefuseHandoverDialog(props: CommandDialogProps): JSX.Element {
  const { t } = useTranslation('counter');
  const { value: reason, keep, forget } = useDossierDraft(props.dossier.code, 'RefuseHandover', '');
  return (
    <CommandDialog {...props} type="RefuseHandover" isDanger onApplied={forget} request={reason.trim() === '' ? undefined : { type: 'RefuseHandover', body: {}, text: { reason: reason.trim() } }}>
      <Field label={t('dialogs.reason')}><Input.TextArea autoFocus rows={3} maxLength={4000} value={reason} onChange={({ target }) => { keep(target.value); }} /></Field>
    </CommandDialog>
  );
}

/** Where a result lies until it is collected. */
export function ShelveResultDialog(props: CommandDialogProps): JSX.Element {
  const { t } = useTranslation('counter');
  const [place, setPlace] = useState(props.dossier.result?.shelf ?? '');
  return (
    <CommandDialog {...props} type="ShelveResult" request={place.trim() === '' ? undefined : { type: 'ShelveResult', body: { place: place.trim() } }}>
      <Field label={t('dialogs.place')}><Input autoFocus maxLength={30} placeholder={t('dialogs.placeExample')} value={place} onChange={({ target }) => { setPlace(target.value); }} /></Field>
    </CommandDialog>
  );
}

/** The result has reached the desk: here the clock stops. */
export function RecordResultDialog(props: CommandDialogProps): JSX.Element {
  const { t } = useTranslation('counter');
  const [outcome, setOutcome] = useState<'granted' | 'refused'>('granted');
  const [resultNumber, setNumber] = useState('');
  return (
    <CommandDialog {...props} type="RecordResult" request={{ type: 'RecordResult', body: { outcome, ...(resultNumber.trim() === '' ? {} : { resultNumber: resultNumber.trim() }) } }}>
      <Radio.Group aria-label={t('dialogs.outcome')} value={outcome} onChange={({ target }) => { setOutcome(target.value as typeof outcome); }} options={(['granted', 'refused'] as const).map((value) => ({ value, label: t(`dialogs.outcomes.${value}`) }))} />
      <Field label={t('dialogs.resultNumber')}><Input autoFocus maxLength={60} value={resultNumber} onChange={({ target }) => { setNumber(target.value); }} /></Field>
    </CommandDialog>
  );
}

const MEANS = ['phone', 'sms', 'zalo', 'email', 'letter', 'portal'] as const;

/** The applicant was told that the result is ready. */
export function NotifyResultDialog(props: CommandDialogProps): JSX.Element {
  const { t } = useTranslation('counter');
  const [means, setMeans] = useState<(typeof MEANS)[number]>('phone');
  return (
    <CommandDialog {...props} type="NotifyResult" request={{ type: 'NotifyResult', body: { means } }}>
      <Field label={t('dialogs.means')}><Select<(typeof MEANS)[number]> autoFocus value={means} onChange={setMeans} options={MEANS.map((value) => ({ value, label: t(`dialogs.meansOf.${value}`) }))} style={{ width: '100%' }} /></Field>
    </CommandDialog>
  );
}

/** An applicant or an agency was spoken to. */
export function RecordContactDialog(props: CommandDialogProps): JSX.Element {
  const { t } = useTranslation('counter');
  return <CommandDialog {...props} type="RecordContact" request={{ type: 'RecordContact', body: { party: 'applicant' } }}><p>{t('dialogs.contactWords')}</p></CommandDialog>;
}
