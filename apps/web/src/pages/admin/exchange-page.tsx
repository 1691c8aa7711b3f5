import { useState, type JSX } from 'react';
import { Button, Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { api, fetchFile } from '../../api/client.js';
import { useEverybody } from '../../api/people.js';
import { useRequestKey } from '../../api/request-key.js';
import { formatMoment } from '../../format/moments.js';
import { useMe } from '../../session/me.js';
import { FileField } from '../../ui/file-field.js';
import { PageHead } from '../../ui/page-head.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import { savePdf } from '../../ui/print-pdf.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import './calendar.css';
import { renewIfAnswered } from './renew-if-answered.js';

const PARTS = ['procedures', 'calendars', 'agencies', 'templates'] as const;
type Part = (typeof PARTS)[number];

/** The catalogue as one checked file: saved here, or taken over from elsewhere after a look at the difference. */
export function Component(): JSX.Element {
  const { t } = useTranslation('admin');
  const { nameOf } = useEverybody();
  const imports = api.useInfiniteQuery('get', '/api/v1/exchange/imports', { params: { query: { limit: 50 } } }, BY_KEY);
  return (
    <>
      <PageHead title={t('exchange.title')} />
      <Export />
      <Import />
      <PagedTable
        pages={imports}
        rowKey="id"
        empty={t('exchange.noImports')}
        columns={[
          { title: t('exchange.uploaded'), render: (_, { id, uploadedAt }) => <Link to={`/quan-tri/trao-doi/${id}`}>{formatMoment(uploadedAt)}</Link> },
          { title: t('exchange.by'), render: (_, { uploadedBy }) => nameOf(uploadedBy) },
          { title: t('exchange.exportedAt'), render: (_, { exportedAt }) => (exportedAt === '' ? '–' : formatMoment(exportedAt)) },
          { title: t('exchange.parts'), render: (_, { parts }) => parts.map((part) => t(`exchange.partNames.${part}`)).join(', ') },
          { title: t('exchange.applied'), render: (_, { applied }) => (applied === null ? t('exchange.notApplied') : `${nameOf(applied.by)}, ${formatMoment(applied.at)}`) },
          { title: t('exchange.hash'), render: (_, { contentHash }) => <code>{contentHash.slice(0, 12)}</code> },
        ]}
      />
    </>
  );
}

function Export(): JSX.Element {
  const { t } = useTranslation('admin');
  const me = useMe();
  const [parts, setParts] = useState<readonly Part[]>(PARTS);
  const [error, setError] = useState<unknown>();
  const save = (): void => {
    setError(undefined);
    fetchFile(`/api/v1/exchange/export?parts=${parts.join(',')}`).then((file) => { savePdf(file, `danh-muc-${me.agency.code}.json`); }, setError);
  };
  return (
    <section className="panel" aria-labelledby="export-title">
      <h2 id="export-title">{t('exchange.export')}</h2>
      <p>{t('exchange.exportHelp')}</p>
      <Checkbox.Group value={[...parts]} onChange={setParts} options={PARTS.map((value) => ({ value, label: t(`exchange.partNames.${value}`) }))} />
      <p><Button type="primary" disabled={parts.length === 0} onClick={save}>{t('exchange.save')}</Button></p>
      {error === undefined ? null : <ProblemAlert error={error} />}
    </section>
  );
}

function Import(): JSX.Element {
  const { t } = useTranslation('admin');
  const navigate = useNavigate();
  const { header, renew } = useRequestKey();
  const [unreadable, setUnreadable] = useState(false);
  const upload = api.useMutation('post', '/api/v1/exchange/imports', { onSuccess: ({ id }) => { renew(); void navigate(`/quan-tri/trao-doi/${id}`); }, onError: renewIfAnswered(renew) });
  const read = (file: File): void => {
    setUnreadable(false);
    file.text().then((text) => JSON.parse(text) as Record<string, unknown>).then(
      (body) => { upload.mutate({ params: { header: header() }, body }); },
      () => { setUnreadable(true); },
    );
  };
  return (
    <section className="panel" aria-labelledby="import-title">
      <h2 id="import-title">{t('exchange.import')}</h2>
      <p>{t('exchange.importHelp')}</p>
      <FileField label={t('exchange.file')} accept="application/json,.json" onChoose={read} />
      {unreadable ? <p className="field-problem" role="alert">{t('exchange.unreadable')}</p> : null}
      {upload.error === null ? null : <ProblemAlert error={upload.error} />}
    </section>
  );
}
