import type { JSX } from 'react';
import { BellOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../api/client.js';
import { MenuCount } from './menu-count.js';

/** From more than these on the bell says "many"; read aloud is how many. */
const MOST = 99;

/** How many notices the person has not read, and the way to them. */
export function NoticeBell(): JSX.Element {
  const { t } = useTranslation('shell');
  const { data } = api.useQuery('get', '/api/v1/notices', { params: { query: { unread: 'true', limit: 1 } } }, { refetchInterval: 60_000 });
  const count = data?.unread ?? 0;
  return <Link to="/thong-bao" className="bell" aria-label={t('notices', { count })}><BellOutlined aria-hidden /><MenuCount count={count} most={MOST} /></Link>;
}
