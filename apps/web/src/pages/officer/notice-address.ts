import type { Me } from '../../session/me.js';

/** Lists of the morning that are about dates: whoever has no queue of their own finds them there. */
const DATED: readonly string[] = ['late', 'due-today', 'due-soon'];

/**
 * Where somebody finds the list a digest counts, under the very condition it was counted by: on a page their role may open. Undefined where
 * they have no such page; then the count stands alone.
 */
export function listAddress(queue: string, { role }: Pick<Me, 'role'>): string | undefined {
  if (queue.startsWith('cases-')) return undefined;
  if (queue === 'to-sign' && (role === 'head' || role === 'signatory')) return '/ky';
  switch (role) {
    case 'officer':
      return `/viec?hang=${queue}&cua=toi`;
    case 'head':
      return `/viec?hang=${queue}`;
    case 'clerk':
      return queue === 'to-sign' ? undefined : `/quay?hang-doi=${queue}`;
    default:
      return DATED.includes(queue) && role !== 'signatory' ? '/so-lieu/danh-sach-sang' : undefined;
  }
}
