import { useRef, useState, type JSX } from 'react';
import { Alert, Button, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, call, isProblem, isRefusal } from '../../../api/client.js';
import { useStaff } from '../../../api/people.js';
import { useSending } from '../../../api/sending.js';
import type { components } from '../../../api/schema.js';
import { rereadWork } from '../../../live/refresher.js';
import { useMe } from '../../../session/me.js';
import { BY_LABEL } from '../../../ui/by-label.js';
import { useFocusBack } from '../../../ui/focus-back.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';
import { Waiting } from '../../../ui/waiting.js';
import type { BulkAction, BulkType } from '../types.js';
import { type UnmovedCase, useCaseMoves } from './case-moves.js';
import { type Chosen, itemKey } from './chosen.js';
import { Effect } from './effect.js';
import { NotDone, type Seen, SinceSeen } from './not-done.js';

type Request = components['schemas']['BulkActionRequest'];

/** What became of pressing: the action where dossiers were chosen, and cases that were not moved. */
interface Outcome {
  readonly action: BulkAction | undefined;
  readonly unmoved: readonly UnmovedCase[];
}

const isRefused = ({ done }: BulkAction['items'][number]): boolean => done.status === 'refused';

/**
 * One action on what was chosen: to whom, then its effect on each and on everybody's load, then done. What was refused is told with what happened
 * to it since it was shown. An assignment may take cases along. Closed with whether it was done.
 */
export function BulkBar({ action, chosen, cases = [], officer: given, onClose }: { readonly action: BulkType; readonly chosen: readonly Chosen[]; readonly cases?: readonly string[]; readonly officer?: string; readonly onClose: (done: boolean) => void }): JSX.Element {
  const { t } = useTranslation('officer');
  useFocusBack();
  const [officer, setOfficer] = useState<string | undefined>(given);
  const [seen, setSeen] = useState<Seen>();
  const [outcome, setOutcome] = useState<Outcome>();
  // What was sent and not answered is sent again as it was: under the same key it is the same action.
  const unanswered = useRef<Request>(undefined);
  const { isBusy, problem, send, renew } = useSending(rereadWork);
  const moveCases = useCaseMoves();
  const isReady = action !== 'Assign' || officer !== undefined;
  const asked = { action, dossiers: [...chosen], ...(action === 'Assign' && officer !== undefined ? { officer } : {}) };
  const preview = api.useQuery('post', '/api/v1/bulk-actions/preview', { body: asked }, { enabled: isReady && chosen.length > 0 && outcome === undefined, staleTime: 0 });
  if (seen === undefined && preview.data !== undefined) setSeen(Object.fromEntries(preview.data.items.flatMap(({ dossierCode, seq }) => (seq === null ? [] : [[dossierCode, seq]]))));
  const allowed = preview.data?.items.filter((item) => item.allowed) ?? [];
  const changed = preview.data?.items.filter((item) => !item.allowed && item.seq !== null && item.seq > (seen?.[item.dossierCode] ?? item.seq)) ?? [];
  const hasStages = chosen.some(({ stage }) => stage !== undefined) || cases.length > 0;
  const count = allowed.length + cases.length;
  const confirm = async (): Promise<void> => {
    const wanted = new Set(allowed.map(itemKey));
    const body = (unanswered.current ??= { ...asked, dossiers: asked.dossiers.filter(({ code, stage }) => wanted.has(itemKey({ dossierCode: code, stage: stage ?? null }))) });
    const done = body.dossiers.length === 0 ? undefined : await send((header) => call.POST('/api/v1/bulk-actions', { params: { header }, body }).then((answer) => {
      if (isRefusal(answer.error)) unanswered.current = undefined;
      return answer;
    }));
    if (body.dossiers.length > 0 && done === undefined) return;
    unanswered.current = undefined;
    await tell(done);
  };
  const tell = async (done: BulkAction | undefined): Promise<void> => {
    const unmoved = officer === undefined ? [] : await moveCases(cases, officer);
    if (unmoved.length === 0 && done?.items.some(isRefused) !== true) onClose(true);
    else setOutcome({ action: done, unmoved });
  };
  const title = t(hasStages ? `bulk.titleWork.${action}` : `bulk.title.${action}`, { count: chosen.length + cases.length });
  if (outcome !== undefined) {
    return (
      <Modal open width={980} title={title} onCancel={() => { onClose(true); }} footer={<Button type="primary" onClick={() => { onClose(true); }}>{t('meanwhile.read')}</Button>}>
        {outcome.action === undefined ? null : <NotDone done={outcome.action} seen={seen ?? {}} />}
        {outcome.unmoved.map(({ code, error }) => (isProblem(error) ? <Alert key={code} type="error" showIcon title={`${code}: ${error.title}`} /> : <ProblemAlert key={code} error={error} onRetry={() => { void tell(outcome.action); }} />))}
      </Modal>
    );
  }
  return (
    <Modal
      open
      width={980}
      title={title}
      okText={t(hasStages ? 'bulk.confirmWork' : 'bulk.confirm', { count })}
      cancelText={t('bulk.cancel')}
      okButtonProps={{ disabled: count === 0 || !isReady, loading: isBusy }}
      onOk={() => { void confirm(); }}
      onCancel={() => { onClose(false); }}
    >
      {action === 'Assign' ? <ToWhom officer={officer} onChange={(value) => { setOfficer(value); unanswered.current = undefined; renew(); }} /> : null}
      {isReady && chosen.length > 0 && preview.isPending ? <Waiting /> : null}
      {preview.error === null ? null : <ProblemAlert error={preview.error} />}
      {preview.data === undefined ? null : <Effect preview={preview.data} />}
      <SinceSeen codes={changed.map(({ dossierCode }) => dossierCode)} seen={seen ?? {}} />
      {cases.length === 0 ? null : <p>{t('bulk.cases', { count: cases.length, codes: cases.join(', ') })}</p>}
      {problem === undefined ? null : <ProblemAlert error={problem} onRetry={() => { void confirm(); }} />}
      <p>{action === 'AcceptHandover' ? t('bulk.noWayBack') : t('bulk.tenMinutes')}</p>
    </Modal>
  );
}

function ToWhom({ officer, onChange }: { readonly officer: string | undefined; readonly onChange: (officer: string) => void }): JSX.Element {
  const { t } = useTranslation('officer');
  const me = useMe();
  const staff = useStaff(me.role === 'head' ? undefined : me.agency.code);
  return (
    <label className="field">
      <span>{t('bulk.to')}</span>
      <Select showSearch={BY_LABEL} aria-label={t('bulk.to')} value={officer ?? null} onChange={onChange} style={{ width: '100%' }} options={staff.filter(({ role }) => role === 'officer' || role === 'head').map((person) => ({ value: person.subject, label: `${person.name} – ${person.roleLabel}` }))} />
    </label>
  );
}
