import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { CHANNELS } from '#domain';
import { agencyOptions, useAgencies } from '../../../api/agencies.js';
import { ChoiceField, DateField, FlagField, LimitField, LinesField, ManyField, NumberField, TextField } from './fields.js';
import { BasisOf, DecisionFields } from './law-fields.js';
import { ListOf } from './list-of.js';

/** What a procedure is: code, name, field, when it begins and ends, who decides, how one files. */
export function GeneralFields({ fixedCode }: { readonly fixedCode: boolean }): JSX.Element {
  const { t } = useTranslation('admin');
  const { agencies } = useAgencies();
  return (
    <div className="field-grid">
      {fixedCode ? null : <TextField place={['code']} label={t('procedures.code')} placeholder="1.013225" />}
      <TextField place={['name']} label={t('procedures.name')} />
      <TextField place={['field', 'code']} label={t('editor.fieldCode')} />
      <TextField place={['field', 'name']} label={t('procedures.field')} />
      <DateField place={['effectiveFrom']} label={t('editor.effectiveFrom')} />
      <DateField place={['endsOn']} label={t('editor.endsOn')} optional />
      <ManyField place={['competentAgencies']} label={t('editor.competentAgencies')} options={agencyOptions(agencies)} />
      <ManyField place={['channels']} label={t('editor.channels')} options={CHANNELS.map((value) => ({ value, label: t(`channels.${value}`) }))} />
      <FlagField place={['immediate']} label={t('editor.immediate')} />
      <FlagField place={['nonTerritorial']} label={t('editor.nonTerritorial')} />
    </div>
  );
}

/** What happens besides the term: missing papers, online filings, apologies, time added. */
export function RuleFields(): JSX.Element {
  const { t } = useTranslation('admin');
  return (
    <div className="field-grid">
      <ChoiceField place={['supplement', 'clock']} label={t('editor.supplementClock')} options={(['restart', 'shift'] as const).map((value) => ({ value, label: t(`editor.clocks.${value}`) }))} />
      <LimitField place={['supplement', 'applicantLimit']} label={t('editor.applicantLimit')} />
      <LimitField place={['supplement', 'requestLimit', 'agency']} label={t('editor.requestLimitAgency')} />
      <LimitField place={['supplement', 'requestLimit', 'desk']} label={t('editor.requestLimitDesk')} optional />
      <ChoiceField place={['supplement', 'closeAs']} label={t('editor.closeAs')} options={(['refused', 'withdrawn', 'suspended'] as const).map((value) => ({ value, label: t(`editor.closings.${value}`) }))} />
      <LimitField place={['answer', 'limit']} label={t('editor.answerLimit')} />
      <LimitField place={['answer', 'alert']} label={t('editor.answerAlert')} />
      <ChoiceField place={['apology', 'at']} label={t('editor.apologyAt')} options={(['before-expiry', 'at-expiry'] as const).map((value) => ({ value, label: t(`editor.apologies.${value}`) }))} />
      <LimitField place={['apology', 'lead']} label={t('editor.apologyLead')} />
      <LimitField place={['apology', 'letterLimit']} label={t('editor.letterLimit')} />
      <LimitField place={['remoteExtra']} label={t('editor.remoteExtra')} optional />
      <LimitField place={['undatedMaximum']} label={t('editor.undatedMaximum')} optional />
    </div>
  );
}

/** Fees, the texts a procedure rests on, its results, and where its figures come from. */
export function BasisFields(): JSX.Element {
  const { t } = useTranslation('admin');
  return (
    <>
      <h3>{t('editor.fees')}</h3>
      <ListOf place={['fees']} title={(index) => t('editor.feeTitle', { number: index + 1 })} add={t('editor.addFee')} drop={(index) => t('editor.dropFee', { number: index + 1 })} blank={() => ({ name: '', amount: 0 })}>
        {(fee) => (
          <div className="field-grid">
            <TextField place={[...fee, 'name']} label={t('editor.feeName')} />
            <NumberField place={[...fee, 'amount']} label={t('editor.feeAmount')} optional />
            <TextField place={[...fee, 'text']} label={t('editor.feeText')} optional />
            <ChoiceField place={[...fee, 'channel']} label={t('editor.feeChannel')} none={t('editor.everyChannel')} options={CHANNELS.map((value) => ({ value, label: t(`channels.${value}`) }))} />
          </div>
        )}
      </ListOf>
      <h3>{t('editor.legalBases')}</h3>
      <ListOf place={['legalBases']} title={(index) => t('editor.basisTitle', { number: index + 1 })} add={t('editor.addBasis')} drop={(index) => t('editor.dropBasis', { number: index + 1 })} blank={() => ({ document: '' })}>
        {(basis) => <BasisOf place={basis} />}
      </ListOf>
      <div className="field-grid" style={{ marginTop: 12 }}>
        <LinesField place={['results']} label={t('editor.results')} />
        <LinesField place={['sources']} label={t('editor.sources')} />
      </div>
      <h3>{t('editor.announcement')}</h3>
      <DecisionFields />
    </>
  );
}
