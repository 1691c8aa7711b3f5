import { mayAny, type PageRoute } from '../../shell/page-route.js';
import { OnlineBadge, ShelfBadge, TransferBadge } from './queue-badge.js';

const atCounter = mayAny('TakeIn');
const mayPass = mayAny('Forward');
const CLERK = { role: 'clerk', agency: 'H99.31' } as const;

/** Pages of this part. */
export const COUNTER_ROUTES: readonly PageRoute[] = [
  { path: '/quay', page: () => import('./start-page.js'), access: atCounter, menu: { group: 'work', label: 'counter.start', order: 1 }, startOf: ['clerk'], screen: { name: 'counter', ...CLERK, path: '/quay?hang-doi=late' } },
  { path: '/tiep-nhan', page: () => import('./intake/intake-page.js'), access: atCounter, menu: { group: 'work', label: 'counter.intake', order: 2 }, screen: { name: 'intake', ...CLERK, path: '/tiep-nhan', typed: '1.001193' } },
  { path: '/ho-so-truc-tuyen', page: () => import('./online-page.js'), access: atCounter, menu: { group: 'work', label: 'counter.online', order: 3, Badge: OnlineBadge }, screen: { name: 'online-filings', ...CLERK, path: '/ho-so-truc-tuyen' } },
  { path: '/chua-chuyen', page: () => import('./transfer-page.js'), access: atCounter, menu: { group: 'work', label: 'counter.transfer', order: 4, Badge: TransferBadge }, screen: { name: 'not-transferred', ...CLERK, path: '/chua-chuyen' } },
  { path: '/giao-nhan', page: () => import('./pile-page.js'), access: mayPass, menu: { group: 'work', label: 'counter.pile', order: 5 }, screen: { name: 'pile', ...CLERK, path: '/giao-nhan', typed: '{atDesk}' } },
  { path: '/ke-tra-ket-qua', page: () => import('./shelf-page.js'), access: atCounter, menu: { group: 'work', label: 'counter.shelf', order: 6, Badge: ShelfBadge }, screen: { name: 'shelf', ...CLERK, path: '/ke-tra-ket-qua' } },
  { path: '/in-lai', page: () => import('./slips/reprint-page.js'), access: mayAny('ReadPersonalData'), menu: { group: 'work', label: 'counter.reprint', order: 7 }, screen: { name: 'reprint', ...CLERK, path: '/in-lai', typed: '{atDesk}' } },
  { path: '/tim-kiem', page: () => import('./search-page.js'), access: mayAny('SearchDossiers'), screen: { name: 'search', ...CLERK, path: '/tim-kiem', typed: '/nguyen' } },
  { path: '/so-thu-tu', page: () => import('./queue-tickets/desk-page.js'), access: mayAny('RunQueue'), screen: { name: 'queue-tickets', ...CLERK, path: '/so-thu-tu' } },
  { path: '/man-hinh-goi-so/:agency', page: () => import('./queue-tickets/call-screen-page.js'), access: 'public', screen: { name: 'call-screen', ...CLERK, path: '/man-hinh-goi-so/H99.31' } },
];
