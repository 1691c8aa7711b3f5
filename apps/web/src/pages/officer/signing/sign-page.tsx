import { Fragment, useState, type JSX } from 'react';
import { CheckCircleOutlined, ExclamationCircleOutlined } from '@ant-design/icons';
import { Alert, Button, Checkbox, Flex, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { BY_KEY } from '../../../api/by-key.js';
import { api, call, isProblem } from '../../../api/client.js';
import { useRequestKey } from '../../../api/request-key.js';
import { formatMoment } from '../../../format/moments.js';
import { rereadWork } from '../../../live/refresher.js';
import { dossierAddress } from '../../../shell/dossier-address.js';
import { later } from '../../../ui/later.js';
import { PageHead } from '../../../ui/page-head.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';
import { Waiting } from '../../../ui/waiting.js';
import { Meanwhile } from '../dossier/meanwhile.js';
import { type SignItem } from '../types.js';
import type { Previewed } from './apology-preview.js';
import { hasWordsAlone, isForGood } from './words-alone.js';
import '../officer.css';

const Look = later(async () => (await import('./look.js')).Look);

const PAGE = 50;
const AT_ONCE = 50;
const AGAIN_MS = 30_000;

interface Outcome {
  readonly name: string;
  readonly sentence: string;
  readonly isDone: boolean;
  /** What was signed, as it stood when it was looked at. */
  readonly item: SignItem;
}

/** What was looked at, and as which line of the list. */
interface Looked extends Previewed {
  readonly item: SignItem;
}

const keyOf = (item: SignItem): string => item.proposal ?? item.dossierCode;

/**
 * Everything that waits for the person's signature or approval, one card each, to be used on a telephone: each is looked at as the real PDF, or by its words
 * where it owes no letter, then those that were looked at are signed together; what nobody can take back is asked for once more. An apology is signed under the digest of what was looked at. What was refused, or left the list
 * after it was looked at, is told with what happened to its dossier since.
 */
export function Component(): JSX.Element {
  const { t } = useTranslation('officer');
  const queries = useQueryClient();
  const { header, renew } = useRequestKey();
  const pages = api.useInfiniteQuery('get', '/api/v1/sign-list', { params: { query: { limit: PAGE } } }, { ...BY_KEY, refetchInterval: AGAIN_MS });
  const [looked, setLooked] = useState<Readonly<Record<string, Looked>>>({});
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [shown, setShown] = useState<SignItem>();
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const [problem, setProblem] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const gone = pages.data === undefined ? [] : Object.entries(looked).filter(([key]) => !items.some((item) => keyOf(item) === key));
  const signable = items.filter((item) => chosen.includes(keyOf(item)) && looked[keyOf(item)] !== undefined).slice(0, AT_ONCE);
  const label = t(signable.some(hasWordsAlone) ? 'sign.signAndApprove' : 'sign.sign', { count: signable.length });
  const sign = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    const told: Outcome[] = [];
    const answered = new Set<string>();
    try {
      const apologies = signable.filter(({ proposal }) => proposal === null);
      if (apologies.length > 0) {
        const { data, error } = await call.POST('/api/v1/apologies/sign', {
          params: { header: header() },
          body: { items: apologies.map(({ dossierCode }) => ({ dossierCode, previewed: looked[dossierCode]?.digest ?? '', ...givenOf(looked[dossierCode]) })) },
        });
        if (data === undefined) setProblem(error);
        if (data !== undefined || isProblem(error)) renew();
        for (const { dossierCode, status, problem: why } of data?.items ?? []) {
          answered.add(dossierCode);
          const item = looked[dossierCode]?.item;
          if (item !== undefined) told.push({ item, name: dossierCode, isDone: status !== 'refused', sentence: status === 'refused' ? (why?.title ?? '') : t(`sign.${status}`) });
        }
      }
      for (const item of signable) {
        const { proposal, dossierCode, kindLabel } = item;
        if (proposal === null) continue;
        const { data, error } = await call.POST('/api/v1/proposals/{id}/approve', { params: { path: { id: proposal } } });
        answered.add(proposal);
        told.push({ item: looked[proposal]?.item ?? item, name: `${dossierCode} – ${kindLabel}`, isDone: data !== undefined, sentence: data === undefined ? (isProblem(error) ? error.title : '') : t(data.outcome === 'pending' ? 'sign.pending' : hasWordsAlone(item) ? 'sign.approved' : 'sign.applied') });
      }
    } catch (failed) {
      setProblem(failed);
    }
    // What was not answered stays looked at and chosen: it is signed again under the same key.
    setOutcomes(told);
    setChosen((before) => before.filter((key) => !answered.has(key)));
    setLooked((before) => Object.fromEntries(Object.entries(before).filter(([key]) => !answered.has(key))));
    setBusy(false);
    rereadWork(queries);
  };
  const forget = (key: string): void => {
    setChosen((before) => before.filter((each) => each !== key));
    setLooked((before) => Object.fromEntries(Object.entries(before).filter(([each]) => each !== key)));
  };
  return (
    <>
      <PageHead title={t('sign.title')}><span>{t('sign.count', { count: pages.data?.pages[0]?.count ?? 0 })}</span></PageHead>
      {outcomes.map(({ name, sentence, isDone, item }) => (
        <Fragment key={name}>
          <Alert type={isDone ? 'success' : 'error'} showIcon role="status" title={`${name}: ${sentence}`} />
          {isDone ? null : <Meanwhile named code={item.dossierCode} after={item.seq} onRead={() => { setOutcomes((before) => before.filter((each) => each.name !== name)); }} />}
        </Fragment>
      ))}
      {isBusy ? null : gone.map(([key, { item }]) => <Meanwhile key={key} named code={item.dossierCode} after={item.seq} onRead={() => { forget(key); }} />)}
      {problem === undefined ? null : <ProblemAlert error={problem} />}
      {pages.error === null ? null : <ProblemAlert error={pages.error} />}
      {pages.isPending ? <Waiting /> : null}
      {pages.data !== undefined && items.length === 0 ? <p className="all-done"><CheckCircleOutlined aria-hidden /> {t('sign.none')}</p> : null}
      <ul className="sign-list">
        {items.map((item) => (
          <li key={keyOf(item)} className={item.late ? 'sign-item late' : 'sign-item'}>
            <Checkbox checked={chosen.includes(keyOf(item))} disabled={looked[keyOf(item)] === undefined} onChange={({ target }) => { setChosen(target.checked ? [...chosen, keyOf(item)] : chosen.filter((key) => key !== keyOf(item))); }} aria-label={t('sign.choose', { code: item.dossierCode })} />
            <div>
              <b>{item.kindLabel}</b> <Link to={dossierAddress(item.dossierCode)}>{item.dossierCode}</Link>
              <div>{item.procedureName}</div>
              <div>{item.late ? <span className="late-line"><ExclamationCircleOutlined aria-hidden /> {t('left.late')}</span> : null} {item.dueAt === null ? '' : t('sign.due', { date: formatMoment(item.dueAt) })} · {t('sign.since', { date: formatMoment(item.since) })}{item.proposedByName === null ? '' : ` · ${t('sign.proposedBy', { name: item.proposedByName })}`}</div>
            </div>
            <Button onClick={() => { setShown(item); }}>{looked[keyOf(item)] === undefined ? t(hasWordsAlone(item) ? 'sign.lookWords' : 'sign.look') : t('sign.lookAgain')}</Button>
          </li>
        ))}
      </ul>
      {pages.hasNextPage ? <Button onClick={() => { void pages.fetchNextPage(); }}>{t('timeline.more')}</Button> : null}
      <Flex className="sign-foot no-print" gap="small" align="center">
        {signable.some(isForGood)
          ? <Popconfirm title={t('sign.forGood', { count: signable.filter(isForGood).length })} okText={t('dialogs.confirm')} cancelText={t('dialogs.cancel')} onConfirm={() => { void sign(); }}><Button type="primary" size="large" loading={isBusy}>{label}</Button></Popconfirm>
          : <Button type="primary" size="large" disabled={signable.length === 0} loading={isBusy} onClick={() => { void sign(); }}>{label}</Button>}
        <span>{t('sign.rule')}</span>
      </Flex>
      {shown === undefined ? null : (
        <Look item={shown} onClose={() => { setShown(undefined); }} onLooked={(previewed) => {
          setLooked({ ...looked, [keyOf(shown)]: { ...previewed, item: shown } });
          if (!chosen.includes(keyOf(shown))) setChosen([...chosen, keyOf(shown)]);
          setShown(undefined);
          renew();
        }} />
      )}
    </>
  );
}

/** What was looked at beside the digest: the reason and the date it gives. */
function givenOf(previewed: Previewed | undefined): { reasonCode?: string; reason?: string; newAppointment?: string } {
  return { ...(previewed?.reasonCode === undefined ? {} : { reasonCode: previewed.reasonCode }), ...(previewed?.reason === undefined ? {} : { reason: previewed.reason }), ...(previewed?.newAppointment === undefined ? {} : { newAppointment: previewed.newAppointment }) };
}
