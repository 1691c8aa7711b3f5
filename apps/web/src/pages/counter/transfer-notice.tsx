import { useCallback, useState, useSyncExternalStore, type JSX } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import { serverNow } from '../../api/server-time.js';
import { formatLength } from '../../format/numbers.js';
import { useMay, useMe } from '../../session/me.js';
import { restUntilOther, toldOn } from './notice-moment.js';

/** Desks do not all ask in the same second. */
const SPREAD_MS = 10_000;

/** Tells whoever receives at a desk, towards the end of a working day, how much has not left it, until there is nothing or they have put the notice away. */
export function TransferNotice(): JSX.Element | null {
  const { agency, subject } = useMe();
  // Desks are shared: who puts the notice away does so for themselves alone.
  return useMay('TakeIn') ? <Told name={`not-transferred:${agency.code}:${subject}`} /> : null;
}

function Told({ name }: { readonly name: string }): JSX.Element | null {
  const { t } = useTranslation('counter');
  const [isAwayOn, putAway] = useDay(name);
  const { data } = api.useQuery('get', '/api/v1/queues', {}, {
    refetchInterval: ({ state }) => (state.data === undefined ? false : restUntilOther(state.data, serverNow()) + SPREAD_MS * Math.random()),
  });
  const length = data?.items.find(({ queue }) => queue === 'to-transfer');
  const day = data === undefined ? undefined : toldOn(data);
  if (length === undefined || length.count === 0 || day === undefined || isAwayOn(day)) return null;
  return (
    <div className="transfer-notice no-print" role="status">
      <Link to="/chua-chuyen">{t('transfer.notice', { count: length.count, length: formatLength(length) })}</Link>
      <Button size="small" onClick={() => { putAway(day); }}>{t('transfer.putAway')}</Button>
    </div>
  );
}

/** A day this computer keeps under a name, the same in all its windows; nothing else of a notice is kept. Where the browser keeps nothing, for lack of room or by its settings, the day holds in this window until its page is left. */
function useDay(name: string): readonly [(day: string) => boolean, (day: string) => void] {
  const kept = useSyncExternalStore(onStored, () => readDay(name));
  const [here, setHere] = useState<string>();
  const keep = useCallback((next: string) => {
    setHere(next);
    keepDay(name, next);
    // Other windows hear of it by themselves, this one does not.
    globalThis.dispatchEvent(new StorageEvent('storage', { key: name }));
  }, [name]);
  return [(day) => day === here || day === kept, keep];
}

function readDay(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function keepDay(name: string, day: string): void {
  try {
    localStorage.setItem(name, day);
  } catch {
    // The window that was told keeps it for itself.
  }
}

function onStored(told: () => void): () => void {
  globalThis.addEventListener('storage', told);
  return () => { globalThis.removeEventListener('storage', told); };
}
