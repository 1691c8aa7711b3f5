import { useEffect, useMemo, useState, type JSX } from 'react';
import { Alert, Button, Checkbox, Flex } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/client.js';
import { useDraft } from '../../../session/drafts.js';
import { PageHead } from '../../../ui/page-head.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';
import type { Dossier } from '../dossier-types.js';
import { DuplicateWarning } from './duplicate-warning.js';
import { EMPTY_INTAKE, type IntakeDraft, isOutageTold, lackingPapers, nextIntake, type Paper } from './intake-draft.js';
import { LiveAppointment } from './live-appointment.js';
import { NotTakenIn, type WayOut } from './not-taken-in.js';
import { PapersChecklist } from './papers-checklist.js';
import { PeopleFields } from './people-fields.js';
import { ProcedureFields } from './procedure-fields.js';
import { SeldomFields } from './seldom-fields.js';
import { TakenIn } from './taken-in.js';
import { useTakeIn } from './take-in.js';
import '../counter.css';

const NO_PAPERS: readonly Paper[] = [];

/**
 * Intake by keyboard alone. What is typed lives in the tab's session storage until it is saved: a reload or a fallen line loses nothing, and
 * nothing of a person outlives the tab or the sign-out of the clerk.
 */
export function Component(): JSX.Element {
  const { t } = useTranslation('counter');
  const { value: kept, keep, forget } = useDraft<IntakeDraft>('intake', EMPTY_INTAKE);
  // What a tab has kept from before an update may lack what was added since.
  const draft = useMemo<IntakeDraft>(() => ({ ...EMPTY_INTAKE, ...kept }), [kept]);
  const [done, setDone] = useState<{ readonly dossier: Dossier; readonly draft: IntakeDraft }>();
  const [pile, setPile] = useState<readonly string[]>([]);
  const queries = useQueryClient();
  const { send, isSending, error, supplement, clear } = useTakeIn();
  const [tried, setTried] = useState({ withSupplement: false });
  const [wayOut, setWayOut] = useState<WayOut>();
  const procedure = api.useQuery('get', '/api/v1/procedures/{code}', { params: { path: { code: draft.procedureCode } } }, { enabled: draft.procedureCode !== '', staleTime: 600_000 });
  const papers = useMemo(() => procedure.data?.cases.find(({ code }) => code === draft.caseCode)?.components ?? NO_PAPERS, [procedure.data, draft.caseCode]);
  const change = (part: Partial<IntakeDraft>): void => { clear(); keep({ ...draft, ...part }); };
  const all = (): void => { change({ papers: draft.papers.length === papers.length ? [] : papers.map(({ code }) => code), lacks: {} }); };
  const lacking = lackingPapers(draft, papers);
  const isReady = draft.procedureCode !== '' && draft.agencyCode !== '' && draft.applicant.name.trim() !== '' && isOutageTold(draft) && procedure.data !== undefined;
  const save = (withSupplement: boolean): void => {
    if (!isReady || isSending) return;
    setTried({ withSupplement });
    void send(draft, papers, withSupplement).then(async (dossier) => {
      if (dossier === undefined) return;
      finish(dossier);
      setPile((codes) => [...codes, dossier.code]);
      await queries.invalidateQueries();
    });
  };
  // The next filing may use what was typed, so it stays in memory while the page is open; in the tab's storage nothing of a saved filing stays.
  const finish = (dossier: Dossier): void => {
    setDone({ dossier, draft });
    forget();
  };
  useShortcuts({ all, save: () => { save(false); } }, done === undefined && wayOut === undefined);
  if (done !== undefined) {
    const goOn = (same: Parameters<typeof nextIntake>[1]): void => {
      clear();
      keep(nextIntake(done.draft, same));
      setDone(undefined);
    };
    return <TakenIn dossier={done.dossier} supplement={supplement} pile={pile} printsAtOnce={done.draft.printsAtOnce} goOn={goOn} />;
  }
  return (
    <>
      <PageHead title={t('intake.title')}><Button onClick={() => { clear(); forget(); }}>{t('intake.empty')}</Button></PageHead>
      <form className="intake" onSubmit={(event) => { event.preventDefault(); }} aria-label={t('intake.title')}>
        <div>
          <ProcedureFields draft={draft} change={change} />
          {papers.length === 0 ? null : <PapersChecklist draft={draft} papers={papers} change={change} all={all} />}
          <PeopleFields draft={draft} change={change} />
          <SeldomFields draft={draft} change={change} />
        </div>
        <div className="beside">
          <Flex vertical gap="middle">
            <LiveAppointment draft={draft} />
            <DuplicateWarning draft={draft} />
            {lacking.length === 0 ? null : <Alert type="warning" showIcon title={t('intake.lacking', { count: lacking.length })} description={<ol>{lacking.map(({ code, name }) => <li key={code}>{name}</li>)}</ol>} />}
            {error === undefined ? null : <ProblemAlert error={error} onRetry={() => { save(tried.withSupplement); }} />}
            <Checkbox checked={draft.printsAtOnce} onChange={({ target }) => { change({ printsAtOnce: target.checked }); }}>{t('intake.printsAtOnce')}</Checkbox>
            <Button type="primary" size="large" disabled={!isReady} loading={isSending} onClick={() => { save(false); }} aria-keyshortcuts="Control+Enter">{t('intake.save')} <kbd>Ctrl+Enter</kbd></Button>
            {lacking.length === 0 ? null : <Button disabled={!isReady} loading={isSending} onClick={() => { save(true); }}>{t('intake.saveWithSupplement')}</Button>}
            <NotTakenIn draft={draft} papers={papers} isReady={isReady} open={wayOut} onOpen={setWayOut} onRefused={finish} />
          </Flex>
        </div>
      </form>
    </>
  );
}

/** Alt+A ticks all papers, Ctrl+Enter saves, from every field; while a dialog stands before the form they are off. */
function useShortcuts({ all, save }: { readonly all: () => void; readonly save: () => void }, isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    const onKey = (event: KeyboardEvent): void => {
      const isAll = event.altKey && event.code === 'KeyA';
      const isSave = event.ctrlKey && event.key === 'Enter';
      if (!isAll && !isSave) return;
      event.preventDefault();
      if (isAll) all();
      else save();
    };
    document.addEventListener('keydown', onKey);
    return () => { document.removeEventListener('keydown', onKey); };
  });
}
