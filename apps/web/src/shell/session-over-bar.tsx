import { useCallback, useEffect, useState, type JSX } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { signIn } from '../session/session.js';
import { useSessionOver } from '../session/session-over.js';
import { isMendedByReload, reload, useLoadFault } from '../ui/load-fault.js';

/**
 * Says that the session is over, above a page that stays as it is: nothing that was read or typed is lost. Only its button, or going to
 * another page, leads to the sign-in service; where the program was renewed meanwhile, or the way there was lost, loading the page anew does.
 */
export function SessionOverBar(): JSX.Element | null {
  return useSessionOver() ? <Bar /> : null;
}

function Bar(): JSX.Element {
  const { t } = useTranslation('shell');
  const { key } = useLocation();
  const [overAt] = useState(key);
  const [failed, setFailed] = useState<{ readonly reason: unknown }>();
  const leave = useCallback(() => { void signIn().catch((reason: unknown) => { setFailed({ reason }); }); }, []);
  const loadFault = useLoadFault(failed?.reason);
  const needsReload = isMendedByReload(loadFault);
  const hasGoneOn = key !== overAt;
  useEffect(() => { if (hasGoneOn) leave(); }, [hasGoneOn, leave]);
  return (
    <div className="session-over no-print" role="alert">
      {needsReload ? `${t(`fault.${loadFault}`)}. ${t('fault.renewedAdvice')}` : t(failed === undefined || loadFault === 'asking' ? 'sessionOver' : 'fault.unreachable')}{' '}
      <Button size="small" onClick={needsReload ? reload : leave}>{t(needsReload ? 'fault.reload' : 'signInAgain')}</Button>
    </div>
  );
}
