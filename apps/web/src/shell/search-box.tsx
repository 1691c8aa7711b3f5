import { useEffect, useRef, useState, type JSX } from 'react';
import type { InputRef } from 'antd';
import Search from 'antd/es/input/Search';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { useMay } from '../session/me.js';
import { dossierCodeIn } from './scanned.js';
import { dossierAddress } from './dossier-address.js';

/** Where what was searched is shown; the text goes along in memory, for names and telephone numbers have no place in addresses. */
export const SEARCH_PATH = '/tim-kiem';

/**
 * The one search box: code, telephone, name without tone marks. A scanner types a code and Enter, which opens the dossier.
 * `/` moves to it from anywhere outside of a field.
 */
export function SearchBox(): JSX.Element | null {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [text, setText] = useState('');
  const box = useRef<InputRef>(null);
  const may = useMay('SearchDossiers');
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== '/' || isField(event.target)) return;
      event.preventDefault();
      box.current?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => { document.removeEventListener('keydown', onKey); };
  }, []);
  // A scanner types into whatever has the focus: on a page where a desk begins it is this box, however the person came there.
  useEffect(() => {
    if (may && isStart(pathname)) box.current?.focus();
  }, [may, pathname]);
  if (!may) return null;
  const search = (): void => {
    const wanted = text.trim();
    if (wanted === '') return;
    const code = dossierCodeIn(wanted);
    setText('');
    if (code === undefined) void navigate(SEARCH_PATH, { state: { text: wanted } });
    else void navigate(dossierAddress(code));
  };
  return (
    <Search
      ref={box}
      className="search-box"
      value={text}
      onChange={({ target }) => { setText(target.value); }}
      onSearch={search}
      placeholder={t('search.placeholder')}
      aria-label={t('search.label')}
      autoFocus={isStart(pathname)}
      enterButton
      allowClear
    />
  );
}

function isStart(pathname: string): boolean {
  return pathname === '/' || pathname === '/quay';
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
}
