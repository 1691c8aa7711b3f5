import { type Action, type Actor, caseEventOfRow, type CaseBodies, type CaseCommandType, type CaseState, type EvidenceRef, foldCase, mayDo } from '#domain';
import { type CaseRights, type FileStore, giveCaseCommand, readCaseLedger, storeEvidence } from '#service';
import { CLERK, PROVINCE } from './people.js';
import type { Counter } from './counter.js';

/** A command as somebody gives it, with the right it needs. */
export interface GivenCommand<Type extends CaseCommandType = CaseCommandType> {
  readonly actor: Actor;
  readonly action: Action;
  readonly code: string;
  readonly type: Type;
  readonly body: CaseBodies[Type];
  readonly text?: Readonly<Record<string, string>>;
  readonly gather?: CaseRights['gather'];
}

const PDF = new Uint8Array(Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'));

/** The desks at which publications, feedback and tasks are worked on: the services as the API calls them, under the same rights. */
export class CaseDesk {
  #keys = 0;
  #refused = 0;
  #given = 0;
  #proof: Promise<readonly EvidenceRef[]> | undefined;

  /** @param files where what proves something is kept; in memory when absent */
  constructor(
    readonly world: Counter,
    private readonly files: FileStore = memoryStore(),
  ) {}

  /** Commands given so far, and how many of them were refused. */
  get tally(): { readonly given: number; readonly refused: number } {
    return { given: this.#given, refused: this.#refused };
  }

  /** A key nobody has used. */
  key(): string {
    this.#keys += 1;
    return `simulated-case-${String(this.#keys)}`;
  }

  /** Gives a command; what the rules do not allow is refused and leaves the case as it was. Throws where somebody has no right to ask. */
  async give<Type extends CaseCommandType>({ actor, action, code, type, body, text, gather }: GivenCommand<Type>): Promise<void> {
    const { engine, clock } = this.world;
    const answer = await giveCaseCommand(engine, clock, { actor, idempotencyKey: this.key(), code, type, body, ...(text === undefined ? {} : { text }) }, {
      mayGive: ({ province, agency, clocks }, { agencies }) => mayDo(actor, action, { province, agencies: [agency, ...clocks.map((each) => each.agency)] }, agencies),
      ...(gather === undefined ? {} : { gather }),
    });
    if (answer.kind !== 'decided') {
      throw new Error(`${type} to ${code} by ${actor.subject} was not decided: ${answer.kind}`);
    }
    this.count(answer.outcome.kind === 'refused');
  }

  /** Counts a command that was given by another way than `give`. */
  count(isRefused: boolean): void {
    this.#given += 1;
    this.#refused += isRefused ? 1 : 0;
  }

  /** A file that proves whatever it is to prove. */
  proof(): Promise<readonly EvidenceRef[]> {
    return (this.#proof ??= this.#storeProof());
  }

  /** A case as it stands. */
  async stateOf(code: string): Promise<{ readonly id: string; readonly state: CaseState }> {
    const { read } = this.world.engine.database;
    const row = await read.first<{ id: string }>('SELECT id FROM deadline_case WHERE code = $1', [code]);
    if (row === undefined) throw new Error(`No case bears the code ${code}`);
    return { id: row.id, state: foldCase((await readCaseLedger(read, row.id)).map(caseEventOfRow)) };
  }

  async #storeProof(): Promise<readonly EvidenceRef[]> {
    const stored = await storeEvidence(this.world.engine, this.files, { agency: PROVINCE, content: PDF, by: CLERK, at: this.world.now });
    if (stored.kind !== 'stored') throw new Error(`The proof was not stored: ${stored.kind}`);
    return [{ file: stored.file.fileId, sha256: stored.file.sha256 }];
  }
}

function memoryStore(): FileStore {
  const contents = new Map<string, Uint8Array>();
  return {
    put: (location, content) => Promise.resolve(void contents.set(location, content)),
    get: (location) => Promise.resolve(Buffer.from(contents.get(location) ?? [])),
    remove: (location) => Promise.resolve(void contents.delete(location)),
  };
}
