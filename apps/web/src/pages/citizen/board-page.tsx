import { useEffect, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { serverNow } from '../../api/server-time.js';
import { formatCount, formatPercent } from '../../format/numbers.js';
import { formatDay, formatHour } from '../../format/moments.js';
import { type Board, type Fault, readBoard } from './public-call.js';
import './citizen.css';

const EVERY_MS = 30_000;
const SECOND_MS = 1_000;

/** Numbers of an agency for a screen in its hall: no names, and nothing to press. What it last knew stays, with its hour, while the network is away. */
export function Component(): JSX.Element {
  const { t } = useTranslation('citizen');
  const { agency = '' } = useParams();
  const [board, setBoard] = useState<Board>();
  const [fault, setFault] = useState<Fault>();
  const [now, setNow] = useState(() => new Date(serverNow()).toISOString());
  useEffect(() => { document.title = t('board.title'); }, [t]);
  useEffect(() => {
    const clock = setInterval(() => { setNow(new Date(serverNow()).toISOString()); }, SECOND_MS);
    return () => { clearInterval(clock); };
  }, []);
  useEffect(() => {
    let isGone = false;
    const read = async (): Promise<void> => {
      const outcome = await readBoard(agency);
      if (isGone) return;
      setFault(outcome.kind === 'fault' ? outcome.fault : undefined);
      if (outcome.kind === 'done') setBoard(outcome.value);
    };
    void read();
    const beat = setInterval(() => { void read(); }, EVERY_MS);
    return () => { isGone = true; clearInterval(beat); };
  }, [agency]);
  return (
    <div className="board">
      <header>
        <div><h1>{board?.agency ?? t('board.title')}</h1>{board === undefined ? null : <p>{t('board.title')}</p>}</div>
        <p className="board-clock"><time dateTime={now}>{formatHour(now)}</time><span>{formatDay(now)}</span></p>
        <button type="button" onClick={() => { void document.documentElement.requestFullscreen(); }}>{t('board.full')}</button>
      </header>
      <main>{board === undefined ? <p role="status">{fault === undefined ? '…' : fault.kind === 'unreachable' || fault.kind === 'too-many' ? t('fault.unreachable') : t('board.notShown')}</p> : <Numbers board={board} />}</main>
      <footer>
        <span role="status">{board === undefined ? null : t(fault === undefined ? 'board.asOf' : 'board.stale', { at: formatHour(board.asOf) })}</span>
      </footer>
    </div>
  );
}

function Numbers({ board: { receivedToday, doneToday, open, overdue, paused, onTime } }: { readonly board: Board }): JSX.Element {
  const { t } = useTranslation('citizen');
  return (
    <dl>
      <div><dt>{t('board.receivedToday')}</dt><dd>{formatCount(receivedToday)}</dd></div>
      <div><dt>{t('board.doneToday')}</dt><dd>{formatCount(doneToday)}</dd></div>
      <div><dt>{t('board.open')}</dt><dd>{formatCount(open)}</dd></div>
      <div><dt>{t('board.paused')}</dt><dd>{formatCount(paused)}</dd></div>
      <div className={overdue > 0 ? 'late' : ''}><dt>{overdue > 0 ? '⚠ ' : '✓ '}{t('board.overdue')}</dt><dd>{formatCount(overdue)}</dd></div>
      <div><dt>{t('board.onTime')}</dt><dd>{onTime.value === null ? t('board.nothing') : formatPercent(onTime.value)}<small>{onTime.value === null ? '' : t('board.onTimeOf', { ...onTime, from: formatDay(onTime.period.from) })}</small></dd></div>
    </dl>
  );
}
