import { useRef, useState, type JSX, type MouseEvent } from 'react';
import { Alert, Button, Card, Empty, Flex, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQueryClient } from '@tanstack/react-query';
import { api, call, isProblem } from '../../../api/client.js';
import { useRequestKey } from '../../../api/request-key.js';
import type { components } from '../../../api/schema.js';
import { useDraft } from '../../../session/drafts.js';
import { formatMoment } from '../../../format/moments.js';
import { PageHead } from '../../../ui/page-head.js';
import { PracticeMark } from '../../../ui/practice-banner.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';
import '../counter.css';

type Ticket = components['schemas']['QueueTicket'];
const AGAIN_MS = 3_000;
/** Longer than between the presses of a double click, or of a key held down; shorter than it takes to look at what the first has done. */
const AT_ONCE_MS = 500;

/** Numbers of those who wait: handed out, called to this window, called again, skipped, done. */
export function Component(): JSX.Element {
  const { t } = useTranslation('counter');
  const desks = api.useQuery('get', '/api/v1/queue-desks', {});
  const [agency, setAgency] = useState<string>();
  const items = desks.data?.items ?? [];
  const chosen = agency ?? items[0]?.agency;
  return (
    <>
      <PageHead title={t('tickets.title')}>
        {items.length > 1 ? <Select<string> aria-label={t('tickets.desk')} value={chosen ?? ''} onChange={setAgency} options={items.map(({ agency: value, name }) => ({ value, label: name }))} /> : null}
        {chosen === undefined ? null : <Link to={`/man-hinh-goi-so/${encodeURIComponent(chosen)}`} target="_blank">{t('tickets.screen')}</Link>}
      </PageHead>
      {desks.error === null ? null : <ProblemAlert error={desks.error} />}
      {chosen === undefined ? (desks.data === undefined ? null : <Empty description={t('tickets.off')} />) : <Desk key={chosen} agency={chosen} />}
    </>
  );
}

function Desk({ agency }: { readonly agency: string }): JSX.Element | null {
  const { t } = useTranslation('counter');
  const [once, takenOnce] = [useOnce(), useOnce()];
  const path = { agency };
  const { data, error: unread, refetch } = api.useQuery('get', '/api/v1/queue-desks/{agency}', { params: { path } }, { refetchInterval: AGAIN_MS });
  const { value: window, keep } = useDraft('queue-window', 1);
  const queries = useQueryClient();
  const taking = useRequestKey();
  const calling = useRequestKey();
  const [taken, setTaken] = useState<Ticket>();
  const [error, setError] = useState<unknown>();
  const settle = async (answer: Promise<{ readonly data?: Ticket; readonly error?: unknown }>): Promise<Ticket | undefined> => {
    setError(undefined);
    const { data: ticket, error: refused } = await answer.catch((reason: unknown) => ({ data: undefined, error: reason }));
    if (ticket === undefined) setError(isProblem(refused) ? refused : new Error('unreachable'));
    if (ticket !== undefined || isProblem(refused)) { taking.renew(); calling.renew(); }
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/queue-desks/{agency}'] });
    return ticket;
  };
  if (data === undefined) return unread === null ? null : <ProblemAlert error={unread} onRetry={() => { void refetch(); }} />;
  const current = data.current.find(({ call: last }) => last?.window === window);
  const take = (series: string): void => { void settle(call.POST('/api/v1/queue-desks/{agency}/tickets', { params: { path, header: taking.header() }, body: { series } })).then(setTaken); };
  const callNext = (): void => { void settle(call.POST('/api/v1/queue-desks/{agency}/calls', { params: { path, header: calling.header() }, body: { window } })); };
  const step = (ticket: Ticket, body: components['schemas']['TicketStepRequest']): void => {
    void settle(call.POST('/api/v1/queue-desks/{agency}/tickets/{series}/{number}/steps', { params: { path: { agency, series: ticket.series, number: ticket.number } }, body }));
  };
  const again = (ticket: Ticket): void => { step(ticket, { step: 'again', calls: ticket.call?.calls ?? 1 }); };
  return (
    <Flex vertical gap="middle">
      {unread === null ? null : <ProblemAlert error={unread} onRetry={() => { void refetch(); }} />}
      {error === undefined ? null : <ProblemAlert error={error} />}
      <Card size="small" title={t('tickets.call')}>
        <Flex vertical gap="small">
          <Flex wrap gap="small" align="center">
            <Select<number> aria-label={t('tickets.window')} value={window} onChange={keep} options={Array.from({ length: data.windows }, (_, index) => ({ value: index + 1, label: t('tickets.windowOf', { window: index + 1 }) }))} />
            <Button type="primary" size="large" autoFocus onClick={once(callNext)}>{t('tickets.next')}</Button>
            {data.waiting.map(({ series, count }) => <span key={series}>{series}: <strong>{count}</strong> {t('tickets.waiting')}</span>)}
          </Flex>
          {current === undefined ? <p>{t('tickets.none')}</p> : (
            <Flex wrap gap="small" align="center">
              <strong className="dossier-code" aria-live="polite">{current.label}</strong> <span>{t('tickets.calls', { count: current.call?.calls ?? 0 })}</span>
              <Button onClick={once(() => { again(current); })}>{t('tickets.again')}</Button>
              <Button onClick={once(() => { step(current, { step: 'skip' }); })}>{t('tickets.skip')}</Button>
              <Button onClick={once(() => { step(current, { step: 'done' }); })}>{t('tickets.done')}</Button>
            </Flex>
          )}
          {data.skipped.length === 0 ? null : <Flex wrap gap="small" align="center"><span>{t('tickets.skipped')}</span>{data.skipped.map((ticket) => <Button key={ticket.label} size="small" onClick={once(() => { again(ticket); })}>{t('tickets.callAgain', { label: ticket.label })}</Button>)}</Flex>}
        </Flex>
      </Card>
      <Card size="small" title={t('tickets.take')}>
        <Flex wrap gap="middle" align="center">
          {data.series.map(({ code, name }) => <Button key={code} size="large" onClick={takenOnce(() => { take(code); })}>{code} · {name}</Button>)}
          {taken === undefined ? null : (
            <div className="ticket-print" role="status"><PracticeMark /><div>{data.name}</div><div className="number">{taken.label}</div><div>{t('tickets.ahead', { count: taken.ahead })}</div><div>{formatMoment(taken.takenAt)}</div></div>
          )}
        </Flex>
        {taken === undefined ? null : <Alert type="info" title={t('tickets.printHint')} style={{ marginTop: 12 }} action={<Button size="small" onClick={() => { globalThis.print(); }}>{t('tickets.print')}</Button>} />}
      </Card>
    </Flex>
  );
}

/**
 * Presses of a row of buttons that follow at once mean the first, whichever of them has come under the pointer meanwhile and whether by mouse or by a key held down: answered
 * in between, they would call past somebody, or hand out a number nobody holds.
 */
function useOnce(): (press: () => void) => (event: MouseEvent) => void {
  const last = useRef(-Infinity);
  return (press) => ({ timeStamp }) => {
    const isAnother = timeStamp - last.current > AT_ONCE_MS;
    last.current = timeStamp;
    if (isAnother) press();
  };
}
