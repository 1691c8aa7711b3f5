import { useEffect, useRef, type JSX } from 'react';
import { notification } from 'antd';
import type { LateRefusal } from '../api/late-refusals.js';

/** The corner of the page where something is told until somebody closes it; each is told once. */
export function Corner({ refusals }: { readonly refusals: readonly LateRefusal[] }): JSX.Element {
  const [{ error }, holder] = notification.useNotification();
  const told = useRef(0);
  useEffect(() => {
    for (const { title, reason } of refusals.slice(told.current)) error({ title, description: reason, duration: 0, role: 'alert' });
    told.current = refusals.length;
  }, [error, refusals]);
  return holder;
}
