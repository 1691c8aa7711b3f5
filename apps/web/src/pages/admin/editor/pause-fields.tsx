import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../texts/use-labels.js';
import { useEditor } from './editor-context.js';
import { ChoiceField, FlagField, LimitField, TextField } from './fields.js';
import { BasisOf, CitationFields } from './law-fields.js';
import { ListOf } from './list-of.js';
import { OptionalPart } from './optional-part.js';
import { useOwners } from './owners.js';
import { at, blankBudget, blankCitation, blankConsultation, blankParty, type Place } from './written.js';

/** Raised and ended by commands of its own. */
const OBLIGATION = 'financial-obligation';

/** Grounds to choose from. Missing papers stop the clock of every procedure, by a rule of their own. */
function useGrounds(): readonly { readonly value: string; readonly label: string }[] {
  return Object.entries(useLabels('pauseGrounds')).flatMap(([value, label]) => (value === 'supplement' ? [] : [{ value, label }]));
}

/** The grounds on which the clock of a procedure may stand still: how long, and who has the work meanwhile. */
export function PauseFields(): JSX.Element {
  const { t } = useTranslation('admin');
  const grounds = useGrounds();
  return (
    <ListOf place={['pauseGrounds']} title={(index) => t('editor.pauseTitle', { number: index + 1 })} add={t('editor.addPause')} drop={(index) => t('editor.dropPause', { number: index + 1 })} blank={() => ({ ground: '' })}>
      {(pause) => (
        <>
          <div className="field-grid">
            <ChoiceField place={[...pause, 'ground']} label={t('editor.ground')} options={grounds} />
            <LimitField place={[...pause, 'limit']} label={t('editor.pauseLimit')} optional />
          </div>
          <OptionalPart place={[...pause, 'party']} label={t('editor.hasParty')} blank={blankParty}><Party pause={pause} /></OptionalPart>
        </>
      )}
    </ListOf>
  );
}

/** Who has the work while the clock stands still, and its time for each case. */
function Party({ pause }: { readonly pause: Place }): JSX.Element {
  const { t } = useTranslation('admin');
  const { written } = useEditor();
  const owners = useOwners();
  const place = [...pause, 'party'];
  // Only a payment is confirmed; what stands there all the same can be taken away.
  const hasConfirmation = at(written, [...pause, 'ground']) === OBLIGATION || at(written, [...place, 'confirmation']) !== undefined;
  return (
    <>
      <div className="field-grid">
        <TextField place={[...place, 'code']} label={t('editor.partyCode')} />
        <TextField place={[...place, 'name']} label={t('editor.partyName')} />
        <ChoiceField place={[...place, 'owner']} label={t('editor.partyOwner')} none={t('editor.outside')} options={owners} />
        {hasConfirmation ? <LimitField place={[...place, 'confirmation']} label={t('editor.confirmation')} optional /> : null}
      </div>
      <ListOf place={[...place, 'budgets']} least={1} title={(index) => t('editor.partyCaseTitle', { number: index + 1 })} add={t('editor.addPartyCase')} drop={(index) => t('editor.dropPartyCase', { number: index + 1 })} blank={(count) => blankBudget(`c${String(count + 1)}`)}>
        {(budget) => (
          <div className="field-grid">
            <TextField place={[...budget, 'code']} label={t('editor.partyCaseCode')} />
            <TextField place={[...budget, 'name']} label={t('editor.partyCaseName')} />
            <ChoiceField place={[...budget, 'applicant']} label={t('editor.partyApplicant')} none={t('editor.everybody')} options={(['person', 'organisation'] as const).map((value) => ({ value, label: t(`editor.applicants.${value}`) }))} />
            <LimitField place={[...budget, 'limit']} label={t('editor.budget')} />
          </div>
        )}
      </ListOf>
      <BasisOf place={[...place, 'basis']} />
    </>
  );
}

/** Opinions of other agencies the law of a procedure knows. */
export function ConsultationFields(): JSX.Element {
  const { t } = useTranslation('admin');
  // What an opinion may stop the clock on.
  const consulted = useGrounds().filter(({ value }) => value !== OBLIGATION);
  const silences = useLabels('silences');
  return (
    <ListOf place={['consultations']} title={(index) => t('editor.consultationTitle', { number: index + 1 })} add={t('editor.addConsultation')} drop={(index) => t('editor.dropConsultation', { number: index + 1 })} blank={(count) => blankConsultation(`y${String(count + 1)}`)}>
      {(consultation) => (
        <>
          <div className="field-grid">
            <TextField place={[...consultation, 'code']} label={t('editor.consultationCode')} />
            <TextField place={[...consultation, 'name']} label={t('editor.consultationName')} />
            <LimitField place={[...consultation, 'limit']} label={t('editor.consultationLimit')} />
            <ChoiceField place={[...consultation, 'silence']} label={t('editor.silence')} options={Object.entries(silences).map(([value, label]) => ({ value, label }))} />
            <ChoiceField place={[...consultation, 'pauses']} label={t('editor.consultationPauses')} none={t('editor.pausesNothing')} options={consulted} />
          </div>
          <BasisOf place={[...consultation, 'basis']} />
        </>
      )}
    </ListOf>
  );
}

/** Grounds on which a running term may be lengthened, once each. */
export function ExtensionFields(): JSX.Element {
  const { t } = useTranslation('admin');
  return (
    <ListOf place={['extensions']} title={(index) => t('editor.extensionTitle', { number: index + 1 })} add={t('editor.addExtension')} drop={(index) => t('editor.dropExtension', { number: index + 1 })} blank={(count) => ({ code: `gia-han-${String(count + 1)}`, name: '', law: blankCitation() })}>
      {(extension) => (
        <>
          <div className="field-grid">
            <TextField place={[...extension, 'code']} label={t('editor.extensionCode')} />
            <TextField place={[...extension, 'name']} label={t('editor.extensionName')} />
            <LimitField place={[...extension, 'limit']} label={t('editor.extensionLimit')} optional />
            <FlagField place={[...extension, 'agreement']} label={t('editor.agreement')} optional />
          </div>
          <CitationFields place={[...extension, 'law']} />
        </>
      )}
    </ListOf>
  );
}
