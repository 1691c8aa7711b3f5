import { describe, expect, test } from 'vitest';
import { COMMAND_TYPES, type CommandType, reachOf, ROLES, SYSTEM_COMMANDS } from '#domain';
import { COMMAND_BODIES } from './command-bodies.js';
import { commandRequestSchema } from './command-request.js';

const accepts = (request: unknown): boolean => commandRequestSchema.safeParse(request).success;

const OURS: readonly CommandType[] = SYSTEM_COMMANDS;

describe('a command', () => {
  test('of every type the domain decides can be sent, but for those only the engine gives', () => {
    expect([...Object.keys(COMMAND_BODIES), 'AttachFile', ...OURS].sort()).toEqual([...COMMAND_TYPES].sort());
  });

  test.each(OURS)('%s can be sent by nobody', (type) => {
    expect(accepts({ type, body: { dossier: '000.00.31.H99-260819-0002' } })).toBe(false);
    expect(ROLES.filter((role) => reachOf(role, type) !== 'none')).toEqual(['system']);
  });

  test.each(COMMAND_TYPES.filter((type) => !OURS.includes(type)))('%s can be given by somebody', (type) => {
    expect(ROLES.filter((role) => role !== 'system' && reachOf(role, type) !== 'none')).not.toEqual([]);
  });

  test.each<[unknown, boolean, string]>([
    [{ type: 'ConfirmReceipt' }, true, 'needs no body when nothing in it is required'],
    [{ type: 'Forward', body: { stage: 'appraise' } }, true, 'may name its stage'],
    [{ type: 'Assign' }, false, 'needs the body its type requires'],
    [{ type: 'Assign', body: { officer: 'officer@H99.05', priority: 1 } }, false, 'may not hold an unknown field'],
    [{ type: 'Assign', body: { officer: 'officer@H99.05' }, at: 1 }, false, 'may not tell its own time'],
    [{ type: 'Overrule', body: {} }, false, 'must be of a known type'],
    [{ type: 'Withdraw', body: { reasonCode: 'own-wish' }, text: { reason: 'Không còn nhu cầu' } }, true, 'may carry its reason in words'],
    [{ type: 'Withdraw', body: { reasonCode: 'own-wish' }, text: { reason: 'a', name: 'b' } }, false, 'may not carry unknown texts'],
    [{ type: 'Assign', body: { officer: 'officer@H99.05' }, text: { reason: 'a' } }, false, 'that keeps no text may not carry one'],
    [{ type: 'CorrectPersonalData', body: { fields: ['name'] }, text: { applicant: { name: 'A' } } }, true, 'corrects the field it names'],
    [{ type: 'CorrectPersonalData', body: { fields: ['name'] }, text: { applicant: { name: 'A', phone: '0912000099' } } }, false, 'may not correct a field it does not name'],
    [{ type: 'CorrectPersonalData', body: { fields: ['name', 'phone'] }, text: { applicant: { name: 'A' } } }, false, 'may not name a field it does not give'],
    [{ type: 'CorrectPersonalData', body: { fields: ['phone'] }, text: { applicant: { phone: null } } }, true, 'may blank a field'],
    [{ type: 'CorrectPersonalData', body: { fields: ['name'] }, text: { applicant: { name: null } } }, false, 'may not take the name away'],
    [{ type: 'CorrectPersonalData', body: { fields: ['proxy'] }, text: { proxy: null } }, true, 'may take the proxy away'],
    [{ type: 'CorrectPersonalData', body: { fields: ['proxy'] }, text: { proxy: { phone: '0912000099' } } }, false, 'gives a new proxy with a name'],
    [{ type: 'RecordPayment', body: { amount: 0.5, method: 'cash', receiptNumber: '1' } }, false, 'counts money in whole dong'],
    [{ type: 'AttachFile', body: { fileId: '0b8f4a52-9c55-4c39-8f6e-4f1a1f0c7a11', purpose: 'result', sha256: 'ff' } }, false, 'may not claim the hash of a file'],
  ])('%j → %s: it %s', (request, accepted) => {
    expect(accepts(request)).toBe(accepted);
  });

  test.each([
    ['2026-08-26T17:00:00+07:00', 1_787_738_400_000],
    ['2026-08-26T10:00:00Z', 1_787_738_400_000],
    ['2026-08-26T17:00:00', undefined],
    ['2026-02-30T17:00:00+07:00', undefined],
    ['26/08/2026 17:00', undefined],
  ])('reads the instant %s as %s', (text, expected) => {
    const parsed = commandRequestSchema.safeParse({ type: 'PauseClock', body: { ground: 'public-posting', plannedEndAt: text } });
    expect(parsed.success && 'plannedEndAt' in parsed.data.body ? parsed.data.body.plannedEndAt : undefined).toBe(expected);
  });
});
