import { useState, type JSX } from 'react';
import { Input, InputNumber, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Field } from '../intake/field.js';
import { CommandDialog, type CommandDialogProps } from './command-dialog.js';

const METHODS = ['cash', 'transfer', 'card'] as const;

/** A fee was paid; the number of its receipt is the proof. */
export function RecordPaymentDialog(props: CommandDialogProps): JSX.Element {
  const { t } = useTranslation('counter');
  const { totalDue, totalPaid } = props.dossier.fees;
  const [amount, setAmount] = useState<number>(Math.max(0, totalDue - totalPaid));
  const [method, setMethod] = useState<(typeof METHODS)[number]>('cash');
  const [receiptNumber, setNumber] = useState('');
  return (
    <CommandDialog {...props} type="RecordPayment" request={receiptNumber.trim() === '' ? undefined : { type: 'RecordPayment', body: { amount, method, receiptNumber: receiptNumber.trim() } }}>
      <Field label={t('dialogs.amount')}><InputNumber<number> autoFocus min={0} max={1_000_000_000_000} value={amount} onChange={(value) => { setAmount(value ?? 0); }} style={{ width: '100%' }} /></Field>
      <Field label={t('dialogs.method')}><Select<(typeof METHODS)[number]> value={method} onChange={setMethod} options={METHODS.map((value) => ({ value, label: t(`dialogs.methods.${value}`) }))} style={{ width: '100%' }} /></Field>
      <Field label={t('dialogs.receiptNumber')}><Input maxLength={60} value={receiptNumber} onChange={({ target }) => { setNumber(target.value); }} /></Field>
    </CommandDialog>
  );
}

/** The obligation that holds the dossier up is met. */
export function MeetObligationDialog(props: CommandDialogProps): JSX.Element {
  const { t } = useTranslation('counter');
  const [receiptNumber, setNumber] = useState('');
  return (
    <CommandDialog {...props} type="MeetFinancialObligation" request={receiptNumber.trim() === '' ? undefined : { type: 'MeetFinancialObligation', body: { receiptNumber: receiptNumber.trim() } }}>
      <Field label={t('dialogs.receiptNumber')}><Input autoFocus maxLength={60} value={receiptNumber} onChange={({ target }) => { setNumber(target.value); }} /></Field>
    </CommandDialog>
  );
}

/** The result goes out by post. */
export function DispatchResultDialog(props: CommandDialogProps): JSX.Element {
  const { t } = useTranslation('counter');
  const { personal } = props.dossier;
  const [trackingNumber, setNumber] = useState('');
  const [receiver, setReceiver] = useState(personal?.applicant.name ?? '');
  const [address, setAddress] = useState(personal?.applicant.address ?? '');
  const isEnough = trackingNumber.trim() !== '' && address.trim() !== '';
  return (
    <CommandDialog {...props} type="DispatchResult" request={isEnough ? { type: 'DispatchResult', body: { trackingNumber: trackingNumber.trim() }, text: { address: address.trim(), ...(receiver.trim() === '' ? {} : { receiver: receiver.trim() }) } } : undefined}>
      <Field label={t('dialogs.trackingNumber')}><Input autoFocus maxLength={60} value={trackingNumber} onChange={({ target }) => { setNumber(target.value); }} /></Field>
      <Field label={t('dialogs.receiver')}><Input maxLength={200} value={receiver} onChange={({ target }) => { setReceiver(target.value); }} /></Field>
      <Field label={t('intake.person.address')}><Input maxLength={500} value={address} onChange={({ target }) => { setAddress(target.value); }} /></Field>
    </CommandDialog>
  );
}

/** What became of a parcel. */
export function RecordDeliveryDialog(props: CommandDialogProps): JSX.Element {
  const { t } = useTranslation('counter');
  const open = props.dossier.result?.shipments.findLast(({ deliveredAt, returnedAt }) => deliveredAt === null && returnedAt === null);
  const [outcome, setOutcome] = useState<'delivered' | 'returned'>('delivered');
  return (
    <CommandDialog {...props} type="RecordDelivery" request={open === undefined ? undefined : { type: 'RecordDelivery', body: { outcome, trackingNumber: open.trackingNumber } }}>
      <p>{t('dialogs.trackingNumber')}: {open?.trackingNumber ?? '–'}</p>
      <Radio.Group aria-label={t('dialogs.outcome')} value={outcome} onChange={({ target }) => { setOutcome(target.value as typeof outcome); }} options={(['delivered', 'returned'] as const).map((value) => ({ value, label: t(`dialogs.deliveries.${value}`) }))} />
    </CommandDialog>
  );
}
