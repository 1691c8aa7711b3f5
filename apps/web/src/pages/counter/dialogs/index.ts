import type { ComponentType } from 'react';
import type { CommandType } from '../dossier-types.js';
import type { CommandDialogProps } from './command-dialog.js';
import { AssessFeesDialog, CorrectComponentsDialog, CorrectPersonalDataDialog } from './correction-dialogs.js';
import { HandOverDialog } from './hand-over-dialog.js';
import { RateServiceDialog } from './rate-service-dialog.js';
import { DispatchResultDialog, MeetObligationDialog, RecordDeliveryDialog, RecordPaymentDialog } from './money-and-post-dialogs.js';
import {
  AcceptDialog,
  AcceptHandoverDialog,
  CloseUnsupplementedDialog,
  ForwardDialog,
  NotifyResultDialog,
  RecallHandoverDialog,
  RecordContactDialog,
  RecordResultDialog,
  RefuseHandoverDialog,
  RefuseIntakeDialog,
  ShelveResultDialog,
  WithdrawDialog,
} from './simple-dialogs.js';
import { ReceiveSupplementDialog, RequestSupplementDialog } from './supplement-dialogs.js';

/** Dialogs of the counter's commands, each taking a dossier. A page shows those that stand in `allowedActions`. */
export const COUNTER_DIALOGS: Partial<Record<CommandType, ComponentType<CommandDialogProps>>> = {
  Accept: AcceptDialog,
  RefuseIntake: RefuseIntakeDialog,
  RequestSupplement: RequestSupplementDialog,
  ReceiveSupplement: ReceiveSupplementDialog,
  CloseUnsupplemented: CloseUnsupplementedDialog,
  Forward: ForwardDialog,
  AcceptHandover: AcceptHandoverDialog,
  RefuseHandover: RefuseHandoverDialog,
  RecallHandover: RecallHandoverDialog,
  RecordResult: RecordResultDialog,
  NotifyResult: NotifyResultDialog,
  ShelveResult: ShelveResultDialog,
  HandOver: HandOverDialog,
  DispatchResult: DispatchResultDialog,
  RecordDelivery: RecordDeliveryDialog,
  Withdraw: WithdrawDialog,
  RecordPayment: RecordPaymentDialog,
  MeetFinancialObligation: MeetObligationDialog,
  RecordContact: RecordContactDialog,
  RateService: RateServiceDialog,
  AssessFees: AssessFeesDialog,
  CorrectComponents: CorrectComponentsDialog,
  CorrectPersonalData: CorrectPersonalDataDialog,
};
