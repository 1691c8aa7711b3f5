import type { Engine, StaffMember } from '#service';
import { putStaff } from '#service';
import type { TestCounter } from './engine.js';

/** Somebody of an agency, active from long ago; mail is wanted where there is an address. */
export function member(subject: string, role: StaffMember['role'], agency: string, change: Partial<StaffMember> = {}): StaffMember {
  return { subject, role, agency, name: `Họ tên của ${subject}`, position: 'Chuyên viên', email: `${subject}@vidu.test`, mailWanted: true, activeFrom: '2020-01-01', ...change };
}

/** Enters people into the directory. */
export function employ({ engine, clock }: TestCounter, ...members: readonly StaffMember[]): Promise<void> {
  return putStaff(engine.database.read, members, { subject: 'admin-1' }, clock.now());
}

/** An engine whose statements inside transactions and outside of them are counted. */
export function counted(engine: Engine): { readonly engine: Engine; readonly statements: () => number } {
  let count = 0;
  const noting = <T>(result: T): T => {
    count += 1;
    return result;
  };
  const database: Engine['database'] = {
    ...engine.database,
    read: {
      rows: (sql, parameters) => noting(engine.database.read.rows(sql, parameters)),
      first: (sql, parameters) => noting(engine.database.read.first(sql, parameters)),
      run: (sql, parameters) => noting(engine.database.read.run(sql, parameters)),
    },
    transaction: (work) =>
      engine.database.transaction((tx) =>
        work({
          rows: (sql, parameters) => noting(tx.rows(sql, parameters)),
          first: (sql, parameters) => noting(tx.first(sql, parameters)),
          run: (sql, parameters) => noting(tx.run(sql, parameters)),
          attempt: (inner) => tx.attempt(inner),
        }),
      ),
  };
  return { engine: { ...engine, database }, statements: () => count };
}
