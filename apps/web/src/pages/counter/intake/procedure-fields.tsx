import { useMemo, useState, type JSX } from 'react';
import { Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../session/me.js';
import { MomentField } from '../../../ui/day-field.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';
import { useAgencies } from '../../../api/agencies.js';
import { type ProcedureSummary, useProcedures } from '../../../api/procedures.js';
import { Field } from './field.js';
import type { IntakeDraft } from './intake-draft.js';
import { matchProcedures } from './match-procedures.js';

/** So many lines are read at a glance; typing one more word is quicker than scrolling. */
const SHOWN = 12;

/** Which procedure and case, who decides, and how the papers came. Typing and Enter suffice: the first that fits is chosen. */
export function ProcedureFields({ draft, change }: { readonly draft: IntakeDraft; readonly change: (part: Partial<IntakeDraft>) => void }): JSX.Element {
  const { t } = useTranslation('counter');
  const me = useMe();
  const { nameOf: agencyName } = useAgencies();
  const { procedures, error } = useProcedures();
  const [typed, setTyped] = useState('');
  // What came only online is not taken in at a desk.
  const offered = useMemo(() => procedures.filter(({ channels }) => channels.includes('counter') || channels.includes('post')), [procedures]);
  const fitting = useMemo(() => matchProcedures(offered, typed).slice(0, SHOWN), [offered, typed]);
  const chosen = offered.find(({ code }) => code === draft.procedureCode);
  const choose = (code: string): void => {
    const procedure = offered.find((each) => each.code === code);
    if (procedure !== undefined) change(chosenProcedure(procedure, me.agency.code));
    setTyped('');
  };
  return (
    <fieldset>
      <legend>{t('intake.procedure')}</legend>
      {error === null || error === undefined ? null : <ProblemAlert error={error} />}
      <div className="fields">
        <Field label={t('intake.procedureSearch')} wide>
          <Select<string>
            id="procedure"
            autoFocus
            value={draft.procedureCode === '' ? null : draft.procedureCode}
            placeholder={t('intake.procedurePlaceholder')}
            showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
            onChange={choose}
            notFoundContent={t('intake.noProcedure')}
            options={withChosen(fitting, chosen).map(({ code, name, field }) => ({ value: code, label: `${code} · ${name}`, title: `${name} (${field.name})` }))}
            style={{ width: '100%' }}
          />
        </Field>
        {chosen !== undefined && chosen.cases.length > 1 ? (
          <Field label={t('intake.case')} wide>
            <Select<string> id="case" value={draft.caseCode} onChange={(caseCode) => { change({ caseCode, papers: [], lacks: {} }); }} options={chosen.cases.map(({ code, name, term }) => ({ value: code, label: `${name} (${term})` }))} style={{ width: '100%' }} />
          </Field>
        ) : null}
        {chosen === undefined ? null : (
          <Field label={t('intake.agency')}>
            <Select<string> id="agency" value={draft.agencyCode} onChange={(agencyCode) => { change({ agencyCode }); }} options={chosen.competentAgencies.map((code) => ({ value: code, label: agencyName(code) }))} style={{ width: '100%' }} />
          </Field>
        )}
        {chosen?.channels.includes('post') === true ? (
          <div className="field">
            <span className="label" id="channel-label">{t('intake.channel')}</span>
            <Radio.Group aria-labelledby="channel-label" value={draft.channel} onChange={({ target }) => { change({ channel: target.value as IntakeDraft['channel'] }); }} options={[{ value: 'counter', label: t('intake.atCounter') }, { value: 'post', label: t('intake.byPost') }]} />
          </div>
        ) : null}
        {draft.channel === 'post' ? (
          <>
            <Field label={t('intake.postalArrivedAt')}><MomentField value={draft.postalArrivedAt} onChange={(postalArrivedAt) => { change({ postalArrivedAt }); }} /></Field>
            <Field label={t('intake.postalEvidence')}><Input value={draft.postalEvidence} onChange={({ target }) => { change({ postalEvidence: target.value }); }} /></Field>
          </>
        ) : null}
      </div>
    </fieldset>
  );
}

/** What a choice of procedure fills in: its usual case, and the agency of the desk where that decides. */
function chosenProcedure({ code, cases, competentAgencies, channels }: ProcedureSummary, desk: string): Partial<IntakeDraft> {
  return {
    procedureCode: code,
    caseCode: cases[0]?.code ?? '',
    agencyCode: competentAgencies.includes(desk) ? desk : (competentAgencies[0] ?? ''),
    channel: channels.includes('counter') ? 'counter' : 'post',
    papers: [],
    lacks: {},
  };
}

function withChosen(fitting: readonly ProcedureSummary[], chosen: ProcedureSummary | undefined): readonly ProcedureSummary[] {
  return chosen === undefined || fitting.includes(chosen) ? fitting : [chosen, ...fitting];
}
