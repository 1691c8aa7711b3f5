import { useEffect, type JSX } from 'react';
import { Descriptions } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/client.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';
import { Waiting } from '../../../ui/waiting.js';

/** What was proposed, in words: for what owes no letter to look at. Tells when they stand there. */
export function ProposalWords({ id, onShown }: { readonly id: string; readonly onShown: () => void }): JSX.Element {
  const { t } = useTranslation('officer');
  const { data, error } = api.useQuery('get', '/api/v1/proposals/{id}', { params: { path: { id } } });
  const isThere = data?.command != null;
  useEffect(() => { if (isThere) onShown(); }, [isThere, onShown]);
  if (error !== null) return <ProblemAlert error={error} />;
  if (data === undefined) return <Waiting />;
  const body: Readonly<Record<string, unknown>> = data.command?.body ?? {};
  const ground = body['ground'];
  const said = [
    [t('sign.by'), data.proposedByName ?? data.proposedBy],
    [t('fields.ground'), typeof ground === 'string' ? t(`choices.${ground as 'other'}`, { defaultValue: ground }) : undefined],
    [t('fields.decisionNumber'), body['decisionNumber']],
    [t('fields.reason'), data.command?.reason],
  ] as const;
  return <Descriptions column={1} bordered size="small" items={said.flatMap(([label, words]) => (typeof words === 'string' ? [{ key: label, label, children: words }] : []))} />;
}
