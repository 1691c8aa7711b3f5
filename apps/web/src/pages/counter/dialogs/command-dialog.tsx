import { useState, type JSX, type ReactNode } from 'react';
import { Alert, Flex, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { type CommandRequest, useCommand } from '../../../api/commands.js';
import { useLabels } from '../../../texts/use-labels.js';
import { useFocusBack } from '../../../ui/focus-back.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';
import type { CommandType, Dossier } from '../dossier-types.js';

/** What every dialog of a command takes: the dossier as it was read, and what to do when it is closed. */
export interface CommandDialogProps {
  readonly dossier: Dossier;
  /** Called when the person leaves the dialog, whatever became of the command. */
  readonly onClose: () => void;
  /** Called when the dossier stood otherwise than it was shown: the page then tells what happened meanwhile. */
  readonly onConflict?: () => void;
}

const CONFLICT = 409;

/**
 * The frame of a command's dialog: sends it, says honestly how far it is, and stays open while the outcome is awaited, so that
 * nobody believes done what the workflow has not decided yet. A refusal shows what happened meanwhile.
 */
export function CommandDialog({ dossier, type, request, children, isDanger, onClose, onConflict, onApplied, onDone }: CommandDialogProps & {
  readonly type: CommandType;
  /** The command as typed so far; undefined while something is missing. */
  readonly request: CommandRequest | undefined;
  readonly children?: ReactNode;
  readonly isDanger?: boolean;
  /** Called once the command is carried out: what was written for it is needed no more. */
  readonly onApplied?: () => void;
  /** Shown in place of closing, once the command is carried out: a slip to print. */
  readonly onDone?: () => ReactNode;
}): JSX.Element {
  const { t } = useTranslation('counter');
  const commandLabels = useLabels('commands');
  useFocusBack();
  const { state, send } = useCommand(dossier.code);
  const [after, setAfter] = useState<ReactNode>();
  // What is applied is not sent again while the page is read anew.
  const isBusy = state.kind === 'sending' || state.kind === 'accepted' || state.kind === 'applied';
  const isAllowed = dossier.allowedActions.includes(type);
  const confirm = (): void => {
    if (request === undefined || isBusy) return;
    void send(request).then((outcome) => {
      if (outcome.kind === 'refused' && outcome.problem.status === CONFLICT) onConflict?.();
      if (outcome.kind !== 'applied') return;
      onApplied?.();
      if (onDone === undefined) onClose();
      else setAfter(onDone());
    });
  };
  const isDone = after !== undefined;
  return (
    <Modal
      open
      title={`${commandLabels[type]} · ${dossier.code}`}
      okText={isDone ? t('dialogs.close') : t('dialogs.confirm')}
      cancelText={t('dialogs.cancel')}
      onOk={isDone ? onClose : confirm}
      onCancel={onClose}
      okButtonProps={{ disabled: !isDone && (request === undefined || !isAllowed), loading: isBusy && !isDone, danger: isDanger === true && !isDone }}
      width={640}
    >
      <form onSubmit={(event) => { event.preventDefault(); confirm(); }}>
        <Flex vertical gap="middle">
          <p style={{ margin: 0 }}>{dossier.procedure.name}{dossier.personal === null ? '' : ` · ${dossier.personal.applicant.name}`}</p>
          {isAllowed || isBusy ? null : <Alert type="warning" showIcon title={t('dialogs.notAllowed', { status: dossier.statusLabel })} />}
          {isDone ? after : children}
          {state.kind === 'accepted' ? <Alert type="info" showIcon role="status" title={t('dialogs.accepted')} description={t('dialogs.acceptedAdvice')} /> : null}
          {state.kind === 'refused' ? <ProblemAlert error={state.problem} /> : null}
          {state.kind === 'unreachable' ? <ProblemAlert error={undefined} onRetry={confirm} /> : null}
        </Flex>
        {/* Enter in a field confirms as the button does. */}
        <button type="submit" hidden />
      </form>
    </Modal>
  );
}
