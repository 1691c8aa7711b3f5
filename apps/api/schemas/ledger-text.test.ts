import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { attachFileSchema, COMMAND_BODIES } from './command-bodies.js';
import { intakeSchema } from './intake.js';

/** Fields of an intake that are encrypted in the personal record; the event holds a commitment to them. */
const PERSONAL = /^(?:applicant|proxy)\.|^(?:requestContent|note|outage\.reason|refusal\.reason)$/;

/** Every value somebody can send, with the schema that checks it and where it stands. */
function leavesOf(schema: z.ZodType, path = ''): readonly (readonly [path: string, leaf: z.ZodType])[] {
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape as Readonly<Record<string, z.ZodType>>).flatMap(([key, value]) => leavesOf(value, path === '' ? key : `${path}.${key}`));
  }
  if (schema instanceof z.ZodArray) {
    return leavesOf(schema.element as z.ZodType, path);
  }
  if (schema instanceof z.ZodExactOptional || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    return leavesOf(schema.unwrap() as z.ZodType, path);
  }
  return [[path, schema]];
}

/** True when the text would come out of the schema as text. */
function lets(schema: z.ZodType, text: string): boolean {
  const parsed = schema.safeParse(text);
  return parsed.success && typeof parsed.data === 'string';
}

const LEAVES = [
  ...Object.entries({ ...COMMAND_BODIES, AttachFile: attachFileSchema }).flatMap(([type, body]) => leavesOf(body).map(([path, leaf]) => [`${type}.${path}`, leaf] as const)),
  ...leavesOf(intakeSchema).filter(([path]) => !PERSONAL.test(path)).map(([path, leaf]) => [`intake.${path}`, leaf] as const),
];

const word = fc.array(fc.constantFrom(...Array.from('abcdeghiklmnopqrstuvxyĐđăâêôơưáàảãạễữ')), { minLength: 3, maxLength: 8 }).map((letters) => letters.join(''));
/** Three words at least, a number or a mark among them or not: what a name or a reason looks like. */
const sentence = fc.tuple(fc.array(word, { minLength: 3, maxLength: 7 }), fc.constantFrom('', ' 0912000000', ' 12/QĐ-UBND', ', số 3', '.')).map(([words, end]) => `${words.join(' ')}${end}`);

describe('what can be sent into the ledger', () => {
  test('is looked at whole: every command and the intake, down to what stands in lists', () => {
    const paths = LEAVES.map(([path]) => path);
    expect(paths).toEqual(expect.arrayContaining(['RequestSupplement.items.legalBasis.document', 'ShelveResult.place', 'AttachFile.component', 'intake.components.code', 'intake.postal.evidence']));
    expect([...new Set(LEAVES.map(([, leaf]) => leaf.type))].sort()).toEqual(['boolean', 'enum', 'number', 'pipe', 'string']);
    expect(paths.filter((path) => path.startsWith('intake.') && /name|phone|address|email/i.test(path))).toEqual([]);
  });

  test.each(LEAVES)('%s takes no sentence, no name and no text without end', (_path, leaf) => {
    fc.assert(fc.property(sentence, (text) => !lets(leaf, text)), { numRuns: 50, seed: 20260828 });
    const texts = ['Nguyễn Văn An', 'Nguyen Van An 0912000000', 'ông Nguyễn Văn An nộp hộ', 'gọi 0912 000 000 gặp chị Lan', 'Kệ của ông Nguyễn Văn A', '12/QĐ\n13/QĐ', '1'.repeat(10_000), 'a'.repeat(10_000)];
    expect(texts.filter((text) => lets(leaf, text))).toEqual([]);
  });
});
