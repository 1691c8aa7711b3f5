import { describe, expect, test } from 'vitest';
import type { Me, Role } from '../../session/me.js';
import { PAGES } from '../pages.js';
import { listAddress } from './notice-address.js';

const QUEUES = ['due-today', 'due-soon', 'late', 'to-sign', 'returned', 'cases-due-today', 'cases-overdue'];
/** What of a role's rights opens the pages a digest may lead to. */
const RIGHTS: Readonly<Partial<Record<Role, Me['actions']>>> = { clerk: ['TakeIn', 'SearchDossiers'], officer: ['SearchDossiers'], head: ['SearchDossiers'], signatory: ['SearchDossiers'], manager: ['SearchDossiers', 'ReadFigures'] };
const led = (queue: string, role: Role): string | undefined => listAddress(queue, { role });

describe('a digest leads', () => {
  test.each(Object.entries(RIGHTS).flatMap(([role, actions]) => QUEUES.map((queue) => [role as Role, queue, actions] as const)))('a %s to a page of theirs, if to any, for %s', (role, queue, actions) => {
    const address = led(queue, role);
    if (address === undefined) return;
    const page = PAGES.find(({ path }) => path === address.split('?')[0]);
    expect([address, typeof page?.access === 'function' && page.access({ role, actions } as Me)]).toEqual([address, true]);
  });

  test('an officer to their own, a head to all, a clerk to the desk, a manager to the morning list', () => {
    expect((['officer', 'head', 'clerk', 'manager'] as const).map((role) => led('late', role))).toEqual(['/viec?hang=late&cua=toi', '/viec?hang=late', '/quay?hang-doi=late', '/so-lieu/danh-sach-sang']);
  });

  test('whoever signs to the list of what waits for a signature, and nobody to a list they have no page for', () => {
    expect((['head', 'signatory', 'clerk', 'manager'] as const).map((role) => led('to-sign', role))).toEqual(['/ky', '/ky', undefined, undefined]);
    expect(led('cases-overdue', 'head')).toBeUndefined();
  });
});
