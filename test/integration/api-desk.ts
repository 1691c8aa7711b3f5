import { expect } from 'vitest';
import { dossierSchema } from '../../apps/api/views/dossier-schema.js';
import type { Answer, Call, startTestApi } from './api-harness.js';

/** A dossier as the API answers it. */
type ApiDossier = ReturnType<typeof dossierSchema.parse>;

/** A desk that works over HTTP, as `caller` unless another is named. Dossiers are named by the path of their page. */
export interface ApiDesk {
  /** Takes a dossier in; fails unless it is created. */
  readonly take: (more?: object) => Promise<ApiDossier>;
  /** Gives one command and returns whatever is answered. */
  readonly send: (path: string, body: object, call?: Call) => Promise<Answer>;
  /** Gives commands one after the other; fails unless each is applied. */
  readonly sendAll: (path: string, ...bodies: readonly object[]) => Promise<void>;
  readonly read: (path: string, call?: Call) => Promise<ApiDossier>;
  /** Has a command of two persons proposed by one administrator, and approved by another; fails unless it is applied. */
  readonly byTwo: (path: string, command: object) => Promise<void>;
}

/** By what decision personal data is erased in tests. */
export const ERASURE = { type: 'ErasePersonalData', body: { decisionNumber: '12/QĐ-UBND' } };

/** A desk on a test's API whose intakes are `intake` but for what a test changes of it. */
export function apiDesk({ get, post }: Pick<Awaited<ReturnType<typeof startTestApi>>, 'get' | 'post'>, caller: Call, intake: object): ApiDesk {
  let sent = 0;
  const nextKey = (): string => {
    sent += 1;
    return `desk-key-${String(sent)}`;
  };
  const send: ApiDesk['send'] = (path, body, call = caller) => post(`${path}/commands`, { ...call, key: nextKey(), body });
  return {
    send,
    take: async (more = {}) => {
      const answer = await post('/api/v1/dossiers', { ...caller, key: nextKey(), body: { ...intake, ...more } });
      expect([answer.status, answer.status === 201 ? '' : answer.text]).toEqual([201, '']);
      return dossierSchema.parse(answer.body);
    },
    sendAll: async (path, ...bodies) => {
      for (const body of bodies) {
        const answer = await send(path, body);
        expect([answer.status, answer.status === 200 ? '' : answer.text]).toEqual([200, '']);
      }
    },
    byTwo: async (path, command) => {
      const proposed = await post(`${path}/proposals`, { as: { role: 'admin', agency: 'H99', subject: 'admin-first' }, key: nextKey(), body: command });
      expect([proposed.status, proposed.status === 201 ? '' : proposed.text]).toEqual([201, '']);
      const approved = await post(`/api/v1/proposals/${String(proposed.body['id'])}/approve`, { as: { role: 'admin', agency: 'H99', subject: 'admin-second' } });
      expect([approved.status, approved.body['outcome']]).toEqual([200, 'approved']);
    },
    read: async (path, call = caller) => dossierSchema.parse((await get(path, call)).body),
  };
}
