import { useState, type JSX } from 'react';
import { Checkbox, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCardScan } from './card-scan.js';
import { Field } from './field.js';
import type { IntakeDraft, PersonFields } from './intake-draft.js';
import { isWrongly } from './person-format.js';

/** Who files: the applicant, a proxy where there is one, and how they want their result. */
export function PeopleFields({ draft, change }: { readonly draft: IntakeDraft; readonly change: (part: Partial<IntakeDraft>) => void }): JSX.Element {
  const { t } = useTranslation('counter');
  return (
    <>
      <fieldset>
        <legend>{t('intake.applicant')}</legend>
        <PersonInputs name="applicant" person={draft.applicant} keep={(applicant) => { change({ applicant }); }} />
        <Checkbox checked={draft.isOrganisation} onChange={({ target }) => { change({ isOrganisation: target.checked }); }}>{t('intake.isOrganisation')}</Checkbox>
        <Checkbox checked={draft.hasProxy} onChange={({ target }) => { change({ hasProxy: target.checked }); }}>{t('intake.hasProxy')}</Checkbox>
      </fieldset>
      {draft.hasProxy ? (
        <fieldset>
          <legend>{t('intake.proxy')}</legend>
          <PersonInputs name="proxy" person={draft.proxy} keep={(proxy) => { change({ proxy }); }} />
          <Field label={t('intake.authorisation')} wide><Input maxLength={300} value={draft.authorisation} onChange={({ target }) => { change({ authorisation: target.value }); }} /></Field>
          <Checkbox checked={draft.lettersToProxy} onChange={({ target }) => { change({ lettersToProxy: target.checked }); }}>{t('intake.lettersToProxy')}</Checkbox>
        </fieldset>
      ) : null}
      <fieldset>
        <legend>{t('intake.more')}</legend>
        <div className="fields">
          <Field label={t('intake.requestContent')} wide><Input maxLength={2000} value={draft.requestContent} onChange={({ target }) => { change({ requestContent: target.value }); }} /></Field>
          <Field label={t('intake.resultDelivery')}>
            <Select<IntakeDraft['resultDelivery']> id="result-delivery" value={draft.resultDelivery} onChange={(resultDelivery) => { change({ resultDelivery }); }} options={(['desk', 'post', 'online'] as const).map((value) => ({ value, label: t(`intake.deliveries.${value}`) }))} style={{ width: '100%' }} />
          </Field>
          <Field label={t('intake.sets')}><InputNumber<number> min={1} max={99} value={draft.sets} onChange={(sets) => { change({ sets: sets ?? 1 }); }} /></Field>
          <Field label={t('intake.note')} wide><Input maxLength={2000} value={draft.note} onChange={({ target }) => { change({ note: target.value }); }} /></Field>
        </div>
      </fieldset>
    </>
  );
}

/** Fields of one person. A scanner's reading of an identity card may go into the first or the name: it fills number, name and address. */
export function PersonInputs({ name, person, keep, nameWrong }: { readonly name: 'applicant' | 'proxy'; readonly person: PersonFields; readonly keep: (person: PersonFields) => void; readonly nameWrong?: string | undefined }): JSX.Element {
  const { t } = useTranslation('counter');
  const [scanned, setScanned] = useState('');
  const { takes, onKeyDown } = useCardScan();
  const scan = (text: string, otherwise: () => void): void => {
    const isScanned = takes(text, ({ idNumber, name: onCard, address }) => {
      keep({ ...person, idNumber, name: onCard, ...(address === '' ? {} : { address }) });
      setScanned('');
    });
    if (!isScanned) otherwise();
  };
  const text = (field: keyof PersonFields, wrong?: string): JSX.Element => (
    <Field label={t(`intake.person.${field}`)} wrong={wrong} wide={field === 'address'}>
      <Input name={`${name}-${field}`} autoComplete="off" maxLength={field === 'address' ? 500 : 200} value={person[field]} onChange={({ target }) => { keep({ ...person, [field]: target.value }); }} />
    </Field>
  );
  return (
    <div className="fields">
      <Field label={t('intake.scan')} wide>
        <Input name={`${name}-scan`} autoComplete="off" value={scanned} placeholder={t('intake.scanPlaceholder')} onKeyDown={onKeyDown} onChange={({ target }) => { scan(target.value, () => { setScanned(target.value); }); }} />
      </Field>
      <Field label={t('intake.person.name')} wrong={nameWrong}>
        <Input name={`${name}-name`} autoComplete="off" maxLength={200} value={person.name} onKeyDown={onKeyDown} onChange={({ target }) => { scan(target.value, () => { keep({ ...person, name: target.value }); }); }} />
      </Field>
      {text('idNumber', isWrongly('idNumber', person.idNumber) ? t('intake.wrongId') : undefined)}
      {text('phone', isWrongly('phone', person.phone) ? t('intake.wrongPhone') : undefined)}
      {text('email', isWrongly('email', person.email) ? t('intake.wrongEmail') : undefined)}
      {text('address')}
    </div>
  );
}
