import { useState, type JSX } from 'react';
import { Flex, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { api, isProblem } from '../../../api/client.js';
import { dossierCodeIn } from '../../../shell/scanned.js';
import { PageHead } from '../../../ui/page-head.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';
import { RecordAgain } from './record-again.js';
import { SlipList } from './slip-list.js';
import '../counter.css';

const NOT_FOUND = 404;

/** Prints any slip of a dossier again: scan the code, choose the slip. Of a dossier that has gone on to others the record of its pile, by whoever gave or took it. */
export function Component(): JSX.Element {
  const { t } = useTranslation('counter');
  const scanned = (useLocation().state as { readonly code?: string } | null)?.code ?? '';
  const [typed, setTyped] = useState(scanned);
  const [code, setCode] = useState(scanned);
  const { data, error } = api.useQuery('get', '/api/v1/dossiers/{code}', { params: { path: { code } } }, { enabled: code !== '' });
  const given = api.useQuery('get', '/api/v1/dossiers/{code}/handovers', { params: { path: { code } } }, { enabled: code !== '' });
  const handovers = given.data?.items ?? [];
  const hasGoneOn = isProblem(error) && error.status === NOT_FOUND && handovers.length > 0;
  return (
    <>
      <PageHead title={t('menu.reprint')} />
      <Flex vertical gap="middle">
        <Input.Search autoFocus aria-label={t('pile.scan')} placeholder={t('pile.scanPlaceholder')} value={typed} enterButton={t('slips.find')} onChange={({ target }) => { setTyped(target.value); }} onSearch={(text) => { setCode(dossierCodeIn(text.trim()) ?? text.trim()); }} style={{ maxWidth: 480 }} />
        {error === null || hasGoneOn || given.isPending ? null : <ProblemAlert error={error} />}
        {hasGoneOn ? <p role="status"><strong>{code}</strong> · {t('slips.goneOn')}</p> : null}
        {data === undefined ? null : <><p><strong>{data.code}</strong> · {data.procedure.name} · {data.statusLabel}</p><SlipList dossier={data} /></>}
        {data !== undefined && given.error !== null ? <ProblemAlert error={given.error} /> : null}
        {handovers.length === 0 ? null : <RecordAgain key={code} code={code} handovers={handovers} />}
      </Flex>
    </>
  );
}
