import { oneCalendar } from './one-calendar.mjs';

const VAGUE_NAMES = /^(utils?|helpers?|common|shared|misc)(\.|$)/;

/** No file or folder has a name under which anything could be filed. */
const telltalePaths = {
  meta: { type: 'problem', schema: [], messages: { vague: '"{{name}}" says nothing of what is inside: name the noun it serves' } },
  create(context) {
    const inside = context.filename.slice(context.cwd.length + 1).split('/');
    return {
      Program(node) {
        const name = inside.find((part) => VAGUE_NAMES.test(part));
        if (name !== undefined) context.report({ node, messageId: 'vague', data: { name } });
      },
    };
  },
};

/** What a file exports says in a comment what it promises; a union that lists a documented constant's values needs none. */
const documentedExports = {
  meta: { type: 'suggestion', schema: [], messages: { missing: 'Exported "{{name}}" needs a sentence (/** … */) saying what it promises' } },
  create(context) {
    return {
      'Program > ExportNamedDeclaration[declaration]'(node) {
        const { declaration } = node;
        if (isValuesOfConstant(declaration) || isLaterOverload(node)) return;
        const first = declaration.decorators?.[0] ?? node;
        const comments = [...context.sourceCode.getCommentsBefore(node), ...context.sourceCode.getCommentsBefore(first)];
        if (comments.some(({ type, value }) => type === 'Block' && value.startsWith('*'))) return;
        const name = declaration.id?.name ?? declaration.declarations?.[0]?.id?.name ?? 'declaration';
        context.report({ node, messageId: 'missing', data: { name } });
      },
    };
  },
};

function isValuesOfConstant(declaration) {
  return declaration.type === 'TSTypeAliasDeclaration' && declaration.typeAnnotation.type === 'TSIndexedAccessType';
}

function isLaterOverload(node) {
  const siblings = node.parent.body;
  const previous = siblings[siblings.indexOf(node) - 1];
  return previous?.type === 'ExportNamedDeclaration' && previous.declaration?.type === 'TSDeclareFunction' && previous.declaration.id.name === node.declaration.id?.name;
}

/** The project's own lint rules. */
export const houseRules = { rules: { 'telltale-paths': telltalePaths, 'documented-exports': documentedExports, 'one-calendar': oneCalendar } };
