import type { JSX } from 'react';
import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { pagesNamed } from './pages-named.js';
import './pager.css';

/** Goes through a long table page by page; numbers of pages begin at one. As antd draws it when it is small, which would load choices no table of ours offers. */
export function Pager({ page, count, onChange }: { readonly page: number; readonly count: number; readonly onChange: (page: number) => void }): JSX.Element {
  const { t } = useTranslation('shell');
  return (
    <nav className="pager" aria-label={t('pager.pages')}>
      <button type="button" aria-label={t('pager.before')} disabled={page <= 1} onClick={() => { onChange(page - 1); }}><LeftOutlined aria-hidden /></button>
      {pagesNamed(page, count).map((named, place) => (named === undefined
        ? <span key={`gap-${String(place)}`} aria-hidden>•••</span>
        : <button key={named} type="button" aria-label={t('pager.page', { page: named })} aria-current={named === page ? 'page' : undefined} onClick={() => { onChange(named); }}>{named}</button>))}
      <button type="button" aria-label={t('pager.after')} disabled={page >= count} onClick={() => { onChange(page + 1); }}><RightOutlined aria-hidden /></button>
    </nav>
  );
}
