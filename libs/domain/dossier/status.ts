/** Where a dossier stands. Each status maps to a code of the national portal, except `cancelled`, which the portal never sees. */
export const STATUSES = [
  'registered',
  'awaiting-completion',
  'received',
  'intake-refused',
  'in-progress',
  'awaiting-supplement',
  'awaiting-payment',
  'withdrawn',
  'paused',
  'suspended',
  'finished',
  'returned',
  'cancelled',
] as const;
export type DossierStatus = (typeof STATUSES)[number];

/** Status codes of the national public service portal (TrangThaiHoSo 1–10). */
export type PortalCode = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;

const PORTAL_CODES: Record<DossierStatus, PortalCode | undefined> = {
  registered: 1,
  'awaiting-completion': 5,
  received: 2,
  'intake-refused': 3,
  'in-progress': 4,
  'awaiting-supplement': 5,
  'awaiting-payment': 6,
  withdrawn: 7,
  paused: 8,
  suspended: 8,
  finished: 9,
  returned: 10,
  cancelled: undefined,
};

/** The portal's code of a status; `undefined` for a dossier cancelled as wrongly opened, which is not reported. */
export function portalCodeOf(status: DossierStatus): PortalCode | undefined {
  return PORTAL_CODES[status];
}

const CLOSED: readonly DossierStatus[] = ['intake-refused', 'withdrawn', 'suspended', 'returned', 'cancelled'];

/** True when nothing more is awaited: no timer may be armed and the workflow may end. */
export function isClosed(status: DossierStatus): boolean {
  return CLOSED.includes(status);
}

const STOCK: readonly DossierStatus[] = ['received', 'in-progress', 'awaiting-supplement', 'awaiting-payment', 'paused'];

/** True while the dossier counts as open in the figures: received and not yet finished. */
export function isInStock(status: DossierStatus): boolean {
  return STOCK.includes(status);
}

const NEVER_COUNTED: readonly DossierStatus[] = ['intake-refused', 'cancelled'];

/** True when the dates a dossier had bind nobody any more: a filing that was never accepted, or a dossier opened by mistake. */
export function isWithoutDates({ status, provisional }: { readonly status: DossierStatus; readonly provisional: boolean }): boolean {
  return NEVER_COUNTED.includes(status) || (provisional && isClosed(status));
}

/** The status a dossier has while its clock stands still on a ground: the portal tells waiting for papers and for payment apart. */
export function statusWhilePaused(ground: string): DossierStatus {
  return ground === 'supplement' ? 'awaiting-supplement' : ground === 'financial-obligation' ? 'awaiting-payment' : 'paused';
}
