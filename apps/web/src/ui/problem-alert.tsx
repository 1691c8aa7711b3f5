import type { JSX } from 'react';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../api/client.js';
import { isMendedByReload, reload, useLoadFault } from './load-fault.js';
import { Waiting } from './waiting.js';

/** Says why something was not done: the server's own sentence, with the fields it names; that the server cannot be reached, that it has another release of the program by now, or that a part of the page was lost on the way. */
export function ProblemAlert({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }): JSX.Element {
  const { t } = useTranslation('shell');
  const loadFault = useLoadFault(error);
  const retry = onRetry === undefined ? undefined : <button type="button" onClick={onRetry}>{t('fault.again')}</button>;
  if (loadFault === 'asking') return <Waiting />;
  if (isMendedByReload(loadFault)) return <Alert type="warning" showIcon role="alert" title={t(`fault.${loadFault}`)} description={t('fault.renewedAdvice')} action={<>{retry} <button type="button" onClick={reload}>{t('fault.reload')}</button></>} />;
  if (!isProblem(error)) return <Alert type="warning" showIcon role="alert" title={t('fault.unreachable')} description={t('fault.unreachableAdvice')} action={retry} />;
  const { detail, errors } = error;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={error.title}
      description={<>{detail === undefined ? null : <p>{detail}</p>}{errors === undefined ? null : <ul>{errors.map(({ path, reason }) => <li key={`${path} ${reason}`}><code>{path}</code>: {reason}</li>)}</ul>}</>}
      action={retry}
    />
  );
}
