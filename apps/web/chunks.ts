/** What every page stands on, whoever looks. */
const FRAME_PACKAGES = ['react', 'react-dom', 'scheduler', 'react-router', 'i18next', 'react-i18next', '@tanstack/react-query', '@tanstack/query-core', 'openapi-fetch', 'openapi-react-query'];
const FRAME_FILES = ['app-config', 'application', 'format/', 'texts/texts', 'api/client', 'api/server-time', 'session/session', 'session/kept-token', 'session/session-over', 'session/drafts', 'ui/load-fault'];

/** What every page of the staff stands on besides. */
const STAFF_PACKAGES = [
  '@ant-design/colors', '@ant-design/cssinjs', '@ant-design/cssinjs-utils', '@ant-design/fast-color', '@babel/runtime', '@emotion', 'stylis', 'clsx', 'react-is', 'eventsource-parser',
  '@rc-component/motion', '@rc-component/portal', '@rc-component/resize-observer', '@rc-component/trigger', '@rc-component/util',
  'antd/es/alert', 'antd/es/button', 'antd/es/config-provider/(?!defaultRenderEmpty)', 'antd/es/flex', 'antd/es/input/(Input|Search)\\.js', 'antd/es/locale', 'antd/es/theme', 'antd/es/_util/wave',
];
const STAFF_FILES = [
  'api/agencies', 'api/by-key', 'api/every-page', 'api/people', 'api/procedures', 'lists/row-name', 'live/', 'session/me', 'shell/late-refusals', 'shell/main-menu', 'shell/menu-entries', 'shell/notice-bell', 'shell/search-box',
  'shell/session-over-bar', 'ui/box', 'ui/by-label', 'ui/later', 'ui/page-head', 'ui/problem-alert', 'ui/procedure-name', 'ui/table-scroll', 'ui/theme', 'ui/waiting',
];

/** What every page of figures stands on besides. */
const FIGURE_FILES = ['asked', 'behind', 'catalogue', 'chart-text', 'figure-parts', 'filter-bar', 'periods', 'print-button', 'print-head', 'scope-words'].map((name) => `pages/manager/${name}`);

/** What is loaded by itself, though what all pages need names it somewhere: antd's fields ask whether they stand in a form, its buttons ask the palette of colours (which folds) whether one is bright. */
const APART = {
  choice: ['antd/es/config-provider/defaultRenderEmpty\\.js', 'antd/es/select', '@rc-component/select', '@rc-component/virtual-list', '@rc-component/overflow'],
  empty: ['antd/es/empty'],
  folding: ['antd/es/collapse', '@rc-component/collapse'],
  forms: ['@rc-component/form/es/(?!FormContext)', '@rc-component/async-validator'],
  'long-text': ['@rc-component/input/es/(TextArea|ResizableTextArea|calculateNodeHeight)\\.js'],
};

/** Modules of packages, each a folder or a pattern of files. */
function packages(names: readonly string[]): string {
  return `/node_modules/(${names.map((name) => (/[)/]$|\\.js$/.test(name) ? name : `${name}/`)).join('|')})`;
}

/** Modules of the application, by folder or by name. */
function files(names: readonly string[]): string {
  return `/apps/web/src/(${names.map((name) => (name.endsWith('/') ? name : `${name}\\.tsx?$`)).join('|')})`;
}

/**
 * Which modules lie in one file: of a hundred small files each is compressed by itself, together the same weighs a tenth less. What is not named
 * here is divided by who needs it. `npm run check -- budget` says what every first page comes to.
 */
export const CHUNKS = [
  // Without what these need, which is the frame's.
  ...Object.entries(APART).map(([name, parts]) => ({ name, test: new RegExp(packages(parts)), priority: 3, includeDependenciesRecursively: false })),
  { name: 'figures', test: new RegExp(files(FIGURE_FILES)), priority: 3, includeDependenciesRecursively: false },
  { name: 'frame', test: new RegExp(`${packages(FRAME_PACKAGES)}|${files(FRAME_FILES)}`), priority: 2 },
  { name: 'staff', test: new RegExp(`${packages(STAFF_PACKAGES)}|${files(STAFF_FILES)}`), priority: 1 },
];
