import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { CHANNELS } from '#domain';
import { useLabels } from '../../../texts/use-labels.js';
import { AreaField, ChoiceField, LinesField, ManyField, NumberField, TextField } from './fields.js';
import { ListOf } from './list-of.js';

const CONDITIONAL = ['form', 'result', 'conditions', 'fees'] as const;

/** What NĐ 63/2010 Art. 8 wants said of a procedure beside what a date is counted by. */
export function LegalPartFields(): JSX.Element {
  const { t } = useTranslation('admin');
  const parts = useLabels('legalParts');
  const channels = useLabels('channels');
  const without = CONDITIONAL.map((value) => ({ value, label: parts[value] }));
  const byChannel = CHANNELS.map((value) => ({ value, label: channels[value] }));
  return (
    <>
      <h3>{parts.order}</h3>
      <ListOf place={['legalParts', 'order']} title={(index) => t('editor.orderTitle', { number: index + 1 })} add={t('editor.addOrder')} drop={(index) => t('editor.dropOrder', { number: index + 1 })} blank={() => ({ text: '' })}>
        {(step) => <><TextField place={[...step, 'heading']} label={t('editor.orderHeading')} optional /><AreaField place={[...step, 'text']} label={t('editor.orderText')} /></>}
      </ListOf>
      <h3>{parts.manner}</h3>
      <ListOf place={['legalParts', 'manner']} title={(index) => t('editor.mannerTitle', { number: index + 1 })} add={t('editor.addManner')} drop={(index) => t('editor.dropManner', { number: index + 1 })} blank={() => ({ channel: 'counter', text: '' })}>
        {(manner) => <><ChoiceField place={[...manner, 'channel']} label={t('editor.mannerChannel')} options={byChannel} /><AreaField place={[...manner, 'text']} label={t('editor.mannerText')} /></>}
      </ListOf>
      <h3>{parts.form}</h3>
      <ListOf place={['legalParts', 'forms']} title={(index) => t('editor.formTitle', { number: index + 1 })} add={t('editor.addForm')} drop={(index) => t('editor.dropForm', { number: index + 1 })} blank={(count) => ({ code: `M${String(count + 1)}`, name: '' })}>
        {(form) => <div className="field-grid"><TextField place={[...form, 'code']} label={t('editor.formCode')} /><TextField place={[...form, 'name']} label={t('editor.formName')} /></div>}
      </ListOf>
      <h3>{t('editor.otherParts')}</h3>
      <div className="field-grid">
        <NumberField place={['legalParts', 'sets']} label={parts.sets} optional />
        <LinesField place={['legalParts', 'subjects']} label={t('editor.subjects')} />
        <LinesField place={['legalParts', 'conditions']} label={t('editor.conditions')} />
        <LinesField place={['legalParts', 'notes']} label={t('editor.notes')} />
        {(['competent', 'authorised', 'coordinating'] as const).map((part) => <TextField key={part} place={['legalParts', 'authority', part]} label={t(`editor.authority.${part}`)} optional />)}
        <ManyField place={['legalParts', 'without']} label={t('editor.without')} options={without} />
      </div>
    </>
  );
}
