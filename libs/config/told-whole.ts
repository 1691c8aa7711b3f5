import { z } from 'zod';

/** An address of the web. */
export const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http(s) address' });

/** What is missing where only a part of what belongs together was told; `all` names the variables as one. */
export function missingOf(variables: Readonly<Record<string, string>>, given: Readonly<Record<string, string | undefined>>, all: string): readonly string[] {
  const fields = Object.entries(variables);
  const missing = fields.filter(([field]) => given[field] === undefined).map(([, name]) => name);
  return missing.length === 0 || missing.length === fields.length ? [] : [`${missing.join(', ')}: must be set as well, or none of ${all}`];
}
