import type { JSX } from 'react';
import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { isOfTwoPersons } from '#domain';
import { useAgencies } from '../../../api/agencies.js';
import { api } from '../../../api/client.js';
import type { CommandRequest } from '../../../api/commands.js';
import { useStaff } from '../../../api/people.js';
import { useDossierDraft } from '../../../session/drafts.js';
import { useLabels } from '../../../texts/use-labels.js';
import { BY_LABEL } from '../../../ui/by-label.js';
import { MomentField } from '../../../ui/day-field.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';
import { useProcedureOf } from '../../counter/dialogs/procedure-of.js';
import type { Dossier } from '../types.js';
import { type CommandDialogProps, CommandFrame } from './command-frame.js';
import type { CommandForm, FormField, Typed } from './command-forms.js';
import { ProposalFrame } from './proposal-frame.js';

const LONGEST = 4000;
const NOTHING_TYPED: Typed = {};

/** The dialog of a command that is a form. */
export function FormDialog({ form, ...props }: CommandDialogProps & { readonly form: CommandForm }): JSX.Element {
  const { t } = useTranslation('officer');
  const { value: kept, keep, forget } = useDossierDraft(props.dossier.code, form.type, NOTHING_TYPED);
  const typed = offeredOf(kept, form, props.dossier);
  const isFilled = form.fields.every(({ name, optional }) => optional === true || typed[name] !== undefined);
  const request: CommandRequest | undefined = isFilled ? form.build(typed) : undefined;
  const Frame = isOfTwoPersons(form.type) ? ProposalFrame : CommandFrame;
  return (
    <Frame {...props} type={form.type} request={request} danger={form.danger === true} onApplied={forget}>
      {form.fields.length === 0 ? <p>{t('dialogs.sure')}</p> : null}
      {form.fields.map((field) => (
        <label key={field.name} className="field">
          <span>{t(`fields.${field.name as 'reason'}`)}{field.optional === true ? ` ${t('dialogs.optional')}` : ''}</span>
          <FieldInput field={field} dossier={props.dossier} value={typed[field.name]} onChange={(value) => { keep({ ...typed, [field.name]: value === undefined || value.trim() === '' ? undefined : value }); }} />
        </label>
      ))}
    </Frame>
  );
}

/** Without choices that were kept and are no longer there, such as an opinion somebody answered meanwhile. */
function offeredOf(typed: Typed, { fields }: CommandForm, dossier: Dossier): Typed {
  const gone = fields.filter(({ kind, name, options }) => kind === 'choice' && typed[name] !== undefined && options?.(dossier).some(({ value }) => value === typed[name]) !== true);
  return { ...typed, ...Object.fromEntries(gone.map(({ name }) => [name, undefined])) };
}

interface InputProps {
  readonly field: FormField;
  readonly dossier: Dossier;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

function FieldInput({ field, dossier, value, onChange }: InputProps): JSX.Element {
  const { t } = useTranslation('officer');
  const label = t(`fields.${field.name as 'reason'}`);
  switch (field.kind) {
    case 'words':
      return <Input.TextArea rows={3} maxLength={LONGEST} aria-label={label} value={value ?? ''} onChange={({ target }) => { onChange(target.value); }} />;
    case 'line':
      return <Input aria-label={label} value={value ?? ''} onChange={({ target }) => { onChange(target.value); }} />;
    case 'amount':
      return <Input type="number" min={0} aria-label={label} value={value ?? ''} onChange={({ target }) => { onChange(target.value); }} />;
    case 'moment':
      return <MomentField aria-label={label} value={value?.slice(0, 'YYYY-MM-DDTHH:mm'.length)} onChange={(moment) => { onChange(moment === '' ? undefined : `${moment}:00+07:00`); }} />;
    case 'officer':
      return <PersonInput label={label} value={value} onChange={onChange} />;
    case 'agency':
      return <AgencyInput label={label} value={value} onChange={onChange} />;
    case 'delay-reason':
      return <ReasonInput label={label} value={value} onChange={onChange} />;
    case 'consultation':
      return <ConsultationInput label={label} value={value} onChange={onChange} procedure={dossier.procedure} />;
    case 'opinion-outcome':
      return <OutcomeInput label={label} value={value} onChange={onChange} />;
    case 'choice': {
      const options = (field.options?.(dossier) ?? []).map((each) => ({ value: each.value, label: each.label ?? t(`choices.${each.value as 'other'}`) }));
      return <Select<string> aria-label={label} value={value ?? null} onChange={onChange} options={options} allowClear={field.optional === true} style={{ width: '100%' }} />;
    }
  }
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

function PersonInput({ label, value, onChange }: ChoiceProps): JSX.Element {
  const staff = useStaff();
  const { nameOf: agencyName } = useAgencies();
  return <Select<string> showSearch={BY_LABEL} aria-label={label} value={value ?? null} onChange={onChange} style={{ width: '100%' }} options={staff.map(({ subject, name, roleLabel, agency }) => ({ value: subject, label: `${name} – ${roleLabel}, ${agencyName(agency)}` }))} />;
}

function AgencyInput({ label, value, onChange }: ChoiceProps): JSX.Element {
  const { agencies } = useAgencies();
  return <Select<string> showSearch={BY_LABEL} aria-label={label} value={value ?? null} onChange={onChange} style={{ width: '100%' }} options={agencies.map(({ code, name }) => ({ value: code, label: name }))} />;
}

function ReasonInput({ label, value, onChange }: ChoiceProps): JSX.Element {
  const { data } = api.useQuery('get', '/api/v1/delay-reasons', {});
  return <Select<string> aria-label={label} value={value ?? null} onChange={onChange} style={{ width: '100%' }} options={data?.items.map(({ code, name }) => ({ value: code, label: name })) ?? []} />;
}

function OutcomeInput({ label, value, onChange }: ChoiceProps): JSX.Element {
  const outcomes = useLabels('opinionOutcomes');
  return <Select<string> aria-label={label} value={value ?? null} onChange={onChange} style={{ width: '100%' }} options={Object.entries(outcomes).map(([code, name]) => ({ value: code, label: name }))} />;
}

/** What the procedure's law lets the agency ask others about. */
function ConsultationInput({ label, value, onChange, procedure: of }: ChoiceProps & Pick<Dossier, 'procedure'>): JSX.Element {
  const { procedure, error } = useProcedureOf({ procedure: of });
  if (error !== null && error !== undefined) return <ProblemAlert error={error} />;
  return <Select<string> aria-label={label} value={value ?? null} onChange={onChange} style={{ width: '100%' }} options={procedure?.consultations?.map((each) => ({ value: each.code, label: each.name })) ?? []} />;
}
