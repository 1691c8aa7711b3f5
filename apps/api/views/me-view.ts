import { z } from 'zod';
import { ACTIONS, type Actor, type Agency, reachOf, ROLES } from '#domain';
import { reachesProvince, type StaffMember } from '#service';
import { ROLE_LABELS } from '#vi';

const place = z.strictObject({ code: z.string(), name: z.string() });

/** Who is signed in. */
export const meSchema = z.strictObject({
  subject: z.string(),
  name: z.string().nullable().meta({ description: 'As the directory of staff has it; null for who is not in it' }),
  role: z.enum(ROLES),
  roleLabel: z.string(),
  agency: place,
  province: place,
  actions: z.array(z.enum(ACTIONS)).meta({ description: 'What the role may do somewhere: screens offer nothing else; each dossier says what may be done with it' }),
  figuresOf: z.enum(['province', 'agencies', 'nothing']).meta({ description: 'Whose figures are open: those of the whole province, as reports made by schedule tell them, or those of agencies within reach' }),
});
/** Who is signed in, as answered. */
export type MeAnswer = z.output<typeof meSchema>;

/** What the web application is told before anybody has signed in. */
export const appConfigSchema = z.strictObject({
  issuer: z.string().meta({ description: 'The sign-in service' }),
  clientId: z.string().meta({ description: 'The web application’s name there' }),
  citizens: z.strictObject({ issuer: z.string(), clientId: z.string() }).nullable().meta({ description: 'Where citizens sign in on the public pages; null where they cannot' }),
  practice: z.boolean().meta({ description: 'Everything shown is invented' }),
});
/** What the web application is told, as answered. */
export type AppConfigAnswer = z.output<typeof appConfigSchema>;

/** Who is signed in, as an answer. An agency the catalogue does not have goes by its code. */
export function viewMe(actor: Actor, member: StaffMember | undefined, agencies: ReadonlyMap<string, Agency>): MeAnswer {
  const { subject, role, agency } = actor;
  const named = (code: string): { code: string; name: string } => ({ code, name: agencies.get(code)?.name ?? code });
  const province = agencies.get(agency)?.province ?? agency;
  const figuresOf = reachOf(role, 'ReadFigures') === 'none' ? 'nothing' : reachesProvince(actor, 'ReadFigures', province) ? 'province' : 'agencies';
  return { subject, name: member?.name ?? null, role, roleLabel: ROLE_LABELS[role], agency: named(agency), province: named(province), actions: ACTIONS.filter((action) => reachOf(role, action) !== 'none'), figuresOf };
}
