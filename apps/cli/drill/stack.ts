import type { Instant } from '#domain';
import type { Engine, Restoration } from '#service';
import type { Told } from '../../stand-in/behaviour.js';
import type { ClockJump } from './clock-offset.js';
import type { WayOut } from './stand-in-server.js';

/** Everything of an installation that can be killed or stopped by itself. */
export const MEMBERS = ['api', 'worker', 'relay', 'temporal', 'postgres', 'stand-in'] as const;
export type MemberName = (typeof MEMBERS)[number];

/** One member of a stack. */
export interface Member {
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Starts it and resolves when it serves. */
  start(): Promise<void>;
  /** Stops it and everything it started where they stand. */
  pause(): void;
  resume(): void;
}

/** Somebody who takes dossiers in and works on them for a fault alone. */
export interface DeskApart {
  /** A dossier nobody else works on; two commands stand behind whatever is done to it. */
  takeIn(): Promise<DossierApart>;
  /** Has papers asked for, which the portal is told. */
  askForPapers(dossier: DossierApart): Promise<void>;
  /** Strikes whatever was answered after an instant the database was restored to, and is not there any more, from what must be there; codes that were lost so. */
  forgetLostAfter(at: number): Promise<readonly string[]>;
}

/** A dossier by its id and its code. */
export interface DossierApart {
  readonly id: string;
  readonly code: string;
}

/** A disk somebody fills; `free` gives the room back. */
export interface FullDisk {
  free(): Promise<void>;
}

/** The installation as faults see it: they may be inflicted on any that can do this. */
export interface Stack {
  readonly engine: Engine;
  member(name: MemberName): Member;
  /** Tells the stand-in for a way out how to behave until told otherwise. */
  order(way: WayOut, told: Partial<Told>): Promise<void>;
  /** What the stand-in holds of a way out because it was ordered to. */
  held(way: WayOut): Promise<readonly string[]>;
  /** Fills the disk of the database to the last byte; undefined where its disk is not its own. */
  fillDisk(): Promise<FullDisk | undefined>;
  /** Throws everything away that Temporal remembers; it must not run. */
  forgetTemporal(): Promise<void>;
  /** Takes a backup that the log of the database leads on from. */
  takeBackup(): Promise<void>;
  /** Brings the database to an instant since the last backup and completes the restore; neither it nor anything of ours may run, and afterwards it alone does. */
  restoreTo(at: Instant): Promise<Restoration>;
  /** Ids of the workflows that run, of those begun before a moment if one is named. As Temporal's index has them: seconds old. */
  runningWorkflows(before?: Instant): Promise<readonly string[]>;
  /** Codes of dossiers the portal has taken. */
  codesOfPortal(): ReadonlySet<string>;
  /** From its next start the process believes a clock that jumps; undefined: the machine's. */
  setClock(name: 'worker' | 'relay', jump: ClockJump | undefined): void;
  /** Puts a build with changed workflows in the place of the one that runs; the worker must not run. */
  exchangeBuild(): Promise<void>;
  /** Every recorded history replays on the workflows that run; throws with what does not. */
  replayAll(): Promise<void>;
  readonly deskApart: DeskApart;
  /** Says that a command cannot be decided and will be given up. */
  expectDead(commandId: string): void;
  /** How long something is stopped, slow or wrong. */
  readonly lastsMs: number;
}

/** The fault cannot be inflicted on this machine; the message says why. */
export class NotPossibleError extends Error {
  override readonly name = 'NotPossibleError';
}
