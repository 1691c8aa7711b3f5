import { useEffect, useState, type JSX } from 'react';
import { DisconnectOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMe } from '../session/me.js';
import { accessToken } from '../session/session.js';
import type { LineState } from './keep-reading.js';
import { readByOneTab } from './one-line.js';
import { Refresher } from './refresher.js';

/** A line that is back within this time was not worth a word. */
const SAID_AFTER_MS = 3_000;

/** Keeps what is shown up to date with what others do. Says so when it cannot for a while; pages stay usable, only not live. */
export function Live(): JSX.Element {
  const { t } = useTranslation('shell');
  const isLost = useLive();
  return <div className="live-line no-print" role="status">{isLost ? <span className="live-lost"><DisconnectOutlined aria-hidden /> {t('connectionLost')}</span> : null}</div>;
}

/** Reads changes while mounted; true while the line has been down for a while. */
function useLive(): boolean {
  const queries = useQueryClient();
  const { subject, role, agency } = useMe();
  const [state, setState] = useState<LineState>('connecting');
  const [isLost, setIsLost] = useState(false);
  const person = `${subject} ${role} ${agency.code}`;
  useEffect(() => {
    const leaving = new AbortController();
    const refresher = new Refresher(queries);
    readByOneTab({ person, token: () => Promise.resolve(accessToken()), signal: leaving.signal, onState: setState, onChange: (change) => { refresher.take(change); } });
    return () => {
      leaving.abort();
      refresher.stop();
    };
  }, [queries, person]);
  useEffect(() => {
    const timer = setTimeout(() => { setIsLost(state === 'lost'); }, state === 'lost' ? SAID_AFTER_MS : 0);
    return () => { clearTimeout(timer); };
  }, [state]);
  return isLost;
}
