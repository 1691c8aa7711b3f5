import { forRoles, mayAny, type PageRoute } from '../../shell/page-route.js';

const FIGURES = mayAny('ReadFigures');
const EVALUATIONS = mayAny('OpenEvaluation');
const LEADS = forRoles('head');

/** Pages of managers: figures, reports, what comes next, and the clocks beside dossiers; and of everybody's figures about their own work. */
export const MANAGER_ROUTES: readonly PageRoute[] = [
  { path: '/so-lieu', page: () => import('./overview-page.js'), access: FIGURES, menu: { group: 'figures', label: 'manager.overview', order: 10 }, startOf: ['manager'], screen: { name: 'manager-overview', role: 'manager', path: '/so-lieu' } },
  { path: '/so-lieu/ty-le', page: () => import('./explorer-page.js'), access: FIGURES, menu: { group: 'figures', label: 'manager.explorer', order: 20 }, screen: { name: 'manager-rates', role: 'manager', path: '/so-lieu/ty-le' } },
  { path: '/so-lieu/ho-so', page: () => import('./behind-page.js'), access: FIGURES, screen: { name: 'manager-behind', role: 'manager', path: '/so-lieu/ho-so?column=total' } },
  { path: '/so-lieu/thieu-han', page: () => import('./data-errors-page.js'), access: FIGURES, menu: { group: 'figures', label: 'manager.dataErrors', order: 25 }, screen: { name: 'manager-data-errors', role: 'manager', path: '/so-lieu/thieu-han' } },
  { path: '/so-lieu/nguy-co', page: () => import('./endangered-page.js'), access: FIGURES, menu: { group: 'figures', label: 'manager.endangered', order: 30 }, screen: { name: 'manager-endangered', role: 'manager', path: '/so-lieu/nguy-co' } },
  { path: '/so-lieu/khau-xu-ly', page: () => import('./stages-page.js'), access: FIGURES, menu: { group: 'figures', label: 'manager.stages', order: 40 }, screen: { name: 'manager-stages', role: 'manager', path: '/so-lieu/khau-xu-ly?period={lastMonth}&procedure=1.013225' } },
  { path: '/so-lieu/danh-sach-sang', page: () => import('./morning-page.js'), access: mayAny('SearchDossiers'), menu: { group: 'figures', label: 'manager.morning', order: 50 }, screen: { name: 'manager-morning', role: 'manager', path: '/so-lieu/danh-sach-sang' } },
  { path: '/so-lieu/gia-dinh', page: () => import('./what-if-page.js'), access: mayAny('AskWhatIf'), menu: { group: 'figures', label: 'manager.whatIf', order: 60 }, screen: { name: 'manager-what-if', role: 'manager', path: '/so-lieu/gia-dinh' } },
  { path: '/so-lieu/gia-dinh/:id', page: () => import('./what-if-detail-page.js'), access: mayAny('AskWhatIf'), screen: { name: 'manager-what-if-answer', role: 'manager', path: '/so-lieu/gia-dinh/{whatIf}' } },
  { path: '/so-lieu/chi-so-766', page: () => import('./national-index-page.js'), access: FIGURES, menu: { group: 'figures', label: 'manager.index', order: 70 }, screen: { name: 'manager-index-766', role: 'manager', path: '/so-lieu/chi-so-766' } },
  { path: '/so-lieu/par-index', page: () => import('./par-page.js'), access: mayAny('ReadParIndex'), menu: { group: 'figures', label: 'manager.par', order: 80 }, screen: { name: 'manager-par', role: 'manager', path: '/so-lieu/par-index' } },
  { path: '/so-lieu/chat-luong', page: () => import('./quality-page.js'), access: FIGURES, menu: { group: 'figures', label: 'manager.quality', order: 75 }, screen: { name: 'manager-quality', role: 'manager', path: '/so-lieu/chat-luong?agency=H99.31' } },
  { path: '/so-lieu/sipas', page: () => import('./sipas-page.js'), access: FIGURES, menu: { group: 'figures', label: 'manager.sipas', order: 85 }, screen: { name: 'manager-sipas', role: 'manager', path: '/so-lieu/sipas' } },
  { path: '/so-lieu/sipas/:id', page: () => import('./sipas-detail-page.js'), access: FIGURES, screen: { name: 'manager-sipas-one', role: 'manager', path: '/so-lieu/sipas/{survey}' } },
  { path: '/so-lieu/bao-cao', page: () => import('./reports-page.js'), access: FIGURES, menu: { group: 'figures', label: 'manager.reports', order: 90 }, screen: { name: 'manager-reports', role: 'manager', path: '/so-lieu/bao-cao' } },
  { path: '/so-lieu/cong-bo', page: () => import('./published-page.js'), access: FIGURES, menu: { group: 'figures', label: 'manager.published', order: 100 }, screen: { name: 'manager-published', role: 'manager', path: '/so-lieu/cong-bo' } },
  { path: '/so-lieu/cong-bo/:id', page: () => import('./published-detail-page.js'), access: FIGURES, screen: { name: 'manager-published-one', role: 'manager', path: '/so-lieu/cong-bo/{published}' } },
  { path: '/so-lieu/theo-doi', page: () => import('./watch-page.js'), access: mayAny('ReadWatchList'), menu: { group: 'figures', label: 'manager.watch', order: 110 }, screen: { name: 'manager-watch', role: 'manager', path: '/so-lieu/theo-doi' } },
  { path: '/so-lieu/doi-chieu', page: () => import('./portal-page.js'), access: mayAny('ReadPortalComparison'), menu: { group: 'figures', label: 'manager.portal', order: 120 }, screen: { name: 'manager-portal', role: 'manager', path: '/so-lieu/doi-chieu' } },
  { path: '/so-lieu/doi-chieu/:id', page: () => import('./portal-detail-page.js'), access: mayAny('ReadPortalComparison'), screen: { name: 'manager-portal-one', role: 'manager', path: '/so-lieu/doi-chieu/{comparison}' } },
  { path: '/so-lieu/cua-toi', page: () => import('./evaluation/own-figures-page.js'), access: EVALUATIONS, menu: { group: 'figures', label: 'manager.own', order: 130 }, screen: { name: 'own-figures', role: 'officer', path: '/so-lieu/cua-toi?period={lastMonth}' } },
  { path: '/so-lieu/can-bo', page: () => import('./evaluation/officers-page.js'), access: (me) => EVALUATIONS(me) && LEADS(me), menu: { group: 'figures', label: 'manager.officers', order: 140 }, screen: { name: 'officers-sheets', role: 'head', agency: 'H99.31', path: '/so-lieu/can-bo' } },
  { path: '/cong-khai', page: () => import('./publications-page.js'), access: mayAny('ReadCase'), menu: { group: 'other-clocks', label: 'manager.postings', order: 10 }, screen: { name: 'manager-postings', role: 'manager', path: '/cong-khai' } },
  { path: '/phan-anh', page: () => import('./feedback-page.js'), access: mayAny('ReadCase'), menu: { group: 'other-clocks', label: 'manager.feedback', order: 20 }, screen: { name: 'manager-feedback', role: 'manager', path: '/phan-anh' } },
  { path: '/phan-anh/:code', page: () => import('./feedback-detail-page.js'), access: mayAny('ReadCase'), screen: { name: 'manager-feedback-one', role: 'manager', path: '/phan-anh/{feedback}' } },
  { path: '/nhiem-vu', page: () => import('./tasks-page.js'), access: mayAny('ReadCase'), menu: { group: 'other-clocks', label: 'manager.tasks', order: 30 }, screen: { name: 'manager-tasks', role: 'manager', path: '/nhiem-vu' } },
  { path: '/nhiem-vu/ke-hoach', page: () => import('./plans/upload-page.js'), access: mayAny('DirectTask'), screen: { name: 'manager-plan-upload', role: 'manager', path: '/nhiem-vu/ke-hoach' } },
  { path: '/nhiem-vu/ke-hoach/:id', page: () => import('./plans/plan-page.js'), access: mayAny('ReadCase'), screen: { name: 'manager-plan', role: 'manager', path: '/nhiem-vu/ke-hoach/{plan}' } },
];
