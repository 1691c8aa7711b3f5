const MS_PER_DAY = 86_400_000;
const SECONDS_PER_DAY = 86_400;
const HOURS_PER_DAY = 24;

const COUNTING_NAME = /^(add|sub|subtract|plus|minus|next|previous)_?(Working|Business|Calendar)?_?(Day|Week|Month|Year)s?$/i;
const NAMED_SPAN = /^(MS|MILLIS|MILLISECONDS|SECONDS|MINUTES)_PER_(DAY|WEEK)$|^(DAY|WEEK)_(MS|IN_MS|SECONDS)$/;
const HOUR_NAME = /^(MS|MILLIS|MILLISECONDS|SECONDS|MINUTES)_PER_HOUR$/;
const DATE_SETTER = /^set(UTC)?(Date|Month|FullYear|Hours)$/;
const DATE_LIBRARY = /^(dayjs|moment|date-fns|luxon|temporal-polyfill)(-[\w-]+)?(\/|$)|^@(js-temporal|js-joda|date-fns)\//;
const SQL_DAY =
  /\binterval\s+'|\bmake_interval\s*\(|\bdate_(add|subtract|bin)\s*\(|\bjustify_days\s*\(|::\s*interval\b|\bcurrent_date\b|::\s*date\s*[-+]|\b86_?400(_?000)?\b|\bgenerate_series\s*\([^)]*\binterval\b/i;

const MESSAGES = {
  counts: '"{{name}}" counts days: days are counted in libs/domain, once',
  span: 'A day is not a number of milliseconds here: use addCalendarDays, startOfDay or sameClockAfter of #domain, or ask the calendar',
  setter: '{{name}} moves a date by the machine\'s clock: use addCalendarDays or addLimit of #domain',
  library: '{{name}} counts days by rules of its own: ask #domain',
  sql: 'SQL adds no days: compute the instant in #domain and pass it',
};

/**
 * Days are added in one place, libs/domain. Elsewhere no function is named for adding days, no length of a day is written or
 * multiplied out, no `Date` is moved, no library of dates is loaded (but where `libraries` says so) and no SQL adds an interval.
 */
export const oneCalendar = {
  meta: { type: 'problem', schema: [{ type: 'object', properties: { libraries: { type: 'boolean' } }, additionalProperties: false }], messages: MESSAGES },
  create(context) {
    const named = (node, id) => {
      if (id?.type === 'Identifier' && COUNTING_NAME.test(id.name)) context.report({ node, messageId: 'counts', data: { name: id.name } });
    };
    const library = (node, source) => {
      if (context.options[0]?.libraries !== true && typeof source?.value === 'string' && DATE_LIBRARY.test(source.value)) {
        context.report({ node, messageId: 'library', data: { name: source.value } });
      }
    };
    const sql = (node, text) => {
      if (typeof text === 'string' && SQL_DAY.test(text)) context.report({ node, messageId: 'sql' });
    };
    return {
      FunctionDeclaration: (node) => named(node, node.id),
      VariableDeclarator: (node) => named(node, node.id),
      MethodDefinition: (node) => named(node, node.key),
      Literal(node) {
        const { value } = node;
        if (typeof value === 'number' && value > 0 && (value % MS_PER_DAY === 0 || value === SECONDS_PER_DAY)) context.report({ node, messageId: 'span' });
        sql(node, value);
      },
      TemplateElement: (node) => sql(node, node.value.raw),
      BinaryExpression(node) {
        if (node.operator === '*' && !isProduct(node.parent) && multipliesOutADay(factorsOf(node))) context.report({ node, messageId: 'span' });
      },
      Identifier(node) {
        if (NAMED_SPAN.test(node.name) && node.parent.type !== 'ImportSpecifier') context.report({ node, messageId: 'span' });
      },
      CallExpression(node) {
        const { callee } = node;
        if (callee.type === 'MemberExpression' && DATE_SETTER.test(callee.property.name ?? '')) context.report({ node, messageId: 'setter', data: { name: callee.property.name } });
        // `require`, or a function of another name made by `createRequire`.
        library(node, node.arguments[0]);
      },
      ImportDeclaration: (node) => library(node, node.source),
      ImportExpression: (node) => library(node, node.source),
      ExportNamedDeclaration: (node) => library(node, node.source),
    };
  },
};

function isProduct(node) {
  return node.type === 'BinaryExpression' && node.operator === '*';
}

function factorsOf(node) {
  return isProduct(node) ? [...factorsOf(node.left), ...factorsOf(node.right)] : [node];
}

/** `24 * 60 * 60 * 1000` in any order, also with a named hour. */
function multipliesOutADay(factors) {
  const numbers = factors.flatMap((factor) => (factor.type === 'Literal' && typeof factor.value === 'number' ? [factor.value] : []));
  if (!numbers.includes(HOURS_PER_DAY)) return false;
  const product = numbers.reduce((all, each) => all * each, 1);
  return product % SECONDS_PER_DAY === 0 || factors.some((factor) => factor.type === 'Identifier' && HOUR_NAME.test(factor.name));
}
