import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Columns that are filled in later, once, and those an erasure empties: see `0043-changed-once.ts`. */
const FILLED_ONCE: Readonly<Record<string, readonly string[]>> = {
  bulk_action: ['finished_at', 'undone_at', 'undo_finished_at'],
  bulk_action_item: ['command_id', 'refused', 'undo_command_id', 'undo_refused'],
  dossier_note: ['erased_at'],
  dossier_follow: ['ended_at'],
  proposal: ['erased_at', 'decided_at', 'decided_by', 'outcome'],
};
/** Another takes its place while the row is open, and none after. */
const UNTIL_DECIDED: Readonly<Record<string, readonly string[]>> = { proposal: ['command_id'] };
const ONLY_EMPTIED: Readonly<Record<string, readonly string[]>> = { dossier_note: ['content', 'key_ref'], proposal: ['content', 'key_ref'] };

/**
 * What officers and heads keep beside the ledger: one action on many dossiers and its undoing, notes on a dossier, dossiers somebody is
 * told of, and decisions proposed to who signs them. None of it moves a date; what it leads to are commands like all others.
 */
export class AddOfficerWork1790000000045 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(BULK);
    await runner.query(NOTES);
    await runner.query(FOLLOWS);
    await runner.query(PROPOSALS);
    for (const table of Object.keys(FILLED_ONCE)) {
      const [filled, emptied, open] = [FILLED_ONCE[table] ?? [], ONLY_EMPTIED[table] ?? [], UNTIL_DECIDED[table] ?? []];
      const changed = [...emptied, ...filled, ...open].map((column) => `'${column}'`).join(', ');
      const refused = [
        ...filled.map((column) => `(OLD.${column} IS NOT NULL AND NEW.${column} IS DISTINCT FROM OLD.${column})`),
        ...open.map((column) => `(OLD.decided_at IS NOT NULL AND NEW.${column} IS DISTINCT FROM OLD.${column})`),
        ...emptied.map((column) => `(NEW.${column} IS NOT NULL AND NEW.${column} IS DISTINCT FROM OLD.${column})`),
      ];
      await runner.query(`
        CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_other_changes(${changed});
        CREATE TRIGGER ${table}_no_truncate BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
        CREATE TRIGGER ${table}_changed_once BEFORE UPDATE ON ${table} FOR EACH ROW WHEN (${refused.join(' OR ')}) EXECUTE FUNCTION refuse_rewrite();
        GRANT SELECT, INSERT, UPDATE (${[...emptied, ...filled, ...open].join(', ')}) ON ${table} TO dunghan_app;`);
    }
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Notes and proposals would be lost: restore a backup instead'));
  }
}

const BULK = `
  CREATE TABLE bulk_action (
    id uuid CONSTRAINT bulk_action_pkey PRIMARY KEY,
    action text NOT NULL,
    officer text,
    subject text NOT NULL,
    role text NOT NULL,
    agency text NOT NULL,
    request_key text NOT NULL,
    request_hash text NOT NULL,
    begun_at bigint NOT NULL,
    finished_at bigint,
    undone_at bigint,
    undo_finished_at bigint,
    CONSTRAINT bulk_action_request UNIQUE (subject, request_key),
    CONSTRAINT bulk_action_action CHECK (action IN ('Assign', 'Forward', 'AcceptHandover')),
    CONSTRAINT bulk_action_officer CHECK ((officer IS NOT NULL) = (action = 'Assign')),
    CONSTRAINT bulk_action_undone CHECK (undo_finished_at IS NULL OR undone_at IS NOT NULL)
  );
  COMMENT ON TABLE bulk_action IS 'One action somebody took on many dossiers at once: a command for each, under a key of its own.';
  COMMENT ON COLUMN bulk_action.finished_at IS 'When every dossier had its command or the reason why it has none; what becomes of the commands stands in command_inbox.';
  COMMENT ON COLUMN bulk_action.undo_finished_at IS 'The same of the commands that take it back.';
  CREATE INDEX bulk_action_own ON bulk_action (subject, begun_at, id);
  CREATE INDEX bulk_action_unfinished ON bulk_action (begun_at) WHERE finished_at IS NULL OR (undone_at IS NOT NULL AND undo_finished_at IS NULL);

  CREATE TABLE bulk_action_item (
    bulk_id uuid NOT NULL CONSTRAINT bulk_action_item_bulk_id_fkey REFERENCES bulk_action,
    place integer NOT NULL,
    dossier_id uuid NOT NULL CONSTRAINT bulk_action_item_dossier_id_fkey REFERENCES dossier,
    stage text,
    command_id uuid CONSTRAINT bulk_action_item_command_id_fkey REFERENCES command_inbox (id),
    refused text,
    undo_command_id uuid CONSTRAINT bulk_action_item_undo_command_id_fkey REFERENCES command_inbox (id),
    undo_refused text,
    CONSTRAINT bulk_action_item_pkey PRIMARY KEY (bulk_id, place),
    CONSTRAINT bulk_action_item_dossier UNIQUE (bulk_id, dossier_id),
    CONSTRAINT bulk_action_item_either CHECK ((command_id IS NULL OR refused IS NULL) AND (undo_command_id IS NULL OR undo_refused IS NULL))
  );
  COMMENT ON TABLE bulk_action_item IS 'The dossiers of such an action in their order, each with its command, or why none was accepted.';
  COMMENT ON COLUMN bulk_action_item.undo_refused IS 'Why it was not taken back: not-applied, overtaken, no-way-back, or the code of what the command met.';
`;

