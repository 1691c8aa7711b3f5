import { useCallback, useEffect, useState, type JSX } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { signIn } from '../session/session.js';
import { useSessionOver } from '../session/session-over.js';

/**
 * Says that the session is over, above a page that stays as it is: nothing that was read or typed is lost. Only its button, or going to
 * another page, leads to the sign-in service.
 */
export function SessionOverBar(): JSX.Element | null {
  return useSessionOver() ? <Bar /> : null;
}

function Bar(): JSX.Element {
  const { t } = useTranslation('shell');
  const { key } = useLocation();
  const [overAt] = useState(key);
  const [isLost, setLost] = useState(false);
  const leave = useCallback(() => { void signIn().catch(() => { setLost(true); }); }, []);
  const hasGoneOn = key !== overAt;
  useEffect(() => { if (hasGoneOn) leave(); }, [hasGoneOn, leave]);
  return (
    <div className="session-over no-print" role="alert">
      {t(isLost ? 'fault.unreachable' : 'sessionOver')} <Button size="small" onClick={leave}>{t('signInAgain')}</Button>
    </div>
  );
}
