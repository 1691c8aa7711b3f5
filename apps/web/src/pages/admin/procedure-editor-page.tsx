import { useEffect, useState, type JSX } from 'react';
import { Alert, Button, Popconfirm } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { api } from '../../api/client.js';
import { useRequestKey } from '../../api/request-key.js';
import { useDraft } from '../../session/drafts.js';
import { PageHead } from '../../ui/page-head.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { Waiting } from '../../ui/waiting.js';
import './calendar.css';
import { Cases } from './editor/case-fields.js';
import { EditorProvider } from './editor/editor-context.js';
import { LegalPartFields } from './editor/legal-part-fields.js';
import { ConsultationFields, ExtensionFields, PauseFields } from './editor/pause-fields.js';
import { BasisFields, GeneralFields, RuleFields } from './editor/rule-fields.js';
import { WholeFile } from './editor/whole-file.js';
import { blankProcedure, compacted, expanded, pathOf, type Place, put, type Written } from './editor/written.js';
import { renewIfAnswered } from './renew-if-answered.js';
import { serverToday } from '../../api/server-time.js';
import { VersionChanges } from './version-changes.js';

const CHECKED_AFTER_MS = 400;

/** The next version of a procedure, or the first of a new one, checked while it is written. */
export function Component(): JSX.Element {
  const { code } = useParams();
  const versions = api.useQuery('get', '/api/v1/procedures/{code}/versions', { params: { path: { code: code ?? '-' }, query: { limit: 200 } } }, { enabled: code !== undefined, staleTime: Infinity });
  const last = versions.data?.items.at(-1)?.version;
  const version = api.useQuery('get', '/api/v1/procedures/{code}/versions/{version}', { params: { path: { code: code ?? '-', version: last ?? 1 } } }, { enabled: last !== undefined, staleTime: Infinity });
  const error = versions.error ?? version.error;
  if (error !== null) return <ProblemAlert error={error} />;
  if (code === undefined) return <EditorForm key="new" basedOn={0} begin={blankProcedure(serverToday())} />;
  if (version.data === undefined || last === undefined) return <Waiting />;
  const { version: _, ...written } = version.data.procedure;
  return <EditorForm key={`${code}/${String(last)}`} code={code} basedOn={last} begin={{ ...written, effectiveFrom: written.effectiveFrom < serverToday() ? serverToday() : written.effectiveFrom }} />;
}

