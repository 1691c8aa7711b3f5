import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import type { Behaviour } from '../behaviour.js';
import { bears, bodyOf, type GatewayAnswer } from '../message-gateway.js';
import { type Fault, faultsOfDossier, faultsOfSteps, type ListedProcedure } from './checks.js';
import { SERVICES } from './contract.js';
import type { PortalRegister } from './register.js';

/** What the portal works with. */
export interface PortalParts {
  readonly register: PortalRegister;
  readonly behaviour: Behaviour;
  readonly token: string;
  readonly now: () => number;
  readonly procedures: ReadonlyMap<string, ListedProcedure> | undefined;
}

type Service = keyof typeof SERVICES;
type Told = z.output<(typeof SERVICES)['DongBoHoSoMC']> | z.output<(typeof SERVICES)['CapNhatTienDoHoSoMC']>;

/** Serves one service of the portal by the contract in docs/portal-sync.md; `undefined` where it breaks off instead of answering. */
export async function servePortal(request: IncomingMessage, name: string, parts: PortalParts): Promise<GatewayAnswer> {
  const body = await bodyOf(request);
  if (!bears(request, parts.token)) return { status: 401, body: { error_code: '401', message: 'wrong-token' } };
  if (!isService(name)) return { status: 404, body: { error_code: '404', message: 'no-such-service' } };
  const parsed = SERVICES[name].safeParse(body);
  if (!parsed.success) return turnedAway(parts, parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), reason: message })));
  const { data } = parsed;
  switch (data.service) {
    case 'DongBoHoSoMC':
    case 'CapNhatTienDoHoSoMC':
      return takeTold(request, data, parts);
    case 'TraCuuHoSo':
      return lookUp(data, parts);
    case 'LayDanhSachTTHC':
      return { status: 200, body: { error_code: '00', result: listed(parts) } };
    case 'LayThuTuc':
      return { status: 200, body: { error_code: '00', result: listed(parts).filter(({ MaTTHC }) => MaTTHC === data.maTTHC) } };
  }
}

async function takeTold(request: IncomingMessage, told: Told, parts: PortalParts): Promise<GatewayAnswer> {
  const { register, behaviour, now } = parts;
  const key = request.headers['idempotency-key'];
  const sequence = Number(request.headers['dossier-sequence']);
  if (typeof key !== 'string' || !/^[\x21-\x7e]{8,200}$/.test(key)) return turnedAway(parts, [{ field: 'idempotency-key', reason: 'is required' }]);
  if (!Number.isSafeInteger(sequence) || sequence < 1) return turnedAway(parts, [{ field: 'dossier-sequence', reason: 'must be a whole number that rises' }]);
  const treatment = behaviour.next(key);
  await treatment.beforeTaking();
  if (treatment.refuse === 'now') return { status: 503, body: { error_code: '503', message: 'try-again-later' } };
  if (treatment.refuse === 'for-good') return turnedAway(parts, [{ field: 'MaHoSo', reason: 'turned away as it was told to' }]);
  if (treatment.isDroppedBefore) return undefined;
  const hash = createHash('sha256').update(JSON.stringify(told)).digest('hex');
  const before = register.taken(key);
  if (before !== undefined && before.hash !== hash) return { status: 409, body: { error_code: '409', message: 'key-taken-with-other-words' } };
  if (before === undefined) {
    const code = told.data[0]?.MaHoSo ?? '';
    const facts = { known: register.dossier(code), sequence, now: now(), procedures: parts.procedures };
    const faults = told.service === 'DongBoHoSoMC' ? told.data.flatMap((dossier) => faultsOfDossier(dossier, told.isUpdating === 'True', facts)) : faultsOfSteps(told.data, facts);
    if (faults.length > 0) return turnedAway(parts, faults, key);
    register.add({ kind: 'portal-taken', at: now(), key, code, sequence, hash, receipt: `${String(now())}-${hash.slice(0, 12)}`, ...contentOf(told) });
  }
  if (treatment.isDroppedAfter) return undefined;
  await treatment.beforeAnswering();
  return { status: 200, body: { error_code: '00', ...receiptOf(register, key) } };
}

function contentOf(told: Told): { readonly service: 'DongBoHoSoMC'; readonly data: z.output<(typeof SERVICES)['DongBoHoSoMC']>['data'] } | { readonly service: 'CapNhatTienDoHoSoMC'; readonly data: z.output<(typeof SERVICES)['CapNhatTienDoHoSoMC']>['data'] } {
  return told.service === 'DongBoHoSoMC' ? { service: told.service, data: told.data } : { service: told.service, data: told.data };
}

function lookUp({ mahoso, key }: z.output<(typeof SERVICES)['TraCuuHoSo']>, { register }: PortalParts): GatewayAnswer {
  const known = register.dossier(mahoso);
  const result = known === undefined ? [] : [{ MaHoSo: mahoso, TrangThaiHoSo: known.last?.TrangThaiHoSo ?? '1' }];
  return { status: 200, body: { error_code: '00', result, ...(key === undefined || register.taken(key) === undefined ? {} : { taken: receiptOf(register, key) }) } };
}

function receiptOf(register: PortalRegister, key: string): { readonly transactionId: string } {
  return { transactionId: register.taken(key)?.receipt ?? '' };
}

function listed({ procedures }: PortalParts): readonly { readonly MaTTHC: string; readonly TenTTHC: string; readonly MaLinhVuc: string; readonly TenLinhVuc: string }[] {
  return [...(procedures?.values() ?? [])].map(({ code, name, field }) => ({ MaTTHC: code, TenTTHC: name, MaLinhVuc: field.code, TenLinhVuc: field.name }));
}

/** Turned away for good: success is 00, everything else an error with its fields. */
function turnedAway({ register, now }: PortalParts, faults: readonly Fault[], key?: string): GatewayAnswer {
  register.add({ kind: 'turned-away', at: now(), by: 'portal', why: faults.map(({ field, reason }) => `${field}: ${reason}`).join('; '), ...(key === undefined ? {} : { key }) });
  return { status: 200, body: { error_code: '40', message: 'Nội dung không hợp lệ', errors: faults } };
}

function isService(name: string): name is Service {
  return Object.hasOwn(SERVICES, name);
}
