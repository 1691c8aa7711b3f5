import type { JSX } from 'react';
import { api } from '../../api/client.js';
import { MenuCount } from '../../shell/menu-count.js';
import type { QueueCode } from './dossier-types.js';

/** How many dossiers a queue holds, counted by the server under the conditions of its list. */
function QueueBadge({ queue }: { readonly queue: QueueCode }): JSX.Element {
  const { data } = api.useQuery('get', '/api/v1/queues', {});
  const length = data?.items.find((item) => item.queue === queue);
  return <MenuCount count={length?.count} more={length?.more} />;
}

/** What has not left the desk. */
export function TransferBadge(): JSX.Element {
  return <QueueBadge queue="to-transfer" />;
}

/** Online filings nobody has answered. */
export function OnlineBadge(): JSX.Element {
  return <QueueBadge queue="online-answer" />;
}

/** Results that wait to be collected. */
export function ShelfBadge(): JSX.Element {
  return <QueueBadge queue="to-hand-over" />;
}
