import { Suspense, use, useState, type ComponentType, type JSX } from 'react';
import { Alert, Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { isOfTwoPersons } from '#domain';
import { api } from '../../../api/client.js';
import { useLabels } from '../../../texts/use-labels.js';
import { Waiting } from '../../../ui/waiting.js';
import { type CommandDialogProps, OFFICER_DIALOGS } from '../dialogs/index.js';
import type { CommandType, Dossier } from '../types.js';

type Dialogs = Partial<Record<CommandType, ComponentType<Pick<CommandDialogProps, 'dossier' | 'onClose' | 'onConflict'>>>>;

/** The desk keeps the dialogs of its own commands. They come with the first dossier that is opened, not with every page. */
const deskDialogs: Promise<Dialogs> = import('../../counter/dialogs/index.js').then(({ COUNTER_DIALOGS }) => COUNTER_DIALOGS);

/** What the person may do with the dossier now, or propose where nobody does it alone, and nothing else: a button for each, a dialog behind it. */
export function Actions(props: { readonly dossier: Dossier; readonly onConflict: () => void; readonly onOpen: () => void }): JSX.Element {
  return <Suspense fallback={<Waiting />}><Buttons {...props} /></Suspense>;
}

function Buttons({ dossier, onConflict, onOpen }: { readonly dossier: Dossier; readonly onConflict: () => void; readonly onOpen: () => void }): JSX.Element {
  const { t } = useTranslation('officer');
  const commandLabels = useLabels('commands');
  const desk = use(deskDialogs);
  const [open, setOpen] = useState<CommandType>();
  // The desk's dialogs end with a slip: what they have done must not look forbidden under it.
  const [asOpened, setAsOpened] = useState(dossier);
  const latest = api.useQuery('get', '/api/v1/dossiers/{code}', { params: { path: { code: dossier.code } } }).data ?? dossier;
  const dialogs: Dialogs = { ...desk, ...(OFFICER_DIALOGS as Dialogs) };
  // What one person may give, and others only propose, is proposed beside the list of what was.
  const offered: readonly CommandType[] = [...dossier.allowedActions.filter((type) => dialogs[type] !== undefined), ...dossier.proposableActions.filter(isOfTwoPersons)];
  const Own = open === undefined ? undefined : OFFICER_DIALOGS[open];
  const Desk = open === undefined || Own !== undefined ? undefined : desk[open];
  const close = (): void => { setOpen(undefined); };
  return (
    <section aria-label={t('dossier.actions')} className="dossier-actions no-print">
      {offered.length === 0 ? <Alert type="info" title={t('dossier.nothingToDo')} /> : (
        <Flex gap="small" wrap>
          {offered.map((type, place) => <Button key={type} type={place === 0 ? 'primary' : 'default'} onClick={() => { setOpen(type); setAsOpened(latest); onOpen(); }}>{isOfTwoPersons(type) ? t('proposals.one', { command: commandLabels[type] }) : commandLabels[type]}</Button>)}
        </Flex>
      )}
      {Own === undefined ? null : <Own dossier={latest} onClose={close} onConflict={onConflict} />}
      {Desk === undefined ? null : <Desk dossier={asOpened} onClose={close} onConflict={onConflict} />}
    </section>
  );
}
