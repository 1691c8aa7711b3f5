import { useState, type JSX } from 'react';
import { Select, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { api } from '../../api/client.js';
import { useEverybody } from '../../api/people.js';
import { formatMoment } from '../../format/moments.js';
import { useMe } from '../../session/me.js';
import { BY_LABEL } from '../../ui/by-label.js';
import { PageHead } from '../../ui/page-head.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { Waiting } from '../../ui/waiting.js';
import { agencyOptions, useAgencies } from '../../api/agencies.js';
import './calendar.css';
import { TemplateForm } from './template-form.js';
import { TemplateWords } from './template-words.js';

const NATION = 'VN';

/** How the nation, the province and each agency print their letters; looked at as real forms before it is published. */
export function Component(): JSX.Element {
  const { t } = useTranslation('admin');
  const me = useMe();
  const { agencies } = useAgencies();
  const { nameOf } = useEverybody();
  const [query, setQuery] = useSearchParams();
  const [published, setPublished] = useState(0);
  const scope = query.get('noi') ?? me.agency.code;
  const template = api.useQuery('get', '/api/v1/letter-templates/{scope}', { params: { path: { scope } } });
  const versions = api.useQuery('get', '/api/v1/letter-templates/{scope}/versions', { params: { path: { scope }, query: { limit: 100 } } });
  const scopes = [{ value: NATION, label: t('templates.nation') }, ...agencyOptions(agencies)];
  return (
    <>
      <PageHead title={t('templates.title')} />
      <p><Select aria-label={t('templates.scope')} value={scope} options={scopes} style={{ minWidth: 380 }} showSearch={BY_LABEL} onChange={(value) => { setQuery({ noi: value }, { replace: true }); }} /></p>
      {template.error === null ? null : <ProblemAlert error={template.error} />}
      {template.data === undefined ? <Waiting /> : (
        <TemplateForm key={`${scope} ${String(template.data.own?.number ?? 0)} ${String(published)}`} scope={scope} own={template.data.own?.content ?? {}} inForce={template.data.inForce.content} namesOneAgency={scope !== NATION} onPublished={() => { setPublished(published + 1); }} />
      )}
      <section className="panel">
        <h2>{t('templates.versions')}</h2>
        <Table
          size="small"
          rowKey="number"
          dataSource={versions.data?.items.toReversed() ?? []}
          pagination={false}
          locale={{ emptyText: t('templates.inheritsAll') }}
          columns={[
            { title: t('procedures.version'), dataIndex: 'number' },
            { title: t('templates.publishedBy'), render: (_, { publishedBy, publishedAt }) => `${nameOf(publishedBy)}, ${formatMoment(publishedAt)}` },
            { title: t('templates.content'), render: (_, { content }) => <TemplateWords content={content} /> },
          ]}
        />
      </section>
    </>
  );
}
