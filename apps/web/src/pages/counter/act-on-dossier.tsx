import { createContext, use, useCallback, useState, type JSX, type ReactNode } from 'react';
import { Button, Flex, Modal, Spin } from 'antd';
import { api } from '../../api/client.js';
import { useLabels } from '../../texts/use-labels.js';
import { useFocusBack } from '../../ui/focus-back.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { Meanwhile } from '../officer/dossier/meanwhile.js';
import { COUNTER_DIALOGS } from './dialogs/index.js';
import type { CommandType } from './dossier-types.js';

/** A command that is about to be given to a dossier. */
interface Act {
  readonly code: string;
  readonly command: CommandType;
}

const Begin = createContext<(act: Act) => void>(() => undefined);

/** A command that met its dossier otherwise than it was shown, and the last event that was. */
interface Conflict {
  readonly code: string;
  readonly after: number;
}

/**
 * Holds the dialog that a line of the lists inside has opened: the line leaves its list once the command is done, and the dialog still shows what to
 * print. What happened meanwhile to a dossier that had changed is told above the lists until it is read.
 */
export function ActingOnDossiers({ children }: { readonly children: ReactNode }): JSX.Element {
  const [act, setAct] = useState<Act>();
  const [conflict, setConflict] = useState<Conflict>();
  const begin = useCallback((next: Act) => {
    setConflict(undefined);
    setAct(next);
  }, []);
  return (
    <Begin value={begin}>
      {conflict === undefined ? null : <Meanwhile named code={conflict.code} after={conflict.after} onRead={() => { setConflict(undefined); }} />}
      {children}
      {act === undefined ? null : <Opened key={`${act.code} ${act.command}`} code={act.code} command={act.command} onClose={() => { setAct(undefined); }} onConflict={(after) => { setConflict({ code: act.code, after }); }} />}
    </Begin>
  );
}

/** Buttons of a line of a list: each reads the dossier as it is now and opens the dialog of its command. */
export function ActOnDossier({ code, commands }: { readonly code: string; readonly commands: readonly CommandType[] }): JSX.Element {
  const begin = use(Begin);
  const commandLabels = useLabels('commands');
  return (
    <Flex gap="small" wrap>
      {commands.map((command) => <Button key={command} size="small" onClick={() => { begin({ code, command }); }} aria-label={`${commandLabels[command]} ${code}`}>{commandLabels[command]}</Button>)}
    </Flex>
  );
}

function Opened({ code, command, onClose, onConflict }: { readonly code: string; readonly command: CommandType; readonly onClose: () => void; readonly onConflict: (after: number) => void }): JSX.Element | null {
  useFocusBack();
  // What the list shows may be a minute old; what is done is decided on the dossier as it stands. Read once: the dialog's own command changes it.
  const { data, error } = api.useQuery('get', '/api/v1/dossiers/{code}', { params: { path: { code } } }, { staleTime: 0, refetchOnWindowFocus: false });
  const [first, setFirst] = useState(data);
  if (first === undefined && data !== undefined) setFirst(data);
  const Dialog = COUNTER_DIALOGS[command];
  if (Dialog === undefined) return null;
  return first === undefined ? <Modal open footer={null} title={code} onCancel={onClose}>{error === null ? <Spin /> : <ProblemAlert error={error} />}</Modal> : <Dialog dossier={first} onClose={onClose} onConflict={() => { onConflict(first.seq); }} />;
}
