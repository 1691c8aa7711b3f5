import { useState, type JSX } from 'react';
import { Checkbox, Flex, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useDossierDraft } from '../../../session/drafts.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';
import { reasonsOf } from '../intake/intake-draft.js';
import { SlipList } from '../slips/slip-list.js';
import { CommandDialog, type CommandDialogProps } from './command-dialog.js';
import { usePapersOf } from './procedure-of.js';

/** What is asked for as written so far. */
interface SupplementDraft {
  /** Absent while nobody has chosen, and of no account once other papers are here: then it is what the procedure asks for and is not here. */
  readonly asked?: { readonly papers: readonly string[]; readonly beside: string };
  readonly lacks: Readonly<Record<string, string>>;
  readonly more: string;
}

const NOTHING_ASKED: SupplementDraft = { lacks: {}, more: '' };

/** What is asked for by form 02: papers as numbered items, each with its reason. Asked once and completely (NĐ 61/2018 Art. 15.3). */
export function RequestSupplementDialog(props: CommandDialogProps): JSX.Element {
  const { t } = useTranslation('counter');
  const { dossier } = props;
  const { papers, error, isAwaited } = usePapersOf(props.dossier);
  const here = new Set(dossier.components.map(({ code }) => code));
  const beside = [...here].toSorted().join(' ');
  const { value: draft, keep, forget } = useDossierDraft(dossier.code, 'RequestSupplement', NOTHING_ASKED);
  const { asked, lacks, more } = draft;
  const chosen = asked?.beside === beside ? asked.papers : papers.filter(({ code, required }) => required && !here.has(code)).map(({ code }) => code);
  const items = papers.filter(({ code }) => chosen.includes(code));
  const reason = [reasonsOf(items, lacks, t('intake.notHanded')), more.trim()].filter(Boolean).join('\n');
  return (
    <CommandDialog
      {...props}
      type="RequestSupplement"
      request={isAwaited || reason === '' ? undefined : { type: 'RequestSupplement', body: { items: items.map(({ code }) => ({ component: code })), reasonCode: 'incomplete' }, text: { reason } }}
      onApplied={forget}
      onDone={() => <SlipList dossier={dossier} />}
    >
      {error === null || error === undefined ? null : <ProblemAlert error={error} />}
      {papers.map(({ code, name }) => (
        <div key={code} className="paper">
          <Checkbox checked={chosen.includes(code)} onChange={({ target }) => { keep({ ...draft, asked: { papers: target.checked ? [...chosen, code] : chosen.filter((each) => each !== code), beside } }); }}>{name}</Checkbox>
          {chosen.includes(code) ? <Input size="small" aria-label={t('intake.lackOf', { name })} placeholder={t('intake.lackPlaceholder')} value={lacks[code] ?? ''} onChange={({ target }) => { keep({ ...draft, lacks: { ...lacks, [code]: target.value } }); }} /> : null}
        </div>
      ))}
      <Input.TextArea rows={2} maxLength={2000} aria-label={t('dialogs.moreReasons')} placeholder={t('dialogs.moreReasons')} value={more} onChange={({ target }) => { keep({ ...draft, more: target.value }); }} />
    </CommandDialog>
  );
}

/** What was asked for is handed in: completely, or in part. */
export function ReceiveSupplementDialog(props: CommandDialogProps): JSX.Element {
  const { t } = useTranslation('counter');
  const { papers, error } = usePapersOf(props.dossier);
  const [given, setGiven] = useState<readonly string[]>([]);
  const [isComplete, setIsComplete] = useState(true);
  const components = papers.filter(({ code }) => given.includes(code)).map(({ code, originals, copies }) => ({ code, copies: Math.max(1, originals + copies), kind: originals > 0 ? ('original' as const) : ('copy' as const) }));
  return (
    <CommandDialog {...props} type="ReceiveSupplement" request={{ type: 'ReceiveSupplement', body: { complete: isComplete, ...(components.length === 0 ? {} : { components }) } }}>
      {error === null || error === undefined ? null : <ProblemAlert error={error} />}
      <Flex vertical gap="small">
        {papers.map(({ code, name }) => <Checkbox key={code} checked={given.includes(code)} onChange={({ target }) => { setGiven(target.checked ? [...given, code] : given.filter((each) => each !== code)); }}>{name}</Checkbox>)}
        <Checkbox checked={isComplete} onChange={({ target }) => { setIsComplete(target.checked); }}>{t('dialogs.complete')}</Checkbox>
      </Flex>
    </CommandDialog>
  );
}
