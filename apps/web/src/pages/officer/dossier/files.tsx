import { useRef, useState, type JSX } from 'react';
import { Alert, Button, Card, Flex, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, fetchAsPerson, fetchFile } from '../../../api/client.js';
import { useCommand } from '../../../api/commands.js';
import { formatMoment } from '../../../format/moments.js';
import { PdfDialog } from '../../../ui/pdf-dialog.js';
import { savePdf } from '../../../ui/print-pdf.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';
import type { Dossier } from '../types.js';
import { useProcedurePapers } from './procedure-papers.js';

type Purpose = 'component' | 'result' | 'evidence';

/** Scans and evidence: shown, and taken in from a scanner's folder or a telephone's camera. */
export function Files({ dossier }: { readonly dossier: Dossier }): JSX.Element {
  const { t } = useTranslation('officer');
  const [shown, setShown] = useState<{ readonly link: string; readonly name: string }>();
  const [problem, setProblem] = useState<unknown>();
  const names = new Map(useProcedurePapers(dossier.procedure).map(({ code, name }) => [code, name]));
  const { data } = api.useQuery('get', '/api/v1/dossiers/{code}/files', { params: { path: { code: dossier.code } } });
  const open = (link: string, mediaType: string, name: string): void => {
    setProblem(undefined);
    if (mediaType === 'application/pdf') setShown({ link, name });
    else fetchFile(link).then((file) => { savePdf(file, name); }, setProblem);
  };
  return (
    <Card size="small" title={<h2>{t('files.title')}</h2>}>
      {data?.items.length === 0 ? <p>{t('files.none')}</p> : null}
      <ul className="plain">
        {data?.items.map(({ fileId, link, mediaType, size, uploadedAt, attached, erased }) => (
          <li key={fileId}>{t(`files.${attached?.purpose ?? 'unattached'}`)}{attached?.component == null ? '' : `: ${names.get(attached.component) ?? attached.component}`} · {t('files.size', { kilobytes: Math.ceil(size / 1024) })} · {formatMoment(uploadedAt)} {erased ? t('files.erased') : <Button size="small" onClick={() => { open(link, mediaType, `${dossier.code}-${fileId.slice(0, 8)}`); }}>{t('files.open')}</Button>}</li>
        ))}
      </ul>
      {dossier.allowedActions.includes('AttachFile') ? <Upload dossier={dossier} names={names} /> : null}
      {problem === undefined ? null : <ProblemAlert error={problem} />}
      {shown === undefined ? null : <PdfDialog path={shown.link} name={shown.name} onClose={() => { setShown(undefined); }} />}
    </Card>
  );
}

function Upload({ dossier, names }: { readonly dossier: Dossier; readonly names: ReadonlyMap<string, string> }): JSX.Element {
  const { t } = useTranslation('officer');
  const input = useRef<HTMLInputElement>(null);
  const [purpose, setPurpose] = useState<Purpose>('evidence');
  const [component, setComponent] = useState<string>();
  const [problem, setProblem] = useState<unknown>();
  const { state, send } = useCommand(dossier.code);
  const [isStoring, setStoring] = useState(false);
  const upload = async (file: File): Promise<void> => {
    setProblem(undefined);
    setStoring(true);
    try {
      const stored = await store(dossier.code, file);
      await send({ type: 'AttachFile', body: { fileId: stored, purpose, ...(purpose === 'component' && component !== undefined ? { component } : {}) } });
    } catch (failed) {
      setProblem(failed);
    } finally {
      setStoring(false);
    }
  };
  return (
    <Flex gap="small" wrap align="center" className="no-print">
      <Select<Purpose> size="small" aria-label={t('files.purpose')} value={purpose} onChange={setPurpose} options={(['evidence', 'component', 'result'] as const).map((value) => ({ value, label: t(`files.${value}`) }))} style={{ minWidth: 180 }} />
      {purpose === 'component' ? <Select<string> size="small" aria-label={t('files.which')} value={component ?? null} onChange={setComponent} options={dossier.components.map(({ code }) => ({ value: code, label: names.get(code) ?? code }))} style={{ minWidth: 160, maxWidth: 420 }} /> : null}
      <Button size="small" disabled={purpose === 'component' && component === undefined} loading={isStoring} onClick={() => { input.current?.click(); }}>{t('files.add')}</Button>
      <input ref={input} type="file" hidden aria-hidden tabIndex={-1} onChange={({ target }) => { const [file] = target.files ?? []; target.value = ''; if (file !== undefined) void upload(file); }} />
      {problem === undefined ? null : <ProblemAlert error={problem} />}
      {state.kind === 'accepted' ? <Alert type="info" showIcon role="status" title={t('dialogs.accepted')} description={t('dialogs.acceptedAdvice')} /> : null}
      {state.kind === 'unreachable' ? <ProblemAlert error={undefined} /> : null}
      {state.kind === 'refused' ? <ProblemAlert error={state.problem} /> : null}
    </Flex>
  );
}

/** Stores a file for a dossier and answers its id. Throws the server's problem. */
async function store(code: string, file: File): Promise<string> {
  const response = await fetchAsPerson(`/api/v1/dossiers/${encodeURIComponent(code)}/files`, { method: 'POST', headers: { 'content-type': file.type === '' ? 'application/octet-stream' : file.type }, body: file });
  return ((await response.json()) as { readonly fileId: string }).fileId;
}
