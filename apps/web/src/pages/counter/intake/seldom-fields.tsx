import { useId, useMemo, useState, type JSX } from 'react';
import { Checkbox, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { LETTER_CHANNELS } from '#domain';
import { agencyOptions, useAgencies } from '../../../api/agencies.js';
import { useStaff } from '../../../api/people.js';
import { useMe } from '../../../session/me.js';
import { BY_LABEL } from '../../../ui/by-label.js';
import { MomentField } from '../../../ui/day-field.js';
import { Field } from './field.js';
import type { IntakeDraft, OutageFields } from './intake-draft.js';

interface Fields {
  readonly draft: IntakeDraft;
  readonly change: (part: Partial<IntakeDraft>) => void;
}

/** What few filings need, folded away until somebody opens it; where a draft has something of it, it is open from the beginning. */
export function SeldomFields({ draft, change }: Fields): JSX.Element {
  const { t } = useTranslation('counter');
  const { agencies } = useAgencies();
  const communes = useMemo(() => agencyOptions(agencies.filter(({ kind }) => kind === 'commune')), [agencies]);
  const [isFilled] = useState(draft.placeCode !== '' || draft.notifyBy !== '' || draft.isOutage);
  return (
    <details className="seldom" open={isFilled}>
      <summary>{t('intake.seldom')}</summary>
      <div className="fields">
        <Field label={t('intake.place')}>
          <Select<string> id="place" allowClear placeholder={t('intake.placeNone')} showSearch={BY_LABEL} value={draft.placeCode === '' ? null : draft.placeCode} onChange={(code: string | undefined) => { change({ placeCode: code ?? '' }); }} options={communes} style={{ width: '100%' }} />
        </Field>
        <Field label={t('intake.notifyBy')}>
          <Select<IntakeDraft['notifyBy']> id="notify-by" value={draft.notifyBy} onChange={(notifyBy) => { change({ notifyBy }); }} options={[{ value: '', label: t('intake.notifyUsual') }, ...LETTER_CHANNELS.map((value) => ({ value, label: t(`intake.notifyWays.${value}`) }))]} style={{ width: '100%' }} />
        </Field>
      </div>
      {draft.channel === 'counter' ? <Outage draft={draft} change={change} /> : null}
    </details>
  );
}

/** A slip written while the line was cut, entered afterwards with its true hour; somebody else answers for it beside the clerk. */
function Outage({ draft: { isOutage, outage }, change }: Fields): JSX.Element {
  const { t } = useTranslation('counter');
  const help = useId();
  const keep = (part: Partial<OutageFields>): void => { change({ outage: { ...outage, ...part } }); };
  return (
    <>
      <Checkbox checked={isOutage} aria-describedby={help} onChange={({ target }) => { change({ isOutage: target.checked }); }}>{t('intake.outage')}</Checkbox>
      <p id={help} className="count">{t('intake.outageHelp')}</p>
      {isOutage ? (
        <div className="fields">
          <Field label={t('intake.outageReceivedAt')}><MomentField value={outage.receivedAt} onChange={(receivedAt) => { keep({ receivedAt }); }} /></Field>
          <Field label={t('intake.outageCode')}><Input autoComplete="off" maxLength={100} placeholder={t('intake.outageCodeNone')} value={outage.code} onChange={({ target }) => { keep({ code: target.value }); }} /></Field>
          <Field label={t('intake.outageReason')}><Input maxLength={500} value={outage.reason} onChange={({ target }) => { keep({ reason: target.value }); }} /></Field>
          <Field label={t('intake.outageSecond')}><SecondPerson value={outage.secondPerson} onChange={(secondPerson) => { keep({ secondPerson }); }} /></Field>
        </div>
      ) : null}
    </>
  );
}

function SecondPerson({ value, onChange }: { readonly value: string; readonly onChange: (subject: string) => void }): JSX.Element {
  const me = useMe();
  const others = useStaff(me.agency.code).filter(({ subject }) => subject !== me.subject);
  return <Select<string> id="second-person" showSearch={BY_LABEL} value={value === '' ? null : value} onChange={onChange} options={others.map(({ subject, name }) => ({ value: subject, label: `${name} (${subject})` }))} style={{ width: '100%' }} />;
}
