import { createElement, type ComponentType } from 'react';
import { SignApologyDialog } from '../signing/sign-apology-dialog.js';
import type { CommandType } from '../types.js';
import { COMMAND_FORMS } from './command-forms.js';
import type { CommandDialogProps } from './command-frame.js';
import { FormDialog } from './form-dialog.js';

export type { CommandDialogProps } from './command-frame.js';

/** Dialogs of the commands of officers and heads. A page shows those that stand in `allowedActions`, and of those of two persons, whose dialogs propose, what stands in `proposableActions`. */
export const OFFICER_DIALOGS: Partial<Record<CommandType, ComponentType<CommandDialogProps>>> = {
  ...Object.fromEntries(COMMAND_FORMS.map((form) => [form.type, (props: CommandDialogProps) => createElement(FormDialog, { ...props, form })])),
  SignApology: SignApologyDialog,
};