function EditorForm({ code, basedOn, begin }: { readonly code?: string; readonly basedOn: number; readonly begin: Written }): JSX.Element {
  const { t } = useTranslation('admin');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { header, renew } = useRequestKey();
  const { value: written, keep, forget } = useDraft<Written>(`procedure ${code ?? 'new'} ${String(basedOn)}`, expanded(begin));
  const [fresh, setFresh] = useState(0);
  const { data: check, error: unchecked, mutate: ask } = api.useMutation('post', '/api/v1/procedures/validate');
  const publish = api.useMutation('post', '/api/v1/procedures/{code}/versions', {
    onSuccess: async (published) => {
      renew();
      forget();
      await queries.invalidateQueries();
      void navigate(`/quan-tri/thu-tuc/${published.code}`);
    },
    onError: renewIfAnswered(renew),
  });
  useEffect(() => {
    const soon = setTimeout(() => { ask({ body: { procedure: compacted(written) } }); }, CHECKED_AFTER_MS);
    return () => { clearTimeout(soon); };
  }, [written, ask]);
  const errors = check?.errors ?? [];
  const warnings = check?.warnings ?? [];
  const editor = {
    written,
    change: (place: Place, next: unknown) => { keep(put(written, place, next) as Written); },
    errorsAt: (place: Place) => errors.filter(({ path }) => path === pathOf(place)),
    warningsAt: (place: Place) => warnings.filter(({ path }) => path === pathOf(place)),
  };
  const isPublishable = check?.publishable === true;
  const target = code ?? (typeof written['code'] === 'string' ? written['code'] : '');
  return (
    <EditorProvider value={editor}>
      <PageHead title={code === undefined ? t('editor.newTitle') : t('editor.title', { code, version: basedOn + 1 })}>
        <Link to={code === undefined ? '/quan-tri/thu-tuc' : `/quan-tri/thu-tuc/${code}`}>{t('editor.back')}</Link>
        <Button onClick={() => { forget(); setFresh(fresh + 1); }}>{t('editor.startAgain')}</Button>
        <Popconfirm title={t('editor.publishSure')} okText={t('editor.publish')} cancelText={t('cancel')} disabled={!isPublishable} onConfirm={() => { publish.mutate({ params: { path: { code: target }, header: header() }, body: { basedOn, procedure: compacted(written) } }); }}>
          <Button type="primary" disabled={!isPublishable} loading={publish.isPending}>{t('editor.publish')}</Button>
        </Popconfirm>
      </PageHead>
      {publish.error === null ? null : <ProblemAlert error={publish.error} />}
      {unchecked === null ? null : <ProblemAlert error={unchecked} />}
      <Summary errors={errors} warnings={warnings} checked={check !== undefined} />
      <div key={fresh}>
        <section className="panel"><h2>{t('editor.general')}</h2><GeneralFields fixedCode={code !== undefined} /></section>
        <section className="panel"><h2>{t('editor.cases')}</h2><Cases /></section>
        <section className="panel"><h2>{t('editor.rules')}</h2><RuleFields /></section>
        <section className="panel"><h2>{t('editor.basis')}</h2><BasisFields /></section>
        <section className="panel"><h2>{t('editor.pauses')}</h2><p>{t('editor.pausesHelp')}</p><PauseFields /></section>
        <section className="panel"><h2>{t('editor.consultations')}</h2><p>{t('editor.consultationsHelp')}</p><ConsultationFields /></section>
        <section className="panel"><h2>{t('editor.extensions')}</h2><p>{t('editor.extensionsHelp')}</p><ExtensionFields /></section>
        <section className="panel"><h2>{t('editor.legalParts')}</h2><LegalPartFields /></section>
      </div>
      <WholeFile code={code} written={written} onTaken={(taken) => { keep(expanded(taken)); setFresh(fresh + 1); }} />
      <section className="panel"><h2>{t('editor.changes')}</h2><VersionChanges changes={check?.changes ?? []} empty={t('changes.none')} /></section>
    </EditorProvider>
  );
}

/** Everything that is wrong, each a way to its field. */
function Summary({ errors, warnings, checked }: { readonly errors: readonly { readonly path: string; readonly sentence: string }[]; readonly warnings: readonly { readonly path: string; readonly sentence: string }[]; readonly checked: boolean }): JSX.Element {
  const { t } = useTranslation('admin');
  const lines = [...errors, ...warnings];
  return (
    <div role="status" style={{ marginBottom: 12 }}>
      <Alert
        type={errors.length > 0 ? 'error' : checked ? 'success' : 'info'}
        showIcon
        title={!checked ? t('editor.checking') : errors.length > 0 ? t('editor.errors', { count: errors.length }) : t('editor.publishable', { count: warnings.length })}
        description={lines.length === 0 ? undefined : <ul className="plain-list">{lines.map(({ path, sentence }) => <li key={`${path} ${sentence}`}><button type="button" className="link-button" onClick={() => { show(path); }}>{sentence}</button> <code>{path}</code></li>)}</ul>}
      />
    </div>
  );
}

/** Brings the field of a place, or what is around it, into view and focus. */
function show(path: string): void {
  for (let place = path; place !== ''; place = place.replace(/(\.\w+|\[\d+\]|^\w+)$/u, '')) {
    const field = document.getElementById(place) ?? document.getElementById(`${place}-problems`);
    if (field !== null) {
      field.closest('details')?.setAttribute('open', '');
      field.scrollIntoView({ block: 'center' });
      field.focus();
      return;
    }
  }
}
