import type { PageRoute } from '../../shell/page-route.js';

/** Pages of this part: for everybody, without signing in. */
export const CITIZEN_ROUTES: readonly PageRoute[] = [
  { path: '/tra-cuu', page: () => import('./look-up-page.js'), access: 'public', screen: { name: 'tra-cuu', role: 'citizen', path: '/tra-cuu', phone: true } },
  { path: '/kiosk', page: () => import('./kiosk-page.js'), access: 'public', screen: { name: 'kiosk', role: 'citizen', path: '/kiosk' } },
  { path: '/bang-tin/:agency', page: () => import('./board-page.js'), access: 'public', screen: { name: 'bang-tin', role: 'citizen', path: '/bang-tin/H99.31' } },
];
