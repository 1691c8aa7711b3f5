import type { JSX } from 'react';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { CHANNELS } from '#domain';
import { useLabels } from '../../../texts/use-labels.js';
import { useEditor } from './editor-context.js';
import { ChoiceField, FlagField, LimitField, Problems, TextField } from './fields.js';
import { CitationFields } from './law-fields.js';
import { OptionalPart } from './optional-part.js';
import { at, blankDating, blankTerm, pathOf, type Place } from './written.js';

const STARTS = ['on-receipt', 'same-day-15h', 'birth-group-15h', 'online-17h', 'last-hour'] as const;
const ENDS = ['same-clock', 'closing', 'midnight'] as const;
const DATINGS = ['person', 'nobody'] as const;

/** A term: how long, from when, to when. */
export function TermFields({ place }: { readonly place: Place }): JSX.Element {
  const { t } = useTranslation('admin');
  return (
    <div className="field-grid">
      <LimitField place={[...place, 'limit']} label={t('editor.term')} />
      <ChoiceField place={[...place, 'start']} label={t('trial.start')} options={STARTS.map((value) => ({ value, label: t(`starts.${value}`) }))} />
      <ChoiceField place={[...place, 'end']} label={t('trial.end')} options={ENDS.map((value) => ({ value, label: t(`ends.${value}`) }))} />
    </div>
  );
}

/** Terms of their own that ways of filing have. */
export function ChannelTerms({ place }: { readonly place: Place }): JSX.Element {
  const { t } = useTranslation('admin');
  const channels = useLabels('channels');
  return (
    <fieldset className="nested bare">
      <legend>{t('editor.channelTerms')}</legend>
      {CHANNELS.map((channel) => (
        <OptionalPart key={channel} place={[...place, channel]} label={t('editor.channelTerm', { channel: channels[channel] })} blank={blankTerm}><TermFields place={[...place, channel]} /></OptionalPart>
      ))}
      <Problems place={place} />
    </fieldset>
  );
}

/** How a case comes to its date where the law gives no term to count. */
export function DatingFields({ place }: { readonly place: Place }): JSX.Element {
  const { t } = useTranslation('admin');
  const { written, change } = useEditor();
  const by = at(written, [...place, 'by']);
  const chosen = DATINGS.find((known) => known === by);
  const id = pathOf([...place, 'by']);
  return (
    <fieldset className="nested bare">
      <legend>{t('editor.dating')}</legend>
      <label htmlFor={id}>{t('editor.datedBy')}</label>
      <Select id={id} value={chosen ?? ''} style={{ width: '100%', maxWidth: 420 }} options={[{ value: '', label: t('editor.datings.counted') }, ...DATINGS.map((value) => ({ value, label: t(`editor.datings.${value}`) }))]} onChange={(next: (typeof DATINGS)[number] | '') => { change(place, next === '' ? undefined : blankDating(next, at(written, [...place, 'law']))); }} />
      <Problems place={place} /><Problems place={[...place, 'by']} />
      {chosen === undefined ? null : <CitationFields place={[...place, 'law']} />}
      {chosen !== 'person' ? null : (
        <div className="field-grid">
          <TextField place={[...place, 'awaits']} label={t('editor.awaits')} />
          <FlagField place={[...place, 'atIntake']} label={t('editor.atIntake')} />
          <ChoiceField place={[...place, 'pause']} label={t('editor.datedPause')} options={(['shift', 'stand'] as const).map((value) => ({ value, label: t(`editor.datedPauses.${value}`) }))} />
        </div>
      )}
    </fieldset>
  );
}
