import { useState, type JSX } from 'react';
import { Checkbox, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { PdfView } from '../../../ui/pdf-view.js';
import { useCardScan } from '../intake/card-scan.js';
import { Field } from '../intake/field.js';
import { CommandDialog, type CommandDialogProps } from './command-dialog.js';

const SIGNATURES = ['paper', 'digital', 'none'] as const;
/** What a scanner reads of a slip, a passport or half a card: nobody is called so, and nothing is handed over to it by the Enter that ends it. */
const NO_NAME = /[|<]|:\/\/|\d{6}/u;

/** The result is handed over at the desk: to the applicant, or to somebody they authorised. A scanner's reading of an identity card fills the receiver. */
export function HandOverDialog(props: CommandDialogProps): JSX.Element {
  const { t } = useTranslation('counter');
  const { personal, links, code } = props.dossier;
  const applicant = { name: personal?.applicant.name ?? '', idNumber: personal?.applicant.idNumber ?? '' };
  const [receiver, setReceiver] = useState(applicant.name);
  const [typedNumber, setTypedNumber] = useState<string>();
  const [isChecked, setIsChecked] = useState(false);
  const [isAuthorised, setIsAuthorised] = useState(false);
  const [authorisation, setAuthorisation] = useState('');
  const [signature, setSignature] = useState<(typeof SIGNATURES)[number]>('paper');
  // Somebody else receives neither under the applicant's number nor under that of whose card was read before.
  const idNumber = typedNumber ?? (receiver.trim() === applicant.name ? applicant.idNumber : '');
  const { takes, onKeyDown } = useCardScan();
  const enter = (text: string): void => {
    const isScanned = takes(text, (card) => { setReceiver(card.name); setTypedNumber(card.idNumber); setIsChecked(true); });
    if (isScanned) return;
    setReceiver(text);
    setTypedNumber(undefined);
    setIsChecked(false);
  };
  const isEnough = receiver.trim() !== '' && !NO_NAME.test(receiver) && (!isAuthorised || authorisation.trim() !== '');
  return (
    <CommandDialog
      {...props}
      type="HandOver"
      request={isEnough ? {
        type: 'HandOver',
        body: { method: 'desk', identityChecked: isChecked, authorised: isAuthorised, signature },
        text: { receiver: receiver.trim(), ...(idNumber.trim() === '' ? {} : { idNumber: idNumber.trim() }), ...(isAuthorised ? { authorisation: authorisation.trim() } : {}) },
      } : undefined}
      onDone={() => <PdfView path={links.resultHandover} name={`${code}-ban-giao-ket-qua.pdf`} />}
    >
      {props.dossier.result?.shelf == null ? null : <p>{t('dialogs.lies', { place: props.dossier.result.shelf })}</p>}
      <Field label={t('dialogs.receiver')}><Input autoFocus maxLength={200} value={receiver} placeholder={t('intake.scanPlaceholder')} onKeyDown={onKeyDown} onFocus={({ target }) => { target.select(); }} onChange={({ target }) => { enter(target.value); }} /></Field>
      <Field label={t('intake.person.idNumber')}><Input maxLength={20} value={idNumber} onChange={({ target }) => { setTypedNumber(target.value); }} /></Field>
      <Checkbox checked={isChecked} onChange={({ target }) => { setIsChecked(target.checked); }}>{t('dialogs.identityChecked')}</Checkbox>
      <Checkbox checked={isAuthorised} onChange={({ target }) => { setIsAuthorised(target.checked); }}>{t('dialogs.authorised')}</Checkbox>
      {isAuthorised ? <Field label={t('intake.authorisation')}><Input maxLength={300} value={authorisation} onChange={({ target }) => { setAuthorisation(target.value); }} /></Field> : null}
      <Field label={t('dialogs.signature')}><Select<(typeof SIGNATURES)[number]> value={signature} onChange={setSignature} options={SIGNATURES.map((value) => ({ value, label: t(`dialogs.signatures.${value}`) }))} style={{ width: '100%' }} /></Field>
    </CommandDialog>
  );
}
