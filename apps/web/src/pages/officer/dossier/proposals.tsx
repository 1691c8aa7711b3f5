import { useState, type JSX } from 'react';
import { Button, Card, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, call } from '../../../api/client.js';
import { useSending } from '../../../api/sending.js';
import { formatMoment } from '../../../format/moments.js';
import { useMe } from '../../../session/me.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';
import type { Dossier } from '../types.js';
import { kindsOf, ProposalDialog } from './proposal-dialog.js';

/** What was prepared for who signs it, how it ended, and preparing something. */
export function Proposals({ dossier }: { readonly dossier: Dossier }): JSX.Element | null {
  const { t } = useTranslation('officer');
  const me = useMe();
  const kinds = kindsOf(dossier);
  const { isBusy, problem, send } = useSending();
  const [isOpen, setOpen] = useState(false);
  const { data } = api.useQuery('get', '/api/v1/dossiers/{code}/proposals', { params: { path: { code: dossier.code } } });
  const items = data?.items ?? [];
  if (items.length === 0 && kinds.length === 0) return null;
  const withdraw = async (id: string): Promise<void> => {
    await send(() => call.POST('/api/v1/proposals/{id}/reject', { params: { path: { id } } }));
  };
  return (
    <Card size="small" title={<h2>{t('proposals.title')}</h2>}>
      <ul className="plain">
        {items.map(({ id, label, proposedBy, proposedByName, proposedAt, outcome }) => (
          <li key={id}><Flex gap="small" wrap align="baseline"><b>{label}</b> <span>{proposedByName ?? proposedBy} · {formatMoment(proposedAt)} · {t(`proposals.${outcome}`)}</span>{outcome === 'open' && proposedBy === me.subject ? <Button size="small" loading={isBusy} onClick={() => { void withdraw(id); }}>{t('proposals.withdraw')}</Button> : null}</Flex></li>
        ))}
      </ul>
      {kinds.length > 0 ? <Button size="small" className="no-print" onClick={() => { setOpen(true); }}>{t('proposals.propose')}</Button> : null}
      {problem === undefined ? null : <ProblemAlert error={problem} />}
      {isOpen ? <ProposalDialog dossier={dossier} kinds={kinds} onClose={() => { setOpen(false); }} /> : null}
    </Card>
  );
}
