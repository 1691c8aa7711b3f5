import { expect, test } from 'vitest';
import { filesOf, judge, LIMIT_BYTES, OPENED_LATER, pagesOf, waysIn } from './budget.mjs';

const WORK = 'src/pages/officer/work-page.tsx';
const LOOK_UP = 'src/pages/citizen/look-up-page.tsx';

const MANIFEST = {
  'index.html': { file: 'entry.js', isEntry: true, imports: ['_react.js'], dynamicImports: ['src/shell/shell.tsx', WORK, LOOK_UP, 'src/texts/vi/shell.json'], css: ['entry.css'] },
  '_react.js': { file: 'react.js', imports: ['index.html'] },
  'src/shell/shell.tsx': { file: 'shell.js', isDynamicEntry: true, imports: ['_antd.js', '_react.js'], dynamicImports: ['src/shell/corner.tsx'] },
  'src/shell/start-page.tsx': { file: 'start.js', isDynamicEntry: true, imports: ['_antd.js'] },
  'src/pages/officer/badges.tsx': { file: 'badges.js', isDynamicEntry: true },
  '_antd.js': { file: 'antd.js', css: ['antd.css'] },
  [WORK]: { file: 'work.js', isDynamicEntry: true, imports: ['_antd.js'], dynamicImports: ['src/pages/officer/own-lines.tsx', 'src/pages/officer/bulk/bulk-bar.tsx'] },
  'src/pages/officer/own-lines.tsx': { file: 'lines.js', isDynamicEntry: true, imports: ['_lines.js', '_react.js'] },
  '_lines.js': { file: 'shared-lines.js', css: ['lines.css'] },
  [LOOK_UP]: { file: 'look-up.js', isDynamicEntry: true, imports: ['_react.js'] },
  'src/texts/vi/labels.ts': { file: 'labels.js', isDynamicEntry: true },
  'src/texts/vi/menu.json': { file: 'menu-words.js', isDynamicEntry: true },
  'src/texts/en/menu.json': { file: 'english-menu-words.js', isDynamicEntry: true },
  ...Object.fromEntries(['shell', 'citizen'].map((part) => [`src/texts/en/${part}.json`, { file: `english-${part}-words.js`, isDynamicEntry: true }])),
  ...Object.fromEntries(['shell', 'officer', 'citizen'].map((part) => [`src/texts/vi/${part}.json`, { file: `${part}-words.js`, isDynamicEntry: true }])),
  ...Object.fromEntries(Object.keys(OPENED_LATER).map((module) => [module, { file: `later-${module}`, isDynamicEntry: true }])),
};

/** Bytes that do not compress. */
function noise(length: number): Buffer {
  let state = 1;
  return Buffer.from(Array.from({ length }, () => (state = (state * 48_271) % 2_147_483_647) & 0xff));
}

test('what is loaded with a module is what it imports, through circles too, each file once; and what it imports while it runs, unless that is opened later', () => {
  expect(filesOf(MANIFEST, ['index.html'])).toEqual(['entry.css', 'entry.js', 'react.js']);
  expect(filesOf(MANIFEST, [WORK, 'src/shell/shell.tsx'])).toEqual(['antd.css', 'antd.js', 'entry.css', 'entry.js', 'lines.css', 'lines.js', 'react.js', 'shared-lines.js', 'shell.js', 'work.js']);
});

test('a way in is a first page with the document, the shell and the words of its part; a page for everybody also in every other language it is told in', () => {
  const pages = [{ module: WORK, isPublic: false, roles: ['officer', 'head'] }, { module: LOOK_UP, isPublic: true, roles: [] }, { module: 'src/pages/officer/notices-page.tsx', isPublic: false, roles: [] }];
  expect(waysIn(MANIFEST, pages)).toEqual([
    {
      name: `officer, head: ${WORK}`,
      files: ['index.html', 'antd.css', 'antd.js', 'badges.js', 'entry.css', 'entry.js', 'labels.js', 'lines.css', 'lines.js', 'menu-words.js', 'officer-words.js', 'react.js', 'shared-lines.js', 'shell-words.js', 'shell.js', 'start.js', 'work.js'],
    },
    { name: `everybody: ${LOOK_UP}`, files: ['index.html', 'citizen-words.js', 'entry.css', 'entry.js', 'look-up.js', 'react.js', 'shell-words.js'] },
    { name: `everybody, in en: ${LOOK_UP}`, files: ['index.html', 'citizen-words.js', 'english-citizen-words.js', 'english-shell-words.js', 'entry.css', 'entry.js', 'look-up.js', 'react.js', 'shell-words.js'] },
  ]);
});

test('what is not in the build is a fault of the build: a way in, and what is said to be opened later', () => {
  const withoutCharts = Object.fromEntries(Object.entries(MANIFEST).filter(([module]) => module !== 'src/ui/draw-chart.ts'));
  expect(() => { waysIn(MANIFEST, [{ module: 'src/pages/citizen/gone-page.tsx', isPublic: true, roles: [] }]); }).toThrow('without src/pages/citizen/gone-page.tsx');
  expect(() => { waysIn(withoutCharts, []); }).toThrow('without src/ui/draw-chart.ts');
});

test('routes say of each page where it lies, whether everybody sees it and whose first it is', () => {
  const text = `
    { path: '/viec', page: () => import('./work-page.js'), access: forRoles('officer', 'head'), startOf: ['officer', 'head'], screen: { name: 'viec', role: 'officer', path: '/viec' } },
    {
      path: '/goi-so/:agency', page: () => import('./queue-tickets/call-screen-page.js'), access: 'public',
      screen: { name: 'goi-so', role: 'clerk', path: '/goi-so/H99.31' },
    },`;
  expect(pagesOf(text, 'src/pages/officer')).toEqual([
    { module: WORK, isPublic: false, roles: ['officer', 'head'] },
    { module: 'src/pages/officer/queue-tickets/call-screen-page.tsx', isPublic: true, roles: [] },
  ]);
});

test.each([
  [LIMIT_BYTES / 2, 'words', []],
  [LIMIT_BYTES, 'words', [expect.stringContaining('more than 300.0 KB')]],
  [10, 'x="_echarts_instance_"', ['echarts is loaded with the first page']],
  [10, 'class="simple-keyboard"', ['react-simple-keyboard is loaded with the first page']],
])('%d bytes with %s are judged', (length, words, faults) => {
  expect(judge({ name: 'staff', files: ['a.js', 'b.js'] }, (file: string) => (file === 'a.js' ? noise(length) : Buffer.from(words))).faults).toEqual(faults);
});
