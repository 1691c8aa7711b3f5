import type { JSX } from 'react';
import { Checkbox, Flex, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { targetVi } from '#vi';
import { useAgencyChoices } from '../catalogue.js';
import { BY_LABEL } from '../../../ui/by-label.js';
import type { Choice, FaultyField, Plan, ReadTask } from './plan-choice.js';
import { TimingFields } from './timing-fields.js';

/** One task of a draft: what was read, what is doubtful of it, and what becomes of it; what is wrong stands at its field. */
export function PlanTask({ task, choice, change, problems, faults }: {
  readonly task: ReadTask;
  readonly choice: Choice;
  readonly change: (part: Partial<Choice>) => void;
  readonly problems: Plan['problems'];
  /** Fields to be looked at, and whether the server refused them. */
  readonly faults: readonly { readonly field: FaultyField; readonly isRefused: boolean }[];
}): JSX.Element {
  const { t } = useTranslation('manager');
  const about = t('plan.task', { number: task.place });
  const named = task.leads.map(({ name }) => name).join('; ');
  return (
    <fieldset className="plan-task" data-task={task.place} aria-label={about}>
      <legend>{about}{task.reference === '' ? '' : ` · ${task.reference}`}</legend>
      {problems.map(({ sentence, text }, index) => <p key={index} className="plan-doubt">⚠ {sentence}{text === '' ? '' : ` «${text}»`}</p>)}
      <Input.TextArea aria-label={`${t('tasks.name')}: ${about}`} autoSize value={choice.title} disabled={!choice.isTaken} onChange={({ target }) => { change({ title: target.value }); }} />
      <Fault of="title" faults={faults} />
      <p className="figure-caption">{[t('plan.scheduleRead', { text: task.scheduleText === '' ? '–' : task.scheduleText }), ...task.assumed.map((each) => t(`plan.assumed.${each}`)), t('plan.leadsRead', { text: named === '' ? '–' : named }), ...(task.result === '' ? [] : [t('plan.resultRead', { text: task.result })]), ...(task.inherited.length === 0 ? [] : [t('plan.inherited')])].join(' · ')}</p>
      <Checkbox checked={choice.isTaken} onChange={({ target }) => { change({ isTaken: target.checked }); }}>{t('plan.take', { number: task.place })}</Checkbox>
      {choice.isTaken ? <Taken task={task} choice={choice} change={change} about={about} faults={faults} /> : (
        <>
          <Input aria-label={`${t('plan.leftOut')}: ${about}`} placeholder={t('plan.leftOut')} maxLength={500} value={choice.leftOut} onChange={({ target }) => { change({ leftOut: target.value }); }} />
          <Fault of="leftOut" faults={faults} />
        </>
      )}
    </fieldset>
  );
}

function Taken({ task, choice, change, about, faults }: Pick<Parameters<typeof PlanTask>[0], 'task' | 'choice' | 'change' | 'faults'> & { readonly about: string }): JSX.Element {
  const { t } = useTranslation('manager');
  const agencies = useAgencyChoices();
  const chosen = { showSearch: BY_LABEL, options: [...agencies], popupMatchSelectWidth: false };
  return (
    <>
      <Flex gap="small" wrap align="center" style={{ marginTop: 8 }}>
        <Select<string> {...chosen} aria-label={`${t('tasks.lead')}: ${about}`} placeholder={t('tasks.lead')} value={choice.lead ?? null} onChange={(lead) => { change({ lead }); }} style={{ minWidth: 260 }} />
        <Select<string[]> {...chosen} mode="multiple" aria-label={`${t('tasks.with')}: ${about}`} placeholder={t('tasks.with')} value={[...choice.coordinating]} onChange={(coordinating) => { change({ coordinating }); }} style={{ minWidth: 260 }} />
      </Flex>
      <Fault of="lead" faults={faults} /><Fault of="coordinating" faults={faults} />
      <div style={{ marginTop: 8 }}><TimingFields choice={choice} change={change} about={about} /></div>
      <Fault of="timing" faults={faults} />
      <Flex gap="small" wrap style={{ marginTop: 8 }}>
        {task.proposedTargets.map((target, index) => <Checkbox key={index} checked={choice.targets.includes(index)} onChange={({ target: box }) => { change({ targets: box.checked ? [...choice.targets, index] : choice.targets.filter((each) => each !== index) }); }}>{t('plan.target', { target: targetVi(target), wording: target.wording })}</Checkbox>)}
        <Checkbox checked={choice.escalates} onChange={({ target }) => { change({ escalates: target.checked }); }}>{t('plan.escalates')}</Checkbox>
      </Flex>
    </>
  );
}

function Fault({ of, faults }: { readonly of: FaultyField; readonly faults: Parameters<typeof PlanTask>[0]['faults'] }): JSX.Element | null {
  const { t } = useTranslation('manager');
  const fault = faults.find(({ field }) => field === of);
  return fault === undefined ? null : <span className="plan-fault">✕ {t(fault.isRefused ? `plan.refused.${of}` : `plan.missing.${of}`)}</span>;
}
