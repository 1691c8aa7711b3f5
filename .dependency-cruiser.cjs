/**
 * Which room of the house may import which; docs/architecture.md shows the picture.
 * Every rule forbids, and everything not allowed to a room is forbidden to it.
 */

/** Tests beside the source and what only they use. */
const TESTS = '(\\.test\\.ts$|/test-support/)';

/**
 * A room may import itself, Node and the named others, and nothing else.
 * @param {string} room name of the rule
 * @param {string} from the room's path pattern
 * @param {readonly string[]} others path patterns of rooms and packages
 */
function may(room, from, others) {
  return {
    name: `${room}-imports-only-its-own`,
    severity: 'error',
    from: { path: from, pathNot: TESTS },
    to: { pathNot: [from, ...others] },
  };
}

/** A package by name, wherever npm has put it. */
const npm = (name) => `(^|/)node_modules/${name}/`;
const NODE = '^(node:)?(assert|async_hooks|buffer|child_process|crypto|dns|events|fs|http|https|module|net|os|path|perf_hooks|process|readline|stream|string_decoder|timers|tls|tty|url|util|v8|worker_threads|zlib)(/|$)';
const anyPackage = 'node_modules';
const lib = (...names) => names.map((name) => `^libs/${name}/(figures\\.)?index\\.ts$`);
const EVERY_LIB = '^libs/[^/]+/(figures\\.)?index\\.ts$';
const WORKFLOWS = '^workflows/index\\.ts$';
const PROCESSES = '^apps/(api|worker|relay)/';

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, pathNot: [TESTS, '^test/', '\\.d\\.ts$', '(^|/)(main|index|bundle|tracing)\\.ts$', '^libs/domain/'] }, to: {} },
    {
      name: 'a-library-is-entered-by-its-doors',
      comment: 'Inside a library import the file; from outside only its index, or the index of its figures.',
      severity: 'error',
      from: { path: '^(libs/[^/]+|apps|workflows)/' },
      to: { path: '^libs/([^/]+)/(?!(figures\\.)?index\\.ts$)', pathNot: '^$1/' },
    },
    { name: 'libraries-do-not-know-workflows-or-apps', severity: 'error', from: { path: '^libs/', pathNot: TESTS }, to: { path: '^(workflows|apps|test)/' } },
    { name: 'production-code-does-not-know-tests', severity: 'error', from: { path: '^(libs|workflows|apps)/', pathNot: TESTS }, to: { path: ['^test/', TESTS] } },
    { name: 'processes-do-not-know-each-other', severity: 'error', from: { path: '^apps/(api|worker|relay)/' }, to: { path: PROCESSES, pathNot: '^apps/$1/' } },
    may('domain', '^libs/domain/', []),
    may('config', '^libs/config/', [NODE, npm('zod')]),
    may('vi', '^libs/vi/', lib('domain')),
    may('letters', '^libs/letters/', [...lib('domain', 'vi'), NODE, npm('pdfkit'), npm('docx'), npm('qrcode'), npm('fflate'), npm('write-excel-file'), npm('@expo-google-fonts/tinos'), npm('@signpdf/placeholder-plain')]),
    may('tracing', '^libs/tracing/', [npm('@opentelemetry/api')]),
    may('persistence', '^libs/persistence/', [...lib('domain', 'tracing'), NODE, npm('typeorm'), npm('pg'), npm('pg-copy-streams'), npm('reflect-metadata')]),
    may('service', '^libs/service/', [...lib('domain', 'persistence', 'letters', 'tracing', 'vi'), NODE, npm('typeorm'), npm('zod'), npm('file-type'), npm('date-holidays'), npm('ical.js'), npm('csv-parse'), npm('fflate')]),
    may('workflows', '^workflows/', [...lib('domain'), npm('@temporalio/(workflow|common)')]),
    may('apps', PROCESSES, [EVERY_LIB, WORKFLOWS, '^apps/dispatch/', NODE, anyPackage]),
    // The simulation and the benchmarks drive the real processes inside their own, beside the stand-ins for the world outside.
    may('cli', '^apps/cli/', [EVERY_LIB, WORKFLOWS, '^apps/(dispatch|worker|relay|api|local|migrate|stand-in)/', NODE, anyPackage]),
    may('dispatch', '^apps/dispatch/', [EVERY_LIB, WORKFLOWS, NODE, anyPackage]),
    may('local', '^apps/local/', [EVERY_LIB, '^apps/[^/]+/main\\.ts$', NODE, anyPackage]),
    may('stand-in', '^apps/stand-in/', [...lib('config'), NODE, anyPackage]),
    may('migrate', '^apps/migrate/', [EVERY_LIB, NODE, anyPackage]),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^apps/web/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['development', 'types', 'import', 'require', 'node', 'default'] },
    combinedDependencies: false,
  },
};
