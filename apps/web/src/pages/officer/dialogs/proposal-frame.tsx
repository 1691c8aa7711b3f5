import type { JSX } from 'react';
import { Alert, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/client.js';
import { useSending } from '../../../api/sending.js';
import { useLabels } from '../../../texts/use-labels.js';
import { useFocusBack } from '../../../ui/focus-back.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';
import type { FrameProps } from './command-frame.js';

/** The frame of a command of two persons: what is typed is proposed, and done once somebody else with the right has approved it. */
export function ProposalFrame({ dossier, type, request, children, danger = false, onClose, onApplied }: FrameProps): JSX.Element {
  const { t } = useTranslation('officer');
  const commandLabels = useLabels('commands');
  useFocusBack();
  const { isBusy, problem, send } = useSending();
  const propose = async (): Promise<void> => {
    if (request?.type !== 'ExcuseLateness' && request?.type !== 'ErasePersonalData') return;
    const sent = await send((header) => call.POST('/api/v1/dossiers/{code}/proposals', { params: { path: { code: dossier.code }, header }, body: request }));
    if (sent === undefined) return;
    onApplied?.();
    onClose();
  };
  return (
    <Modal open width={640} title={`${commandLabels[type]} · ${dossier.code}`} okText={t('proposals.send')} cancelText={t('dialogs.cancel')} okButtonProps={{ disabled: request === undefined, loading: isBusy, danger }} onOk={() => { void propose(); }} onCancel={onClose}>
      <form onSubmit={(event) => { event.preventDefault(); void propose(); }}>
        <Alert type="info" showIcon title={t('proposals.ofTwo')} />
        {children}
        {problem === undefined ? null : <ProblemAlert error={problem} />}
        <button type="submit" hidden />
      </form>
    </Modal>
  );
}
