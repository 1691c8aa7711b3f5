import { expect, test } from 'vitest';
import { filesOf, judge, LIMIT_BYTES, waysIn } from './budget.mjs';

const MANIFEST = {
  'index.html': { file: 'entry.js', isEntry: true, imports: ['_react.js'], dynamicImports: ['src/shell/shell.tsx', 'src/ui/draw-chart.ts'], css: ['entry.css'] },
  '_react.js': { file: 'react.js', imports: ['index.html'] },
  'src/shell/shell.tsx': { file: 'shell.js', isDynamicEntry: true, imports: ['_antd.js'] },
  'src/shell/start-page.tsx': { file: 'start.js', isDynamicEntry: true, imports: ['_antd.js'] },
  '_antd.js': { file: 'antd.js', css: ['antd.css'] },
  'src/ui/draw-chart.ts': { file: 'chart.js', isDynamicEntry: true },
  'src/pages/citizen/look-up.tsx': { file: 'look-up.js', isDynamicEntry: true, imports: ['_react.js'] },
};

/** Bytes that do not compress. */
function noise(length: number): Buffer {
  let state = 1;
  return Buffer.from(Array.from({ length }, () => (state = (state * 48_271) % 2_147_483_647) & 0xff));
}

test('a way in is what is loaded with it, also through circles, and nothing that is loaded later', () => {
  expect(filesOf(MANIFEST, ['index.html'])).toEqual(['entry.css', 'entry.js', 'react.js']);
  expect(waysIn(MANIFEST, ['src/pages/citizen/look-up.tsx'])).toEqual([
    { name: 'staff', files: ['antd.css', 'antd.js', 'entry.css', 'entry.js', 'react.js', 'shell.js', 'start.js'] },
    { name: 'src/pages/citizen/look-up.tsx', files: ['entry.css', 'entry.js', 'look-up.js', 'react.js'] },
  ]);
});

test('a way in that is not in the build is a fault of the build', () => {
  expect(() => { waysIn(MANIFEST, ['src/pages/citizen/gone.tsx']); }).toThrow('without src/pages/citizen/gone.tsx');
});

test.each([
  [LIMIT_BYTES / 2, 'words', []],
  [LIMIT_BYTES, 'words', [expect.stringContaining('more than 300.0 KB')]],
  [10, 'x="_echarts_instance_"', ['echarts is loaded with the first page']],
  [10, 'class="simple-keyboard"', ['react-simple-keyboard is loaded with the first page']],
])('%d bytes with %s are judged', (length, words, faults) => {
  expect(judge({ name: 'staff', files: ['a.js', 'b.js'] }, (file: string) => (file === 'a.js' ? noise(length) : Buffer.from(words))).faults).toEqual(faults);
});
