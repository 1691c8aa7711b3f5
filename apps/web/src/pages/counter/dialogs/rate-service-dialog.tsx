import { useState, type JSX } from 'react';
import { Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { RATINGS } from '#domain';
import { useDossierDraft } from '../../../session/drafts.js';
import { Field } from '../intake/field.js';
import { CommandDialog, type CommandDialogProps } from './command-dialog.js';

type Rating = (typeof RATINGS)[number];

/** What an applicant said of the service at the desk, or wrote on its paper form; nothing is chosen before they have. */
export function RateServiceDialog(props: CommandDialogProps): JSX.Element {
  const { t } = useTranslation('counter');
  const [rating, setRating] = useState<Rating>();
  const { value: comment, keep, forget } = useDossierDraft(props.dossier.code, 'RateService', '');
  const words = comment.trim();
  return (
    <CommandDialog {...props} type="RateService" request={rating === undefined ? undefined : { type: 'RateService', body: { rating, channel: 'desk' }, ...(words === '' ? {} : { text: { comment: words } }) }} onApplied={forget}>
      <p>{t('dialogs.ratingWords')}</p>
      <Radio.Group aria-label={t('dialogs.rating')} {...(rating === undefined ? {} : { value: rating })} onChange={({ target }) => { setRating(target.value as Rating); }} options={RATINGS.map((value) => ({ value, label: t(`dialogs.ratings.${value}`) }))} />
      <Field label={t('dialogs.ratingComment')}><Input.TextArea rows={3} maxLength={2000} value={comment} onChange={({ target }) => { keep(target.value); }} /></Field>
    </CommandDialog>
  );
}
