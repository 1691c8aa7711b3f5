import type { JSX, ReactNode } from 'react';
import { Alert, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { type CommandRequest, useCommand } from '../../../api/commands.js';
import { useLabels } from '../../../texts/use-labels.js';
import { useFocusBack } from '../../../ui/focus-back.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';
import type { Dossier } from '../types.js';

/** What every dialog of a command takes. */
export interface CommandDialogProps {
  /** As it was last read. */
  readonly dossier: Dossier;
  readonly onClose: () => void;
  /** Called when the dossier stood otherwise than it was shown: the page then tells what happened meanwhile. */
  readonly onConflict?: () => void;
}

const CONFLICT = 409;

/** What a frame is given of the command in it. */
export interface FrameProps extends CommandDialogProps {
  readonly type: CommandRequest['type'];
  /** The command as typed so far; absent while something is missing. */
  readonly request: CommandRequest | undefined;
  readonly children?: ReactNode;
  readonly danger?: boolean;
  /** Called once the command is carried out: what was written for it is needed no more. */
  readonly onApplied?: () => void;
}

/** The frame of a command's dialog: says honestly how far the command is, and stays open until it is decided. */
export function CommandFrame({ dossier, type, request, children, danger = false, onClose, onConflict, onApplied }: FrameProps): JSX.Element {
  const { t } = useTranslation('officer');
  const commandLabels = useLabels('commands');
  useFocusBack();
  const { state, isBusy, send } = useCommand(dossier.code);
  const confirm = (): void => {
    if (request === undefined || isBusy) return;
    void send(request).then((outcome) => {
      if (outcome.kind === 'applied') {
        onApplied?.();
        onClose();
      }
      if (outcome.kind === 'refused' && outcome.problem.status === CONFLICT) onConflict?.();
    });
  };
  return (
    <Modal open width={640} title={`${commandLabels[type]} · ${dossier.code}`} okText={t('dialogs.confirm')} cancelText={t('dialogs.cancel')} okButtonProps={{ disabled: request === undefined, loading: isBusy, danger }} onOk={confirm} onCancel={onClose}>
      <form onSubmit={(event) => { event.preventDefault(); confirm(); }}>
        {children}
        {state.kind === 'accepted' ? <Alert type="info" showIcon role="status" title={t('dialogs.accepted')} description={t('dialogs.acceptedAdvice')} /> : null}
        {state.kind === 'refused' ? <ProblemAlert error={state.problem} /> : null}
        {state.kind === 'unreachable' ? <ProblemAlert error={undefined} onRetry={confirm} /> : null}
        <button type="submit" hidden />
      </form>
    </Modal>
  );
}
