import { useCallback, useState, type JSX } from 'react';
import { Button, Flex, Modal, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/client.js';
import { useSending } from '../../../api/sending.js';
import { useFocusBack } from '../../../ui/focus-back.js';
import { PdfView } from '../../../ui/pdf-view.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';
import type { SignItem } from '../types.js';
import { ProposalWords } from './proposal-words.js';
import { hasWordsAlone } from './words-alone.js';
import { ApologyPreview, type Previewed } from './apology-preview.js';

/** What was proposed says all there is: nothing changes between looking and approving. */
const NOTHING_TO_COMPARE: Previewed = { digest: '' };

/** The real PDF of one item, or the words of what owes no letter; saying "looked at" chooses it, once they are there. */
export function Look({ item, onClose, onLooked }: { readonly item: SignItem; readonly onClose: () => void; readonly onLooked: (previewed: Previewed) => void }): JSX.Element {
  const { t } = useTranslation('officer');
  const [previewed, setPreviewed] = useState<Previewed | undefined>(item.proposal === null || hasWordsAlone(item) ? undefined : NOTHING_TO_COMPARE);
  const { isBusy, problem, send } = useSending();
  useFocusBack();
  const reject = async (id: string): Promise<void> => {
    if ((await send(() => call.POST('/api/v1/proposals/{id}/reject', { params: { path: { id } } }))) !== undefined) onClose();
  };
  const { proposal } = item;
  const shown = useCallback(() => { setPreviewed(NOTHING_TO_COMPARE); }, []);
  return (
    <Modal
      open width={880} style={{ top: 12 }} title={`${item.kindLabel} · ${item.dossierCode}`} onCancel={onClose}
      footer={<Flex gap="small" wrap justify="end">{proposal === null ? null : <Popconfirm title={t('dialogs.sure')} okText={t('dialogs.confirm')} cancelText={t('dialogs.cancel')} onConfirm={() => { void reject(proposal); }}><Button danger loading={isBusy}>{t('sign.reject')}</Button></Popconfirm>}<Button onClick={onClose}>{t('dialogs.cancel')}</Button><Button type="primary" disabled={previewed === undefined} onClick={() => { if (previewed !== undefined) onLooked(previewed); }}>{t(hasWordsAlone(item) ? 'sign.lookedWords' : 'sign.looked')}</Button></Flex>}
    >
      {problem === undefined ? null : <ProblemAlert error={problem} />}
      {proposal === null ? <ApologyPreview code={item.dossierCode} onPreviewed={setPreviewed} /> : hasWordsAlone(item) ? <ProposalWords id={proposal} onShown={shown} /> : <PdfView path={item.links.preview} name={`${item.dossierCode} – ${item.kindLabel}`} />}
    </Modal>
  );
}
