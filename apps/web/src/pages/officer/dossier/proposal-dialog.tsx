import type { JSX } from 'react';
import { Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/client.js';
import { useSending } from '../../../api/sending.js';
import type { components } from '../../../api/schema.js';
import { useDossierDraft } from '../../../session/drafts.js';
import { useFocusBack } from '../../../ui/focus-back.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';
import type { Dossier } from '../types.js';
import { useProcedurePapers } from './procedure-papers.js';

type Proposal = components['schemas']['ProposalRequest'];
/** What takes two persons has a dialog of its own among the commands. */
const KINDS = ['RequestSupplement', 'AcknowledgeFault', 'ExtendTerm', 'RefuseAfterAppraisal'] as const satisfies readonly Proposal['type'][];
type Kind = (typeof KINDS)[number];

/** What the dialog may prepare for a dossier as it stands. */
export function kindsOf({ proposableActions }: Pick<Dossier, 'proposableActions'>): readonly Kind[] {
  return KINDS.filter((kind) => proposableActions.includes(kind));
}

/** Prepares a decision for the head or signatory: a second request for papers, a fault, an extension, a refusal. What was written for one of them is never proposed as another. */
export function ProposalDialog({ dossier, kinds, onClose }: { readonly dossier: Dossier; readonly kinds: readonly Kind[]; readonly onClose: () => void }): JSX.Element {
  const { t } = useTranslation('officer');
  useFocusBack();
  const { isBusy, problem, send: sendOnce, changing } = useSending();
  const { value: draft, keep, forget } = useDossierDraft(dossier.code, 'proposal', NOTHING_TYPED);
  const { papers, fault, extension, ground, number, reason } = draft;
  // What was begun and may be proposed no more gives way to what may while nothing is written, and else to what is chosen anew.
  const kind = kinds.includes(draft.kind) ? draft.kind : draft.reason.trim() === '' ? kinds[0] : undefined;
  const change = changing((part: Partial<Typed>) => { keep({ ...draft, ...part }); });
  const { grounds } = dossier;
  const extensions = dossier.extensions.filter(({ given }) => !given);
  const components = useProcedurePapers(dossier.procedure);
  const request = kind === undefined ? undefined : requestOf({ ...draft, kind, number: number.trim(), reason: reason.trim() });
  const send = async (): Promise<void> => {
    if (request === undefined) return;
    const sent = await sendOnce((header) => call.POST('/api/v1/dossiers/{code}/proposals', { params: { path: { code: dossier.code }, header }, body: request }));
    if (sent === undefined) return;
    forget();
    onClose();
  };
  return (
    <Modal open title={t('proposals.propose')} okText={t('proposals.send')} cancelText={t('dialogs.cancel')} okButtonProps={{ disabled: request === undefined, loading: isBusy }} onOk={() => { void send(); }} onCancel={onClose}>
      <label className="field"><span>{t('proposals.kind')}</span><Select<Kind> aria-label={t('proposals.kind')} value={kind ?? null} onChange={(value) => { change({ kind: value }); }} options={kinds.map((value) => ({ value, label: t(`proposals.kinds.${value}`) }))} style={{ width: '100%' }} /></label>
      {kind === 'RequestSupplement' ? <label className="field"><span>{t('dialogs.papers')}</span><Select<string[]> mode="multiple" aria-label={t('dialogs.papers')} value={[...papers]} onChange={(value) => { change({ papers: value }); }} options={components.map(({ code, name }) => ({ value: code, label: name }))} style={{ width: '100%' }} /></label> : null}
      {kind === 'AcknowledgeFault' ? <label className="field"><span>{t('dialogs.fault')}</span><Select aria-label={t('dialogs.fault')} value={fault} onChange={(value) => { change({ fault: value }); }} options={(['wrong-result', 'lost-dossier'] as const).map((value) => ({ value, label: t(`dialogs.faults.${value}`) }))} style={{ width: '100%' }} /></label> : null}
      {kind === 'ExtendTerm' ? <label className="field"><span>{t('dialogs.extension')}</span><Select<string> aria-label={t('dialogs.extension')} value={extension ?? null} onChange={(value) => { change({ extension: value }); }} options={extensions.map(({ code, name }) => ({ value: code, label: name }))} style={{ width: '100%' }} /></label> : null}
      {kind === 'RefuseAfterAppraisal' ? <label className="field"><span>{t('dialogs.refusal')}</span><Select<string> aria-label={t('dialogs.refusal')} value={ground ?? null} onChange={(value) => { change({ ground: value }); }} options={grounds.refusal.map(({ code, label }) => ({ value: code, label }))} style={{ width: '100%' }} /></label> : null}
      {kind === 'RefuseAfterAppraisal' || kind === 'ExtendTerm' ? <label className="field"><span>{t('dialogs.documentNumber')}</span><Input value={number} onChange={({ target }) => { change({ number: target.value }); }} /></label> : null}
      <label className="field"><span>{t('dialogs.reason')}</span><Input.TextArea rows={3} maxLength={4000} value={reason} onChange={({ target }) => { change({ reason: target.value }); }} /></label>
      {problem === undefined ? null : <ProblemAlert error={problem} />}
    </Modal>
  );
}

interface Typed {
  readonly kind: Kind;
  readonly papers: readonly string[];
  readonly fault: 'wrong-result' | 'lost-dossier';
  readonly extension?: string;
  readonly ground?: string;
  readonly number: string;
  readonly reason: string;
}

const NOTHING_TYPED: Typed = { kind: 'RequestSupplement', papers: [], fault: 'wrong-result', number: '', reason: '' };

/** What was typed as a command, or nothing while something is missing. */
function requestOf({ kind, papers, fault, extension, ground, number, reason }: Typed): Proposal | undefined {
  if (reason === '') return undefined;
  const text = { reason };
  switch (kind) {
    case 'RequestSupplement':
      return papers.length === 0 ? undefined : { type: kind, body: { items: papers.map((component) => ({ component })), reasonCode: 'incomplete' }, text };
    case 'AcknowledgeFault':
      return { type: kind, body: { fault }, text };
    case 'ExtendTerm':
      return extension === undefined ? undefined : { type: kind, body: { extension, ...(number === '' ? {} : { documentNumber: number }) }, text };
    case 'RefuseAfterAppraisal':
      return number === '' || ground === undefined ? undefined : { type: kind, body: { reasonCode: ground, documentNumber: number }, text };
  }
}
