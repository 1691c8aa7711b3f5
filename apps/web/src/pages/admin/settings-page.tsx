import { useState, type JSX } from 'react';
import { Alert, Button, ConfigProvider, Popconfirm, Table, Tag } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, isProblem } from '../../api/client.js';
import { useEverybody } from '../../api/people.js';
import { useRequestKey } from '../../api/request-key.js';
import type { components } from '../../api/schema.js';
import { formatMoment } from '../../format/moments.js';
import { PageHead } from '../../ui/page-head.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { Waiting } from '../../ui/waiting.js';
import './calendar.css';
import { EditorProvider } from './editor/editor-context.js';
import { type Place, put, type Written } from './editor/written.js';
import { renewIfAnswered } from './renew-if-answered.js';
import { SettingField } from './settings/setting-field.js';
import { SETTING_GROUPS } from './settings/setting-fields.js';
import { useSettingValues, useSettingWords } from './settings/setting-words.js';

type Settings = components['schemas']['Settings'];

const SENT_AS = '/body/settings/';

/** Leads, limits and targets of the installation: what holds, what the program has of itself, and what is chosen otherwise. */
export function Component(): JSX.Element {
  const { t } = useTranslation('admin');
  const { nameOf } = useEverybody();
  const { data, error } = api.useQuery('get', '/api/v1/settings');
  if (data === undefined) return error === null ? <Waiting /> : <ProblemAlert error={error} />;
  return (
    <>
      <PageHead title={t('settings.title')} />
      <p>{data.publishedAt === null ? t('settings.programsOwn') : t('settings.versionLine', { number: data.number, by: nameOf(data.publishedBy ?? ''), moment: formatMoment(data.publishedAt) })}</p>
      {error === null ? null : <ProblemAlert error={error} />}
      <SettingsForm latest={data} />
      <Versions />
    </>
  );
}

/** Follows what is published as long as nothing is chosen here, and what was published from here; what somebody else published meanwhile takes nothing away. */
function SettingsForm({ latest }: { readonly latest: Settings }): JSX.Element {
  const { t } = useTranslation('admin');
  const { nameOf } = useSettingWords();
  const { nameOf: personName } = useEverybody();
  const queries = useQueryClient();
  const { header, renew } = useRequestKey();
  const [settings, setSettings] = useState(latest);
  const [chosen, setChosen] = useState<Written>(settings.chosen);
  const [resets, setResets] = useState<Readonly<Record<string, number>>>({});
  const publish = api.useMutation('post', '/api/v1/settings/versions', { onSuccess: () => { renew(); return queries.invalidateQueries(); }, onError: renewIfAnswered(renew) });
  const changed = JSON.stringify(chosen) !== JSON.stringify(settings.chosen);
  const takeOver = (): void => {
    setSettings(latest);
    setChosen(latest.chosen);
  };
  const isNewer = latest.number !== settings.number;
  if (isNewer && (!changed || publish.data?.number === latest.number)) takeOver();
  const written: Written = { ...settings.defaults, ...chosen };
  // What was refused was something else than what now stands here.
  const choose = (name: string, value: unknown): void => {
    setChosen(put(chosen, [name], value) as Written);
    if (isProblem(publish.error)) publish.reset();
    renew();
  };
  const change = (place: Place, next: unknown): void => {
    const name = String(place[0]);
    choose(name, (put(written, place, next) as Written)[name]);
  };
  // A field begins anew with the program's own value.
  const reset = (name: string): void => {
    setResets({ ...resets, [name]: (resets[name] ?? 0) + 1 });
    choose(name, undefined);
  };
  const refused = isProblem(publish.error) ? (publish.error.errors ?? []).map(({ path }) => path) : [];
  const editor = {
    written,
    change,
    errorsAt: (place: Place) => (refused.includes(`${SENT_AS}${place.join('/')}`) ? [{ code: 'refused', path: place.join('/'), sentence: t('settings.refused'), fix: '' }] : []),
    warningsAt: () => [],
  };
  return (
    <EditorProvider value={editor}>
      {publish.error === null ? null : <ProblemAlert error={publish.error} />}
      {isNewer && changed && !publish.isPending ? (
        <Alert type="warning" showIcon role="alert" style={{ marginBottom: 8 }} title={t('settings.newer', { number: latest.number, by: personName(latest.publishedBy ?? '') })} action={<Button size="small" onClick={takeOver}>{t('settings.takeNewer')}</Button>} />
      ) : null}
      <p className="no-print">
        <Popconfirm title={t('settings.publishSure')} okText={t('editor.publish')} cancelText={t('cancel')} onConfirm={() => { publish.mutate({ params: { header: header() }, body: { basedOn: settings.number, settings: { ...chosen } } }); }}>
          <Button type="primary" disabled={!changed} loading={publish.isPending}>{t('settings.publish')}</Button>
        </Popconfirm>
      </p>
      {/* The form begins anew with what was published: nothing is typed until that is read. */}
      <ConfigProvider componentDisabled={publish.isPending}>
        {Object.entries(SETTING_GROUPS).map(([group, fields]) => (
          <section key={group} className="panel">
            <h2>{t(`settings.groups.${group}` as 'settings.groups.dates')}</h2>
            {Object.entries(fields).map(([name, field]) => (
              <div key={name} className="setting" data-setting={name}>
                <SettingField key={`${String(settings.number)} ${String(resets[name] ?? 0)}`} place={[name]} label={nameOf(name)} field={field} />
                <div>{name in chosen ? <><Tag>{t('settings.chosen')}</Tag><Button size="small" onClick={() => { reset(name); }}>{t('settings.reset')}<span className="visually-hidden"> {nameOf(name)}</span></Button></> : t('settings.default')}</div>
              </div>
            ))}
          </section>
        ))}
      </ConfigProvider>
    </EditorProvider>
  );
}

function Versions(): JSX.Element {
  const { t } = useTranslation('admin');
  const { nameOf } = useSettingWords();
  const { nameOf: personName } = useEverybody();
  const valueOf = useSettingValues();
  const { data } = api.useQuery('get', '/api/v1/settings/versions', { params: { query: { limit: 50 } } });
  return (
    <section className="panel" style={{ marginTop: 16 }}>
      <h2>{t('settings.versions')}</h2>
      <Table
        size="small"
        rowKey="number"
        dataSource={data?.items ?? []}
        pagination={false}
        locale={{ emptyText: t('settings.programsOwn') }}
        columns={[
          { title: t('procedures.version'), dataIndex: 'number' },
          { title: t('templates.publishedBy'), render: (_, { publishedBy, publishedAt }) => `${personName(publishedBy)}, ${formatMoment(publishedAt)}` },
          { title: t('templates.content'), render: (_, { settings }) => <ul className="plain-list">{Object.entries(settings).map(([name, value]) => <li key={name}><strong>{nameOf(name)}:</strong> {valueOf(name, value)}</li>)}</ul> },
        ]}
      />
    </section>
  );
}
