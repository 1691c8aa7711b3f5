import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { DossierRow } from './dossier.js';
import { DataKeyRow } from './personal.js';
import { CommandInboxRow } from './work.js';

/** One action on many dossiers. */
@Entity({ name: 'bulk_action', comment: 'One action somebody took on many dossiers at once: a command for each, under a key of its own.' })
@Unique('bulk_action_request', ['subject', 'request_key'])
@Check('bulk_action_action', `action IN ('Assign', 'Forward', 'AcceptHandover')`)
@Check('bulk_action_officer', `(officer IS NOT NULL) = (action = 'Assign')`)
@Check('bulk_action_undone', 'undo_finished_at IS NULL OR undone_at IS NOT NULL')
@Index('bulk_action_own', ['subject', 'begun_at', 'id'])
@Index('bulk_action_unfinished', ['begun_at'], { where: 'finished_at IS NULL OR (undone_at IS NOT NULL AND undo_finished_at IS NULL)' })
export class BulkActionRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'bulk_action_pkey' })
  id!: string;

  @Column('text')
  action!: string;

  @Column({ type: 'text', nullable: true })
  officer!: string | null;

  @Column('text')
  subject!: string;

  @Column('text')
  role!: string;

  @Column('text')
  agency!: string;

  @Column('text')
  request_key!: string;

  @Column('text')
  request_hash!: string;

  @Column('bigint')
  begun_at!: number;

  @Column({ type: 'bigint', nullable: true, comment: 'When every dossier had its command or the reason why it has none; what becomes of the commands stands in command_inbox.' })
  finished_at!: number | null;

  @Column({ type: 'bigint', nullable: true })
  undone_at!: number | null;

  @Column({ type: 'bigint', nullable: true, comment: 'The same of the commands that take it back.' })
  undo_finished_at!: number | null;

  @Column({ type: 'bigint', nullable: true, comment: 'When it was last tried to go on with it after a failure; those not tried for longest have their turn first.' })
  tried_at!: number | null;
}

/** A dossier of an action on many. */
@Entity({ name: 'bulk_action_item', comment: 'The dossiers of such an action in their order, each with its command, or why none was accepted.' })
@Index('bulk_action_item_stage', ['bulk_id', 'dossier_id', 'stage'], { unique: true })
@Check('bulk_action_item_either', '(command_id IS NULL OR refused IS NULL) AND (undo_command_id IS NULL OR undo_refused IS NULL)')
export class BulkActionItemRow {
  @ForeignKey(() => BulkActionRow, { name: 'bulk_action_item_bulk_id_fkey' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'bulk_action_item_pkey' })
  bulk_id!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'bulk_action_item_pkey' })
  place!: number;

  @ForeignKey(() => DossierRow, { name: 'bulk_action_item_dossier_id_fkey' })
  @Column('uuid')
  dossier_id!: string;

  @Column({ type: 'text', nullable: true })
  stage!: string | null;

  @ForeignKey(() => CommandInboxRow, { name: 'bulk_action_item_command_id_fkey' })
  @Column({ type: 'uuid', nullable: true })
  command_id!: string | null;

  @Column({ type: 'text', nullable: true })
  refused!: string | null;

  @ForeignKey(() => CommandInboxRow, { name: 'bulk_action_item_undo_command_id_fkey' })
  @Column({ type: 'uuid', nullable: true })
  undo_command_id!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'Why it was not taken back: not-applied, overtaken, no-way-back, or the code of what the command met.' })
  undo_refused!: string | null;
}

/** A note about a dossier. */
@Entity({ name: 'dossier_note', comment: 'What people who work on a dossier note about it, sealed; none is changed, and a correction is another note.' })
@Unique('dossier_note_request', ['noted_by', 'request_key'])
@Check('dossier_note_number', 'number >= 1')
@Check('dossier_note_erased', '(content IS NULL) = (erased_at IS NOT NULL) AND (key_ref IS NULL) = (erased_at IS NOT NULL)')
export class DossierNoteRow {
  @ForeignKey(() => DossierRow, { name: 'dossier_note_dossier_id_fkey' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'dossier_note_pkey' })
  dossier_id!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'dossier_note_pkey' })
  number!: number;

  @Column('text')
  noted_by!: string;

  @Column('text')
  noted_role!: string;

  @Column('bigint')
  noted_at!: number;

  @Column('text')
  request_key!: string;

  @Column({ type: 'bytea', nullable: true })
  content!: Buffer | null;

  @ForeignKey(() => DataKeyRow, { name: 'dossier_note_key_ref_fkey' })
  @Column({ type: 'text', nullable: true })
  key_ref!: string | null;

  @Column({ type: 'bigint', nullable: true })
  erased_at!: number | null;
}

