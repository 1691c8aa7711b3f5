import { useAgencies } from '../../api/agencies.js';
import { useEverybody } from '../../api/people.js';
import { useProcedures } from '../../api/procedures.js';

/** A code with its name, for a choice. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Every agency as a choice. */
export function useAgencyChoices(): readonly Choice[] {
  return useAgencies().agencies.map(({ code, name }) => ({ value: code, label: name }));
}

/** Every procedure in force and every field as choices. */
export function useProcedureChoices(): { readonly choices: readonly Choice[]; readonly fields: readonly Choice[] } {
  const { procedures } = useProcedures();
  const fields = new Map(procedures.map(({ field }) => [field.code, field.name]));
  return {
    choices: procedures.map(({ code, name }) => ({ value: code, label: `${code} – ${name}` })),
    fields: [...fields].map(([value, label]) => ({ value, label })),
  };
}

/** Everybody of the agencies one may look at as a choice, those who have left among them: periods lie in the past as well. */
export function usePeopleChoices(): readonly Choice[] {
  return useEverybody().people.map(({ subject, name, position }) => ({ value: subject, label: `${name} – ${position}` }));
}
