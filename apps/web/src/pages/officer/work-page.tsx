import { useEffect, useState, type JSX } from 'react';
import { CheckCircleOutlined, ExclamationCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { Alert, Button, Flex, Segmented } from 'antd';
import Search from 'antd/es/input/Search';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { api } from '../../api/client.js';
import { formatLength } from '../../format/numbers.js';
import { useMe } from '../../session/me.js';
import { later } from '../../ui/later.js';
import { PageHead } from '../../ui/page-head.js';
import { MOST_OF_ONE_ACTION } from './bulk/chosen.js';
import { UndoBar } from './bulk/undo-bar.js';
import { codeBeginningIn } from './code-filter.js';
import { QueueLines } from './queue-lines.js';
import type { BulkType } from './types.js';
import { WORK_QUEUES, type WorkQueue } from './work-queues.js';
import './officer.css';

const BulkBar = later(async () => (await import('./bulk/bulk-bar.js')).BulkBar);
const AGAIN_MS = 30_000;
const SIGNS = { late: <ExclamationCircleOutlined aria-hidden />, soon: <WarningOutlined aria-hidden />, calm: null };

/** What officers and heads work from: queues as chips with their counts, the chosen one as a list, and one action on the chosen lines. */
export function Component(): JSX.Element {
  const { t } = useTranslation('officer');
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [action, setAction] = useState<BulkType>();
  const [isNoCode, setNoCode] = useState(false);
  const mine = params.get('cua') === 'toi';
  const begins = codeBeginningIn(params.get('ma') ?? '');
  const asked = { ...(begins === undefined ? {} : { search: begins }), ...(mine ? { officer: me.subject } : {}), ...(params.get('thu-tuc') === null ? {} : { procedure: params.get('thu-tuc') ?? '' }) };
  const { data } = api.useQuery('get', '/api/v1/queues', { params: { query: asked } }, { refetchInterval: AGAIN_MS });
  const counts = new Map(data?.items.map((length) => [length.queue, length]));
  // The queue the person came to stays, though its last line is done: a list that changes under the hand is pressed wrongly.
  const [first, setFirst] = useState<WorkQueue>();
  if (first === undefined && data !== undefined) setFirst(firstWithWork(counts) ?? WORK_QUEUES[0]);
  const shown = WORK_QUEUES.find(({ queue }) => queue === params.get('hang')) ?? first ?? WORK_QUEUES[0];
  const change = (name: string, value: string | undefined): void => {
    setChosen([]);
    setParams((before) => {
      const next = new URLSearchParams(before);
      if (value === undefined || value === '') next.delete(name);
      else next.set(name, value);
      return next;
    }, { replace: true });
  };
  // An address somebody came by may hold anything.
  const isForeign = params.has('ma') && begins === undefined;
  useEffect(() => {
    if (isForeign) setParams((before) => new URLSearchParams([...before].filter(([name]) => name !== 'ma')), { replace: true });
  }, [isForeign, setParams]);
  const filter = (typed: string): void => {
    const code = codeBeginningIn(typed);
    setNoCode(code === undefined && typed.trim() !== '');
    change('ma', code);
  };
  if (shown === undefined) return <p />;
  // One action takes so many; the others stay chosen for the next.
  const [now, rest] = [chosen.slice(0, MOST_OF_ONE_ACTION), chosen.slice(MOST_OF_ONE_ACTION)];
  const actions = (['Assign', 'Forward', 'AcceptHandover'] as const).filter((each) => me.actions.includes(each));
  return (
    <>
      <PageHead title={t('work.title')}>
        {me.role === 'officer' ? <Segmented aria-label={t('work.whose')} value={mine ? 'toi' : 'tat-ca'} onChange={(value) => { change('cua', value === 'toi' ? 'toi' : undefined); }} options={[{ value: 'tat-ca', label: t('work.all') }, { value: 'toi', label: t('work.mine') }]} /> : null}
        <Link to="/thao-tac">{t('bulk.history')}</Link>
      </PageHead>
      <UndoBar />
      <nav aria-label={t('work.queues')} className="queue-chips">
        {WORK_QUEUES.map(({ queue, tone }) => (
          <button key={queue} type="button" className={`queue-chip ${tone}`} aria-current={queue === shown.queue ? 'page' : undefined} onClick={() => { change('hang', queue); }}>
            {(counts.get(queue)?.count ?? 0) > 0 ? SIGNS[tone] : <CheckCircleOutlined aria-hidden />} {counts.get(queue)?.label ?? '…'} <b>{lengthOf(counts.get(queue))}</b>
          </button>
        ))}
      </nav>
      <Flex gap="small" wrap align="center" className="list-tools">
        <Search allowClear defaultValue={begins ?? ''} placeholder={t('work.begins')} aria-label={t('work.begins')} onSearch={filter} style={{ maxWidth: 280 }} />
        {shown.main === 'sign' ? <Link to="/ky"><Button type="primary">{t('work.toSignList')}</Button></Link> : null}
        {actions.map((each) => <Button key={each} type={shown.main === each ? 'primary' : 'default'} disabled={now.length === 0} onClick={() => { setAction(each); }}>{t(`bulk.do.${each}`, { count: now.length })}</Button>)}
        {rest.length === 0 ? null : <span role="status">{t('work.chosenBeyond', { count: chosen.length, most: MOST_OF_ONE_ACTION, rest: rest.length })}</span>}
        {chosen.length === 0 ? null : <Button onClick={() => { setChosen([]); }}>{t('work.chooseNone')}</Button>}
      </Flex>
      {isNoCode ? <Alert type="info" showIcon role="status" title={t('work.notACode')} /> : null}
      <QueueLines shown={shown} asked={asked} chosen={chosen} onChoose={setChosen} />
      {action === undefined ? null : <BulkBar action={action} chosen={now.map((code) => ({ code }))} onClose={(done) => { setAction(undefined); if (done) setChosen(rest); }} />}
    </>
  );
}

function lengthOf(length: Parameters<typeof formatLength>[0] | undefined): string {
  return length === undefined ? '…' : formatLength(length);
}

function firstWithWork(counts: ReadonlyMap<string, { readonly count: number }>): WorkQueue | undefined {
  return WORK_QUEUES.find(({ queue }) => (counts.get(queue)?.count ?? 0) > 0);
}