/** Who wants to be told of a dossier. */
@Entity({ name: 'dossier_follow', comment: 'Who wants to be told when something comes of a dossier: the first time only, or until they end it.' })
@Check('dossier_follow_occasion', `occasion IN ('supplement', 'result', 'any')`)
@Index('dossier_follow_open', ['dossier_id', 'subject', 'occasion'], { unique: true, where: 'ended_at IS NULL' })
@Index('dossier_follow_own', ['subject', 'begun_at', 'id'], { where: 'ended_at IS NULL' })
export class DossierFollowRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'dossier_follow_pkey' })
  id!: string;

  @ForeignKey(() => DossierRow, { name: 'dossier_follow_dossier_id_fkey' })
  @Column('uuid')
  dossier_id!: string;

  @Column('text')
  subject!: string;

  @Column({ type: 'text', comment: 'The role in which it was begun: who may not read the dossier in it any more is not told.' })
  role!: string;

  @Column('text')
  agency!: string;

  @Column('text')
  occasion!: string;

  @Column('boolean')
  once!: boolean;

  @Column('bigint')
  begun_at!: number;

  @Column({ type: 'bigint', nullable: true })
  ended_at!: number | null;
}

/** A decision prepared for who may give it. */
@Entity({ name: 'proposal', comment: 'A command somebody prepared for who may give it: its body and words sealed, and what became of it.' })
@Unique('proposal_request', ['proposed_by', 'request_key'])
@Check('proposal_type', `type IN ('RequestSupplement', 'AcknowledgeFault', 'ExtendTerm', 'RefuseAfterAppraisal', 'ExcuseLateness', 'ErasePersonalData')`)
@Check('proposal_erased', '(content IS NULL) = (erased_at IS NOT NULL) AND (key_ref IS NULL) = (erased_at IS NOT NULL)')
@Check('proposal_outcome', `outcome IN ('approved', 'rejected', 'withdrawn')`)
@Check('proposal_decided', `(decided_at IS NULL) = (decided_by IS NULL) AND (decided_at IS NULL) = (outcome IS NULL) AND (command_id IS NOT NULL OR outcome IS DISTINCT FROM 'approved')`)
@Index('proposal_open', ['proposed_at', 'id'], { where: 'decided_at IS NULL AND erased_at IS NULL' })
export class ProposalRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'proposal_pkey' })
  id!: string;

  @Index('proposal_dossier')
  @ForeignKey(() => DossierRow, { name: 'proposal_dossier_id_fkey' })
  @Column('uuid')
  dossier_id!: string;

  @Column('text')
  type!: string;

  @Column('text')
  proposed_by!: string;

  @Column('text')
  proposed_role!: string;

  @Column('text')
  proposed_agency!: string;

  @Column('bigint')
  proposed_at!: number;

  @Column('text')
  request_key!: string;

  @Column('text')
  request_hmac!: string;

  @Column({ type: 'bytea', nullable: true })
  content!: Buffer | null;

  @ForeignKey(() => DataKeyRow, { name: 'proposal_key_ref_fkey' })
  @Column({ type: 'text', nullable: true })
  key_ref!: string | null;

  @Column({ type: 'bigint', nullable: true })
  erased_at!: number | null;

  @Column({ type: 'bigint', nullable: true })
  decided_at!: number | null;

  @Column({ type: 'text', nullable: true })
  decided_by!: string | null;

  @Column({ type: 'text', nullable: true })
  outcome!: string | null;

  @ForeignKey(() => CommandInboxRow, { name: 'proposal_command_id_fkey' })
  @Column({ type: 'uuid', nullable: true, comment: 'The last command given to approve it, by who gave it. It is approved once that is applied; refused, another takes its place.' })
  command_id!: string | null;
}
