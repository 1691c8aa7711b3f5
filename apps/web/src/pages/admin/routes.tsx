import { mayAny, type PageRoute } from '../../shell/page-route.js';

const manages = mayAny('ManageCatalogue');

/** Pages of this part: the catalogue, its people, and what waits for an administrator. */
export const ADMIN_ROUTES: readonly PageRoute[] = [
  {
    path: '/quan-tri/lich', page: () => import('./calendar-page.js'), access: manages, startOf: ['admin'],
    menu: { group: 'administration', label: 'admin.calendar', order: 1 }, screen: { name: 'admin-lich', role: 'admin', path: '/quan-tri/lich' },
  },
  {
    path: '/quan-tri/du-thao-lich', page: () => import('./drafts-page.js'), access: manages,
    menu: { group: 'administration', label: 'admin.drafts', order: 2 }, screen: { name: 'admin-du-thao-lich', role: 'admin', path: '/quan-tri/du-thao-lich' },
  },
  { path: '/quan-tri/du-thao-lich/:id', page: () => import('./draft-page.js'), access: manages, screen: { name: 'admin-mot-du-thao', role: 'admin', path: '/quan-tri/du-thao-lich/{draft}' } },
  {
    path: '/quan-tri/thu-tuc', page: () => import('./procedures-page.js'), access: manages,
    menu: { group: 'administration', label: 'admin.procedures', order: 3 }, screen: { name: 'admin-thu-tuc', role: 'admin', path: '/quan-tri/thu-tuc' },
  },
  { path: '/quan-tri/thu-tuc/:code', page: () => import('./procedure-page.js'), access: manages, screen: { name: 'admin-mot-thu-tuc', role: 'admin', path: '/quan-tri/thu-tuc/1.013225' } },
  { path: '/quan-tri/soan-thu-tuc/:code?', page: () => import('./procedure-editor-page.js'), access: manages, screen: { name: 'admin-soan-thu-tuc', role: 'admin', path: '/quan-tri/soan-thu-tuc/1.013225' } },
  {
    path: '/quan-tri/ban-ghi-cong', page: () => import('./records-page.js'), access: manages,
    menu: { group: 'administration', label: 'admin.records', order: 4 }, screen: { name: 'admin-ban-ghi', role: 'admin', path: '/quan-tri/ban-ghi-cong' },
  },
  { path: '/quan-tri/ban-ghi-cong/:id', page: () => import('./record-page.js'), access: manages, screen: { name: 'admin-mot-ban-ghi', role: 'admin', path: '/quan-tri/ban-ghi-cong/{record}' } },
  {
    path: '/quan-tri/co-quan', page: () => import('./agencies-page.js'), access: manages,
    menu: { group: 'administration', label: 'admin.agencies', order: 5 }, screen: { name: 'admin-co-quan', role: 'admin', path: '/quan-tri/co-quan' },
  },
  { path: '/quan-tri/co-quan/:code', page: () => import('./agency-page.js'), access: manages, screen: { name: 'admin-mot-co-quan', role: 'admin', path: '/quan-tri/co-quan/H99.31' } },
  {
    path: '/quan-tri/can-bo', page: () => import('./staff-page.js'), access: manages,
    menu: { group: 'administration', label: 'admin.staff', order: 6 }, screen: { name: 'admin-can-bo', role: 'admin', path: '/quan-tri/can-bo' },
  },
  {
    path: '/quan-tri/tham-quyen-ky', page: () => import('./authorities-page.js'), access: manages,
    menu: { group: 'administration', label: 'admin.authorities', order: 7 }, screen: { name: 'admin-tham-quyen-ky', role: 'admin', path: '/quan-tri/tham-quyen-ky' },
  },
  {
    path: '/quan-tri/mau-van-ban', page: () => import('./templates-page.js'), access: manages,
    menu: { group: 'administration', label: 'admin.templates', order: 8 }, screen: { name: 'admin-mau-van-ban', role: 'admin', path: '/quan-tri/mau-van-ban' },
  },
  {
    path: '/quan-tri/so-van-ban', page: () => import('./numbers-page.js'), access: mayAny('ManageCatalogue', 'SignApology'),
    menu: { group: 'administration', label: 'admin.numbers', order: 9 }, screen: { name: 'admin-so-van-ban', role: 'head', agency: 'H99.31', path: '/quan-tri/so-van-ban' },
  },
  {
    path: '/quan-tri/chi-tieu', page: () => import('./targets-page.js'), access: mayAny('SetLateTarget'),
    menu: { group: 'administration', label: 'admin.targets', order: 10 }, screen: { name: 'admin-chi-tieu', role: 'admin', path: '/quan-tri/chi-tieu' },
  },
  {
    path: '/quan-tri/thiet-lap', page: () => import('./settings-page.js'), access: manages,
    menu: { group: 'administration', label: 'admin.settings', order: 11 }, screen: { name: 'admin-thiet-lap', role: 'admin', path: '/quan-tri/thiet-lap' },
  },
  {
    path: '/quan-tri/trao-doi', page: () => import('./exchange-page.js'), access: manages,
    menu: { group: 'administration', label: 'admin.exchange', order: 12 }, screen: { name: 'admin-trao-doi', role: 'admin', path: '/quan-tri/trao-doi' },
  },
  { path: '/quan-tri/trao-doi/:id', page: () => import('./exchange-import-page.js'), access: manages, screen: { name: 'admin-mot-lan-nhap', role: 'admin', path: '/quan-tri/trao-doi/{imported}' } },
  {
    path: '/quan-tri/dong-bo', page: () => import('./sync-page.js'), access: mayAny('ResolveSync'),
    menu: { group: 'administration', label: 'admin.sync', order: 13 }, screen: { name: 'admin-dong-bo', role: 'admin', path: '/quan-tri/dong-bo' },
  },
  {
    path: '/quan-tri/in-va-gui', page: () => import('./print-queue-page.js'), access: mayAny('TakeIn'),
    menu: { group: 'work', label: 'admin.printQueue', order: 60 }, screen: { name: 'admin-in-va-gui', role: 'clerk', agency: 'H99.31', path: '/quan-tri/in-va-gui' },
  },
  {
    path: '/quan-tri/ma-du-phong', page: () => import('./code-blocks-page.js'), access: mayAny('ReserveCodes'),
    menu: { group: 'administration', label: 'admin.codeBlocks', order: 14 }, screen: { name: 'admin-ma-du-phong', role: 'admin', path: '/quan-tri/ma-du-phong' },
  },
  {
    path: '/quan-tri/thoi-han-luu', page: () => import('./retention-page.js'), access: mayAny('ConfirmErasure'),
    menu: { group: 'administration', label: 'admin.retention', order: 15 }, screen: { name: 'admin-thoi-han-luu', role: 'admin', path: '/quan-tri/thoi-han-luu' },
  },
  {
    path: '/quan-tri/xuat-du-lieu', page: () => import('./person-export-page.js'), access: mayAny('ExportPerson'),
    menu: { group: 'administration', label: 'admin.personExport', order: 16 }, screen: { name: 'admin-xuat-du-lieu', role: 'head', path: '/quan-tri/xuat-du-lieu' },
  },
];
