import type { JSX } from 'react';
import { InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useEditor } from './editor-context.js';
import { ChoiceField, FlagField, LimitField, NumberField, Problems, TextField } from './fields.js';
import { CitationFields } from './law-fields.js';
import { ListOf } from './list-of.js';
import { OptionalPart } from './optional-part.js';
import { useOwners } from './owners.js';
import { ChannelTerms, DatingFields, TermFields } from './term-fields.js';
import { at, blankCase, blankCitation, blankPart, blankStage, freeStage, pathOf, type Place } from './written.js';

/** How many steps lead to a case: `cases`, and which. */
const CASE_DEPTH = 2;
const BUDGET_UNITS = ['office-hours', 'calendar-days', 'working-hours'] as const;
const EXCLUSIONS = ['tax', 'payment', 'posting', 'return', 'fixed-date'] as const;

/** The ways a procedure can run, each with its term, steps and papers. */
export function Cases(): JSX.Element {
  const { t } = useTranslation('admin');
  const { written } = useEditor();
  const code = typeof written['code'] === 'string' ? written['code'] : '';
  return (
    <ListOf place={['cases']} least={1} title={(index) => t('editor.caseTitle', { number: index + 1 })} add={t('editor.addCase')} drop={(index) => t('editor.dropCase', { number: index + 1 })} blank={(count) => blankCase(`${code}.${String(count + 1).padStart(2, '0')}`)}>
      {(place) => (
        <>
          <div className="field-grid">
            <TextField place={[...place, 'code']} label={t('editor.caseCode')} />
            <TextField place={[...place, 'name']} label={t('editor.caseName')} />
            <LimitField place={[...place, 'statutoryLimit']} label={t('editor.statutoryLimit')} optional />
          </div>
          <Parts place={[...place, 'parts']} />
          <details><summary>{t('editor.otherTerms')}</summary><ChannelTerms place={[...place, 'channelTerms']} /><DatingFields place={[...place, 'dating']} /></details>
          <details><summary>{t('editor.components')}</summary><Components place={[...place, 'components']} /></details>
        </>
      )}
    </ListOf>
  );
}

function Parts({ place }: { readonly place: Place }): JSX.Element {
  const { t } = useTranslation('admin');
  const { written } = useEditor();
  return (
    <ListOf place={place} least={1} title={(index) => t('editor.partTitle', { number: index + 1 })} add={t('editor.addPart')} drop={(index) => t('editor.dropPart', { number: index + 1 })} blank={() => blankPart(freeStage(at(written, place.slice(0, CASE_DEPTH))))}>
      {(part) => (
        <>
          <TermFields place={[...part, 'term']} />
          <Problems place={[...part, 'term']} />
          <OptionalPart place={[...part, 'law']} label={t('editor.partLaw')} blank={blankCitation}><CitationFields place={[...part, 'law']} /></OptionalPart>
          <ListOf place={[...part, 'groups']} least={1} title={(index) => t('editor.groupTitle', { number: index + 1 })} add={t('editor.addGroup')} drop={(index) => t('editor.dropGroup', { number: index + 1 })} blank={() => ({ stages: [blankStage(freeStage(at(written, place.slice(0, CASE_DEPTH))))] })}>
            {(group) => <Stages place={[...group, 'stages']} />}
          </ListOf>
        </>
      )}
    </ListOf>
  );
}

/** Steps of one group run side by side. */
function Stages({ place }: { readonly place: Place }): JSX.Element {
  const { t } = useTranslation('admin');
  const { written } = useEditor();
  const owners = useOwners();
  return (
    <ListOf place={place} title={(index) => t('editor.stageTitle', { number: index + 1 })} add={t('editor.addStage')} drop={(index) => t('editor.dropStage', { number: index + 1 })} blank={() => blankStage(freeStage(at(written, place.slice(0, CASE_DEPTH))))}>
      {(stage) => (
        <div className="field-grid">
          <TextField place={[...stage, 'id']} label={t('editor.stageId')} />
          <TextField place={[...stage, 'name']} label={t('editor.stageName')} />
          <ChoiceField place={[...stage, 'owner']} label={t('steps.owner')} options={owners} />
          <TextField place={[...stage, 'unit']} label={t('editor.unitOfAgency')} optional />
          <Budget place={[...stage, 'budget']} />
          <ChoiceField place={[...stage, 'excluded']} label={t('editor.excluded')} none={t('editor.counted')} options={EXCLUSIONS.map((value) => ({ value, label: t(`editor.exclusions.${value}`) }))} />
          <TextField place={[...stage, 'result']} label={t('steps.result')} optional />
          <FlagField place={[...stage, 'sourceIncomplete']} label={t('editor.sourceIncomplete')} optional />
        </div>
      )}
    </ListOf>
  );
}

/** How long a step may take. A step outside the term has no time of its own. */
function Budget({ place }: { readonly place: Place }): JSX.Element {
  const { t } = useTranslation('admin');
  const { written, change } = useEditor();
  const budget = at(written, place) as { readonly unit: string; readonly amount: number } | undefined;
  const id = pathOf(place);
  return (
    <div>
      <label htmlFor={id}>{t('editor.budget')}</label>
      <div style={{ display: 'flex', gap: 4 }}>
        {budget === undefined ? null : <InputNumber id={id} min={0} decimalSeparator="," value={budget.amount} style={{ width: 90 }} onChange={(amount) => { change([...place, 'amount'], amount ?? 0); }} />}
        <Select aria-label={t('editor.budgetUnit')} {...(budget === undefined ? { id } : {})} value={budget?.unit ?? ''} style={{ flex: 1, minWidth: 140 }} options={[{ value: '', label: t('editor.noBudget') }, ...BUDGET_UNITS.map((value) => ({ value, label: t(`editor.budgetUnits.${value}`) }))]} onChange={(unit: string) => { change(place, unit === '' ? undefined : { unit, amount: budget?.amount ?? 8 }); }} />
      </div>
      <Problems place={place} /><Problems place={[...place, 'amount']} />
    </div>
  );
}

function Components({ place }: { readonly place: Place }): JSX.Element {
  const { t } = useTranslation('admin');
  const { written } = useEditor();
  const forms = at(written, ['legalParts', 'forms']);
  const formChoices = Array.isArray(forms) ? (forms as readonly { readonly code: string; readonly name: string }[]).map(({ code, name }) => ({ value: code, label: `${code} – ${name}` })) : [];
  return (
    <ListOf place={place} title={(index) => t('editor.paperTitle', { number: index + 1 })} add={t('editor.addPaper')} drop={(index) => t('editor.dropPaper', { number: index + 1 })} blank={(count) => ({ code: `GT${String(count + 1)}`, name: '', originals: 1, copies: 0, required: true })}>
      {(paper) => (
        <div className="field-grid">
          <TextField place={[...paper, 'code']} label={t('editor.paperCode')} />
          <TextField place={[...paper, 'name']} label={t('editor.paperName')} />
          <NumberField place={[...paper, 'originals']} label={t('editor.originals')} />
          <NumberField place={[...paper, 'copies']} label={t('editor.copies')} />
          <ChoiceField place={[...paper, 'form']} label={t('editor.paperForm')} none={t('editor.none')} options={formChoices} />
          <FlagField place={[...paper, 'required']} label={t('editor.required')} />
        </div>
      )}
    </ListOf>
  );
}
