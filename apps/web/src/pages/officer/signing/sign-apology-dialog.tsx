import { useState, type JSX } from 'react';
import { type CommandDialogProps, CommandFrame } from '../dialogs/command-frame.js';
import { ApologyPreview, type Previewed } from './apology-preview.js';

/** Signs one apology that was looked at: what is signed must still read like the preview. */
export function SignApologyDialog(props: CommandDialogProps): JSX.Element {
  const [previewed, setPreviewed] = useState<Previewed>();
  const given = props.dossier.delayReason?.reasonCode;
  return (
    <CommandFrame
      {...props}
      type="SignApology"
      request={previewed === undefined ? undefined : {
        type: 'SignApology',
        body: { previewed: previewed.digest, ...(previewed.reasonCode === undefined ? {} : { reasonCode: previewed.reasonCode }), ...(previewed.newAppointment === undefined ? {} : { newAppointment: previewed.newAppointment }) },
        ...(previewed.reason === undefined ? {} : { text: { reason: previewed.reason } }),
      }}
    >
      <ApologyPreview code={props.dossier.code} {...(given === undefined ? {} : { given })} onPreviewed={setPreviewed} />
    </CommandFrame>
  );
}
