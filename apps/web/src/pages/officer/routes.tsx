import { lazy } from 'react';
import { forRoles, mayAny, type PageRoute } from '../../shell/page-route.js';

const LateBadge = lazy(async () => ({ default: (await import('./badges.js')).LateBadge }));
const SignBadge = lazy(async () => ({ default: (await import('./badges.js')).SignBadge }));

/** Pages of this part. */
export const OFFICER_ROUTES: readonly PageRoute[] = [
  {
    path: '/viec', page: () => import('./work-page.js'), access: forRoles('officer', 'head'), startOf: ['officer', 'head'],
    menu: { group: 'work', label: 'officer.work', order: 10, Badge: LateBadge },
    screen: { name: 'viec', role: 'officer', path: '/viec' },
  },
  {
    path: '/ky', page: () => import('./signing/sign-page.js'), access: forRoles('head', 'signatory', 'admin'), startOf: ['signatory'],
    menu: { group: 'work', label: 'officer.sign', order: 20, Badge: SignBadge },
    screen: { name: 'ky', role: 'signatory', path: '/ky', phone: true },
  },
  {
    path: '/cong-viec', page: () => import('./tasks-page.js'), access: forRoles('clerk', 'officer', 'head', 'signatory'),
    menu: { group: 'work', label: 'officer.tasks', order: 30 },
    screen: { name: 'cong-viec', role: 'officer', path: '/cong-viec' },
  },
  {
    path: '/vang-mat', page: () => import('./absences-page.js'), access: mayAny('EnterAbsence'),
    menu: { group: 'work', label: 'officer.absences', order: 40 },
    screen: { name: 'vang-mat', role: 'head', path: '/vang-mat' },
  },
  { path: '/thong-bao', page: () => import('./notices-page.js'), access: mayAny('SearchDossiers'), screen: { name: 'thong-bao', role: 'officer', path: '/thong-bao' } },
  { path: '/thao-tac', page: () => import('./bulk/history-page.js'), access: forRoles('clerk', 'officer', 'head'), screen: { name: 'thao-tac', role: 'head', agency: 'H99.31', path: '/thao-tac' } },
  { path: '/thao-tac/:id', page: () => import('./bulk/outcome-page.js'), access: forRoles('clerk', 'officer', 'head'), screen: { name: 'thao-tac-ket-qua', role: 'head', agency: 'H99.31', path: '/thao-tac/{bulk}' } },
  { path: '/ho-so/:code', page: () => import('./dossier/dossier-page.js'), access: mayAny('ReadDossier'), screen: { name: 'ho-so', role: 'officer', path: '/ho-so/{dossier}' } },
];