const NOTES = `
  CREATE TABLE dossier_note (
    dossier_id uuid NOT NULL CONSTRAINT dossier_note_dossier_id_fkey REFERENCES dossier,
    number integer NOT NULL,
    noted_by text NOT NULL,
    noted_role text NOT NULL,
    noted_at bigint NOT NULL,
    request_key text NOT NULL,
    content bytea,
    key_ref text CONSTRAINT dossier_note_key_ref_fkey REFERENCES data_key,
    erased_at bigint,
    CONSTRAINT dossier_note_pkey PRIMARY KEY (dossier_id, number),
    CONSTRAINT dossier_note_request UNIQUE (noted_by, request_key),
    CONSTRAINT dossier_note_number CHECK (number >= 1),
    CONSTRAINT dossier_note_erased CHECK ((content IS NULL) = (erased_at IS NOT NULL) AND (key_ref IS NULL) = (erased_at IS NOT NULL))
  );
  COMMENT ON TABLE dossier_note IS 'What people who work on a dossier note about it, sealed; none is changed, and a correction is another note.';
`;

const FOLLOWS = `
  CREATE TABLE dossier_follow (
    id uuid CONSTRAINT dossier_follow_pkey PRIMARY KEY,
    dossier_id uuid NOT NULL CONSTRAINT dossier_follow_dossier_id_fkey REFERENCES dossier,
    subject text NOT NULL,
    role text NOT NULL,
    agency text NOT NULL,
    occasion text NOT NULL,
    once boolean NOT NULL,
    begun_at bigint NOT NULL,
    ended_at bigint,
    CONSTRAINT dossier_follow_occasion CHECK (occasion IN ('supplement', 'result', 'any'))
  );
  COMMENT ON TABLE dossier_follow IS 'Who wants to be told when something comes of a dossier: the first time only, or until they end it.';
  COMMENT ON COLUMN dossier_follow.role IS 'The role in which it was begun: who may not read the dossier in it any more is not told.';
  CREATE UNIQUE INDEX dossier_follow_open ON dossier_follow (dossier_id, subject, occasion) WHERE ended_at IS NULL;
  CREATE INDEX dossier_follow_own ON dossier_follow (subject, begun_at, id) WHERE ended_at IS NULL;
`;

const PROPOSALS = `
  CREATE TABLE proposal (
    id uuid CONSTRAINT proposal_pkey PRIMARY KEY,
    dossier_id uuid NOT NULL CONSTRAINT proposal_dossier_id_fkey REFERENCES dossier,
    type text NOT NULL,
    proposed_by text NOT NULL,
    proposed_role text NOT NULL,
    proposed_agency text NOT NULL,
    proposed_at bigint NOT NULL,
    request_key text NOT NULL,
    request_hmac text NOT NULL,
    content bytea,
    key_ref text CONSTRAINT proposal_key_ref_fkey REFERENCES data_key,
    erased_at bigint,
    decided_at bigint,
    decided_by text,
    outcome text,
    command_id uuid CONSTRAINT proposal_command_id_fkey REFERENCES command_inbox (id),
    CONSTRAINT proposal_request UNIQUE (proposed_by, request_key),
    CONSTRAINT proposal_type CHECK (type IN ('RequestSupplement', 'AcknowledgeFault', 'ExtendTerm', 'RefuseAfterAppraisal')),
    CONSTRAINT proposal_erased CHECK ((content IS NULL) = (erased_at IS NOT NULL) AND (key_ref IS NULL) = (erased_at IS NOT NULL)),
    CONSTRAINT proposal_outcome CHECK (outcome IN ('approved', 'rejected', 'withdrawn')),
    CONSTRAINT proposal_decided CHECK ((decided_at IS NULL) = (decided_by IS NULL) AND (decided_at IS NULL) = (outcome IS NULL) AND (command_id IS NOT NULL OR outcome IS DISTINCT FROM 'approved'))
  );
  COMMENT ON TABLE proposal IS 'A command somebody prepared for who may give it: its body and words sealed, and what became of it.';
  COMMENT ON COLUMN proposal.command_id IS 'The last command given to approve it, by who gave it. It is approved once that is applied; refused, another takes its place.';
  CREATE INDEX proposal_open ON proposal (proposed_at, id) WHERE decided_at IS NULL AND erased_at IS NULL;
  CREATE INDEX proposal_dossier ON proposal (dossier_id);
`;
