import { useState, type JSX } from 'react';
import { Button, Drawer, Flex, Input, Select } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAgencies } from '../../api/agencies.js';
import { api } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { formatMoment } from '../../format/moments.js';
import { useMay } from '../../session/me.js';
import { PageHead } from '../../ui/page-head.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { given, useAsked } from './asked.js';
import { AgencyFilter } from './filter-bar.js';
import { PrintButton } from './print-button.js';
import { PrintHead } from './print-head.js';
import { WRAPPED } from '../../ui/table-scroll.js';
import './manager.css';
import { dossierAddress } from '../../shell/dossier-address.js';

type Finding = components['schemas']['WatchFinding'];

const KINDS = ['supplement-last-days', 'pause-last-days', 'withdrawal-last-days', 'refiled-after-withdrawal', 'refiled-after-refusal', 'refiled-after-intake-refusal'] as const;
const STATES = ['open', 'looked-at'] as const;
const LONGEST_NOTE = 2_000;

/** What a head should look at: supplements, pauses and withdrawals on the last days of a term, and filings again after an end. It accuses nobody. */
export function Component(): JSX.Element {
  const { t } = useTranslation('manager');
  const { asked, words, change } = useAsked();
  const { nameOf } = useAgencies();
  const [chosen, setChosen] = useState<number>();
  const kind = KINDS.find((known) => known === words.get('kind'));
  const state = STATES.find((known) => known === words.get('state'));
  const pages = api.useInfiniteQuery('get', '/api/v1/watch-list', { params: { query: given({ agency: asked.agency, kind, state }) } }, BY_KEY);
  return (
    <>
      <PageHead title={t('watch.title')}><PrintButton /></PageHead>
      <PrintHead asked={given({ agency: asked.agency })} days={`${t(kind === undefined ? 'watch.anyKind' : `watch.${kind}`)} · ${t(state === undefined ? 'watch.anyState' : `watch.${state}`)}`} />
      <p>{t('watch.rule')}</p>
      <Flex gap="small" wrap align="center" className="no-print figure-filter">
        <AgencyFilter value={asked.agency} onChange={(agency) => { change({ agency }); }} />
        <Select aria-label={t('watch.kind')} placeholder={t('watch.anyKind')} allowClear {...(kind === undefined ? {} : { value: kind })} onChange={(value?: string) => { change({ kind: value }); }} options={KINDS.map((value) => ({ value, label: t(`watch.${value}`) }))} style={{ minWidth: 280 }} />
        <Select aria-label={t('list.status')} placeholder={t('watch.anyState')} allowClear {...(state === undefined ? {} : { value: state })} onChange={(value?: string) => { change({ state: value }); }} options={STATES.map((value) => ({ value, label: t(`watch.${value}`) }))} style={{ minWidth: 160 }} />
      </Flex>
      <PagedTable<Finding>
        pages={pages}
        scroll={WRAPPED}
        empty={t('watch.none')}
        rowKey="id"
        columns={[
          { title: t('watch.what'), render: (_, { label, rule }) => <div style={{ maxWidth: 460, whiteSpace: 'normal' }}><strong>{label}</strong><div>{rule}</div></div> },
          { title: t('list.code'), render: (_, { dossierCode, refiledCode }) => <><Link to={dossierAddress(dossierCode)}>{dossierCode}</Link>{refiledCode === null ? null : <div>{t('watch.refiled')} <Link to={dossierAddress(refiledCode)}>{refiledCode}</Link></div>}</> },
          { title: t('list.agency'), render: (_, { agency }) => nameOf(agency) },
          { title: t('watch.happened'), render: (_, { happenedAt }) => formatMoment(happenedAt) },
          { title: t('list.status'), render: (_, finding) => t(`watch.${finding.state}`) },
          { title: t('watch.notes'), className: 'no-print', render: (_, { id, notes }) => <Button size="small" onClick={() => { setChosen(id); }}>{t('watch.look', { count: notes })}</Button> },
        ]}
      />
      <Drawer open={chosen !== undefined} onClose={() => { setChosen(undefined); }} title={t('watch.notes')} size="large">{chosen === undefined ? null : <Notes id={chosen} />}</Drawer>
    </>
  );
}

/** What was noted of a finding; notes are added and never changed. */
function Notes({ id }: { readonly id: number }): JSX.Element {
  const { t } = useTranslation('manager');
  const queries = useQueryClient();
  const may = useMay('NoteWatchFinding');
  const [text, setText] = useState('');
  const { data, error } = api.useQuery('get', '/api/v1/watch-list/{id}', { params: { path: { id } } });
  const noting = api.useMutation('post', '/api/v1/watch-list/{id}/notes', {
    onSuccess: async () => {
      setText('');
      await Promise.all([queries.invalidateQueries({ queryKey: ['get', '/api/v1/watch-list/{id}'] }), queries.invalidateQueries({ queryKey: ['get', '/api/v1/watch-list'] })]);
    },
  });
  return (
    <>
      {error == null ? null : <ProblemAlert error={error} />}
      <p>{data?.rule}</p>
      {data?.noted.length === 0 ? <p>{t('watch.noNotes')}</p> : null}
      <ol>{data?.noted.map(({ number, by, at, text: noted }) => <li key={number}><strong>{by}</strong>, {formatMoment(at)}: {noted ?? t('watch.erased')}</li>)}</ol>
      {may ? (
        <>
          <Input.TextArea aria-label={t('watch.note')} placeholder={t('watch.note')} rows={4} maxLength={LONGEST_NOTE} value={text} onChange={({ target }) => { setText(target.value); }} />
          {noting.error === null ? null : <ProblemAlert error={noting.error} />}
          <Button style={{ marginTop: 8 }} type="primary" disabled={text.trim() === ''} loading={noting.isPending} onClick={() => { noting.mutate({ params: { path: { id } }, body: { text: text.trim() } }); }}>{t('watch.save')}</Button>
        </>
      ) : null}
    </>
  );
}
