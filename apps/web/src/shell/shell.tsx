import { Suspense, useEffect, useState, type JSX } from 'react';
import { LogoutOutlined, MenuOutlined } from '@ant-design/icons';
import { Button, ConfigProvider } from 'antd';
import viVN from 'antd/es/locale/vi_VN';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation } from 'react-router';
import { Live } from '../live/live.js';
import { TransferNotice } from '../pages/counter/transfer-notice.js';
import { useMaybeMe } from '../session/me.js';
import { accessToken, signIn, signOut } from '../session/session.js';
import { useSessionOver } from '../session/session-over.js';
import { loadMenuTexts } from '../texts/texts.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { THEME } from '../ui/theme.js';
import { Waiting } from '../ui/waiting.js';
import { LateRefusals } from './late-refusals.js';
import { MainMenu } from './main-menu.js';
import { NoticeBell } from './notice-bell.js';
import { SearchBox } from './search-box.js';
import { SessionOverBar } from './session-over-bar.js';

loadMenuTexts();

/** A press beside a dialog leaves it open: the second of a double click falls there, and what was written is not lost by a slip of the hand. */
const DIALOGS = { mask: { closable: false } };

/** What stands around every page of the staff. Whoever is not signed in is sent to the sign-in service first. */
export function Component(): JSX.Element {
  const [isSignedIn] = useState(() => accessToken() !== undefined);
  useSignInWhere(!isSignedIn);
  return (
    <ConfigProvider locale={viVN} theme={THEME} modal={DIALOGS}>
      <div className="staff">{isSignedIn ? <Frame /> : <Waiting />}</div>
    </ConfigProvider>
  );
}

function Frame(): JSX.Element {
  const { data: me, error } = useMaybeMe();
  const { t } = useTranslation('shell');
  const { pathname } = useLocation();
  // The menu is open on the page where it was opened; going to another closes it.
  const [menuOn, setMenuOn] = useState<string>();
  const menuIsOpen = menuOn === pathname;
  const isOver = useSessionOver();
  // Nothing is on the screen yet that could be lost.
  const hasNothing = isOver && me === undefined;
  useSignInWhere(hasNothing);
  const [notOut, setNotOut] = useState<unknown>();
  if (error !== null && error !== undefined) return <ProblemAlert error={error} />;
  if (me === undefined) return <Waiting />;
  return (
    <div className="frame">
      <a className="skip-link" href="#main">{t('skipToContent')}</a>
      <SessionOverBar />
      <header className="frame-header">
        <Button className="menu-button" type="text" icon={<MenuOutlined />} aria-label={t('menu')} aria-controls="main-menu" aria-expanded={menuIsOpen} onClick={() => { setMenuOn(menuIsOpen ? undefined : pathname); }} />
        <Link to="/" className="brand">{t('brand')}</Link>
        <SearchBox />
        <NoticeBell />
        <div className="who">
          <strong>{me.name ?? me.roleLabel}</strong>
          <span className="where">{me.agency.name}</span>
        </div>
        <Button type="text" icon={<LogoutOutlined />} aria-label={t('signOut')} title={t('signOut')} onClick={() => { signOut().catch(setNotOut); }} />
      </header>
      <div className="frame-body">
        <nav id="main-menu" className={menuIsOpen ? 'frame-sider open' : 'frame-sider'} aria-label={t('menu')}><Suspense fallback={null}><MainMenu me={me} /></Suspense></nav>
        <main id="main" className="frame-content" tabIndex={-1}>
          {notOut === undefined ? null : <ProblemAlert error={notOut} />}
          <TransferNotice />
          <Suspense fallback={<Waiting />}><Outlet /></Suspense>
        </main>
      </div>
      <Live />
      <LateRefusals />
    </div>
  );
}

/** Leaves for the sign-in service where nothing is on the screen yet; what hinders that takes the place of the page, with a way to try again. */
function useSignInWhere(isWanted: boolean): void {
  const [failed, setFailed] = useState<{ readonly reason: unknown }>();
  useEffect(() => {
    if (isWanted) signIn().catch((reason: unknown) => { setFailed({ reason }); });
  }, [isWanted]);
  if (failed !== undefined) throw failed.reason;
}
