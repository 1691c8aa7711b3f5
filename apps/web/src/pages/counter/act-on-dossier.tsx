import { useState, type JSX } from 'react';
import { Button, Flex, Modal, Spin } from 'antd';
import { COMMAND_LABELS } from '#vi';
import { api } from '../../api/client.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { COUNTER_DIALOGS } from './dialogs/index.js';
import type { CommandType } from './dossier-types.js';

/** Buttons of a line of a list: each reads the dossier as it is now and opens the dialog of its command. */
export function ActOnDossier({ code, commands }: { readonly code: string; readonly commands: readonly CommandType[] }): JSX.Element {
  const [open, setOpen] = useState<CommandType>();
  return (
    <Flex gap="small" wrap>
      {commands.map((command) => <Button key={command} size="small" onClick={() => { setOpen(command); }} aria-label={`${COMMAND_LABELS[command]} ${code}`}>{COMMAND_LABELS[command]}</Button>)}
      {open === undefined ? null : <Opened code={code} command={open} onClose={() => { setOpen(undefined); }} />}
    </Flex>
  );
}

function Opened({ code, command, onClose }: { readonly code: string; readonly command: CommandType; readonly onClose: () => void }): JSX.Element | null {
  // What the list shows may be a minute old; what is done is decided on the dossier as it stands. Read once: the dialog's own command changes it.
  const { data, error } = api.useQuery('get', '/api/v1/dossiers/{code}', { params: { path: { code } } }, { staleTime: 0, refetchOnWindowFocus: false });
  const [first, setFirst] = useState(data);
  if (first === undefined && data !== undefined) setFirst(data);
  const Dialog = COUNTER_DIALOGS[command];
  if (Dialog === undefined) return null;
  return first === undefined ? <Modal open footer={null} title={code} onCancel={onClose}>{error === null ? <Spin /> : <ProblemAlert error={error} />}</Modal> : <Dialog dossier={first} onClose={onClose} />;
}
