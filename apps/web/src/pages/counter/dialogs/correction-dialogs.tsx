import { useState, type JSX } from 'react';
import { Checkbox, Flex, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { LETTER_CHANNELS } from '#domain';
import type { CommandRequest } from '../../../api/commands.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';
import { Field } from '../intake/field.js';
import { PersonInputs } from '../intake/people-fields.js';
import { CommandDialog, type CommandDialogProps } from './command-dialog.js';
import { correctionOf, type TypedPeople, typedPeople } from './correction.js';
import { feesOf, type FeeRow, type PaperRow, papersOf, paperRows } from './corrected-lists.js';
import { usePapersOf, useProcedureOf } from './procedure-of.js';

const KINDS = ['original', 'certified', 'copy', 'scan', 'reused', 'data-store'] as const;
const MOST_COPIES = 999;
const MOST_DONG = 1_000_000_000_000;

/** What was mistyped of the people of a dossier is put right: what has changed is sent and nothing else. */
export function CorrectPersonalDataDialog(props: CommandDialogProps): JSX.Element | null {
  const { personal } = props.dossier;
  return personal === null ? null : <PeopleDialog {...props} before={typedPeople(personal)} />;
}

function PeopleDialog({ before: first, ...props }: CommandDialogProps & { readonly before: TypedPeople }): JSX.Element {
  const { t } = useTranslation('counter');
  // What it began with: the page behind reads the dossier again meanwhile.
  const [before] = useState(first);
  const [people, setPeople] = useState(first);
  const change = (part: Partial<TypedPeople>): void => { setPeople({ ...people, ...part }); };
  const nameless = (name: string): string | undefined => (name.trim() === '' ? t('dialogs.nameNeeded') : undefined);
  return (
    <CommandDialog {...props} type="CorrectPersonalData" request={correctionOf(before, people)}>
      <p>{t('dialogs.correctionWords')}</p>
      <PersonInputs name="applicant" person={people.applicant} nameWrong={nameless(people.applicant.name)} keep={(applicant) => { change({ applicant }); }} />
      <Checkbox checked={people.isOrganisation} onChange={({ target }) => { change({ isOrganisation: target.checked }); }}>{t('intake.isOrganisation')}</Checkbox>
      <Checkbox checked={people.hasProxy} onChange={({ target }) => { change({ hasProxy: target.checked }); }}>{t('intake.hasProxy')}</Checkbox>
      {people.hasProxy ? (
        <fieldset>
          <legend>{t('intake.proxy')}</legend>
          <PersonInputs name="proxy" person={people.proxy} nameWrong={nameless(people.proxy.name)} keep={(proxy) => { change({ proxy }); }} />
          <Field label={t('intake.authorisation')}><Input maxLength={300} value={people.authorisation} onChange={({ target }) => { change({ authorisation: target.value }); }} /></Field>
          <Checkbox checked={people.lettersToProxy} onChange={({ target }) => { change({ lettersToProxy: target.checked }); }}>{t('intake.lettersToProxy')}</Checkbox>
        </fieldset>
      ) : null}
      <Field label={t('intake.requestContent')}><Input.TextArea rows={2} maxLength={2000} value={people.requestContent} onChange={({ target }) => { change({ requestContent: target.value }); }} /></Field>
      <Field label={t('intake.note')}><Input.TextArea rows={2} maxLength={2000} value={people.note} onChange={({ target }) => { change({ note: target.value }); }} /></Field>
      <Field label={t('intake.notifyBy')}>
        <Select<TypedPeople['notifyBy']> value={people.notifyBy} onChange={(notifyBy) => { change({ notifyBy }); }} options={[{ value: '', label: t('intake.notifyUsual') }, ...LETTER_CHANNELS.map((value) => ({ value, label: t(`intake.notifyWays.${value}`) }))]} style={{ width: '100%' }} />
      </Field>
    </CommandDialog>
  );
}

/** Which papers truly lie in the dossier, how many of each and as what. */
export function CorrectComponentsDialog(props: CommandDialogProps): JSX.Element {
  const { t } = useTranslation('counter');
  const { dossier } = props;
  const { papers, error } = usePapersOf(dossier);
  const [changes, setChanges] = useState<Readonly<Record<string, Partial<PaperRow>>>>({});
  const [reason, setReason] = useState('');
  const rows = paperRows(dossier.components, papers).map((row): PaperRow => ({ ...row, ...changes[row.key] }));
  const change = (key: string, part: Partial<PaperRow>): void => { setChanges({ ...changes, [key]: { ...changes[key], ...part } }); };
  const components = papersOf(rows, dossier.components);
  const request: CommandRequest | undefined = components === undefined ? undefined : { type: 'CorrectComponents', body: { components }, ...said(reason) };
  return (
    <CommandDialog {...props} type="CorrectComponents" request={request}>
      {error === null || error === undefined ? null : <ProblemAlert error={error} />}
      {rows.map(({ key, name, isHere, copies, kind }) => (
        <div key={key} className="paper">
          <Checkbox checked={isHere} onChange={({ target }) => { change(key, { isHere: target.checked }); }}>{name}</Checkbox>
          {isHere ? (
            <Flex gap="small">
              <InputNumber<number> size="small" min={1} max={MOST_COPIES} precision={0} aria-label={t('dialogs.copies', { name })} value={copies} onChange={(value) => { change(key, { copies: value ?? 1 }); }} style={{ width: 72 }} />
              <Select<PaperRow['kind']> size="small" aria-label={t('dialogs.kindOf', { name })} value={kind} onChange={(value) => { change(key, { kind: value }); }} options={KINDS.map((value) => ({ value, label: t(`dialogs.kinds.${value}`) }))} style={{ minWidth: 150 }} />
            </Flex>
          ) : null}
        </div>
      ))}
      <Field label={t('dialogs.reasonIfAny')}><Input.TextArea rows={2} maxLength={4000} value={reason} onChange={({ target }) => { setReason(target.value); }} /></Field>
    </CommandDialog>
  );
}

/** What of the procedure's fees this applicant owes: the whole list as it now stands. */
export function AssessFeesDialog(props: CommandDialogProps): JSX.Element {
  const { t } = useTranslation('counter');
  const { dossier } = props;
  const { procedure, error } = useProcedureOf(dossier);
  const [changes, setChanges] = useState<Readonly<Record<number, number | null>>>({});
  const [reason, setReason] = useState('');
  const rows = (procedure?.fees ?? []).map(({ name, text }, place): FeeRow => {
    const fee = place + 1;
    const owed = dossier.fees.due.find((each) => each.fee === fee)?.amount ?? null;
    return { fee, name: text === undefined ? name : `${name} (${text})`, amount: changes[fee] === undefined ? owed : changes[fee] };
  });
  // Until the fees of the procedure are known, none is left out.
  const fees = procedure === undefined ? undefined : feesOf(rows, dossier.fees.due);
  const request: CommandRequest | undefined = fees === undefined ? undefined : { type: 'AssessFees', body: { fees }, ...said(reason) };
  return (
    <CommandDialog {...props} type="AssessFees" request={request}>
      {error === null || error === undefined ? null : <ProblemAlert error={error} />}
      <p>{t(procedure?.fees.length === 0 ? 'dialogs.noFees' : 'dialogs.feesWords')}</p>
      {rows.map(({ fee, name, amount }) => (
        <Field key={fee} label={t('dialogs.feeAmount', { name })}>
          <InputNumber<number> min={0} max={MOST_DONG} precision={0} value={amount} onChange={(value) => { setChanges({ ...changes, [fee]: value }); }} style={{ width: '100%' }} />
        </Field>
      ))}
      <Field label={t('dialogs.reasonIfAny')}><Input.TextArea rows={2} maxLength={4000} value={reason} onChange={({ target }) => { setReason(target.value); }} /></Field>
    </CommandDialog>
  );
}

function said(reason: string): { readonly text?: { readonly reason: string } } {
  return reason.trim() === '' ? {} : { text: { reason: reason.trim() } };
}
