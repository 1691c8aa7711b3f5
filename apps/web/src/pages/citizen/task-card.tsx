import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from './language.js';
import { Marked } from './marked.js';
import { momentIn } from './moments.js';
import type { PublicDossier } from './public-call.js';

/** What the applicant has to do, and by when: the first thing anybody wants to know. */
export function TaskCard({ dossier: { task: { task, by, from, papers, otherPapers }, pausedFor, appointment, desk } }: { readonly dossier: PublicDossier }): JSX.Element {
  const { t } = useTranslation('citizen');
  const language = useLanguage();
  const isToDo = task === 'complete' || task === 'supplement' || task === 'pay' || task === 'collect';
  return (
    <section className={`citizen-card citizen-task${isToDo ? ' to-do' : ''}`} aria-labelledby="citizen-task">
      <h2 id="citizen-task">{isToDo ? '➜ ' : ''}{t('task.title')}</h2>
      <p><Marked text={sentence()} /></p>
      {papers.length === 0 && !otherPapers ? null : (
        <>
          <h3>{t('task.papers')}</h3>
          <ul>
            {papers.map((paper) => <li key={paper} lang="vi">{paper}</li>)}
            {otherPapers ? <li>{t('task.otherPapers')}</li> : null}
          </ul>
        </>
      )}
    </section>
  );

  function sentence(): string {
    const values = { by: by === null ? '' : momentIn(language, by), from: from === null ? '' : momentIn(language, from), desk: desk.name, ground: pausedFor === null ? '' : t(`ground.${pausedFor.ground}`) };
    switch (task) {
      case 'collect':
        return t(from === null ? 'task.collect' : 'task.collect-from', values);
      case 'wait':
        return t(by === null ? 'task.wait' : appointment?.over === true ? 'task.wait-over' : 'task.wait-by', values);
      case 'wait-answer':
      case 'complete':
      case 'supplement':
      case 'pay':
      case 'wait-other':
        return t(by === null ? `task.${task}` : `task.${task}-by`, values);
      default:
        return t(`task.${task}`);
    }
  }
}
