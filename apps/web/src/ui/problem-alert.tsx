import type { JSX } from 'react';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { isProblem, type Problem } from '../api/client.js';
import { isMendedByReload, reload, useLoadFault } from './load-fault.js';
import { isForPeople } from './problem-words.js';
import { Waiting } from './waiting.js';

/** Says why something was not done: the server's own sentence, with the fields it names; that the server cannot be reached, that it has another release of the program by now, or that a part of the page was lost on the way. */
export function ProblemAlert({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }): JSX.Element {
  const { t } = useTranslation('shell');
  const loadFault = useLoadFault(error);
  const retry = onRetry === undefined ? undefined : <button type="button" onClick={onRetry}>{t('fault.again')}</button>;
  if (loadFault === 'asking') return <Waiting />;
  if (isMendedByReload(loadFault)) return <Alert type="warning" showIcon role="alert" title={t(`fault.${loadFault}`)} description={t('fault.renewedAdvice')} action={<>{retry} <button type="button" onClick={reload}>{t('fault.reload')}</button></>} />;
  if (!isProblem(error)) return <Alert type="warning" showIcon role="alert" title={t('fault.unreachable')} description={t('fault.unreachableAdvice')} action={retry} />;
  return <Alert type="error" showIcon role="alert" title={error.title} description={<Why problem={error} />} action={retry} />;
}

/** What is wrong beyond the sentence: in the open what people can read, folded what they read out to whoever looks after the program. */
function Why({ problem: { detail, errors = [] } }: { readonly problem: Problem }): JSX.Element {
  const { t } = useTranslation('shell');
  const said = errors.map(({ path, reason }) => ({ path, words: reason }));
  const all = detail === undefined ? said : [{ path: '', words: detail }, ...said];
  const [open, folded] = [all.filter(({ words }) => isForPeople(words)), all.filter(({ words }) => !isForPeople(words))];
  return (
    <>
      <Lines of={open} />
      {folded.length === 0 ? null : <details><summary>{t('fault.technical')}</summary><div lang="en"><Lines of={folded} /></div></details>}
    </>
  );
}

function Lines({ of: lines }: { readonly of: readonly { readonly path: string; readonly words: string }[] }): JSX.Element {
  return <>{lines.map(({ path, words }) => <p key={`${path} ${words}`}>{path === '' ? null : <><code>{path}</code>: </>}{words}</p>)}</>;
}
