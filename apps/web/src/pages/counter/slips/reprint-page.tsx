import { useState, type JSX } from 'react';
import { Flex, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { api } from '../../../api/client.js';
import { dossierCodeIn } from '../../../shell/scanned.js';
import { PageHead } from '../../../ui/page-head.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';
import { SlipList } from './slip-list.js';
import '../counter.css';

/** Prints any slip of a dossier again: scan the code, choose the slip. */
export function Component(): JSX.Element {
  const { t } = useTranslation('counter');
  const given = (useLocation().state as { readonly code?: string } | null)?.code ?? '';
  const [typed, setTyped] = useState(given);
  const [code, setCode] = useState(given);
  const { data, error } = api.useQuery('get', '/api/v1/dossiers/{code}', { params: { path: { code } } }, { enabled: code !== '' });
  return (
    <>
      <PageHead title={t('menu.reprint')} />
      <Flex vertical gap="middle">
        <Input.Search autoFocus aria-label={t('pile.scan')} placeholder={t('pile.scanPlaceholder')} value={typed} enterButton={t('slips.find')} onChange={({ target }) => { setTyped(target.value); }} onSearch={(text) => { setCode(dossierCodeIn(text.trim()) ?? text.trim()); }} style={{ maxWidth: 480 }} />
        {error === null ? null : <ProblemAlert error={error} />}
        {data === undefined ? null : <><p><strong>{data.code}</strong> · {data.procedure.name} · {data.statusLabel}</p><SlipList dossier={data} /></>}
      </Flex>
    </>
  );
}
