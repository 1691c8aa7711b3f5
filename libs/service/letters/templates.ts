import { type Agency, inheritTemplate, type LetterTemplateChoice, NATION } from '#domain';

/** A published version of a scope's template. */
export interface PublishedTemplate {
  readonly scope: string;
  readonly number: number;
  readonly content: LetterTemplateChoice;
}

/** How an agency prints: the versions that say so, and what they come to. */
export interface AgencyTemplate {
  /** The versions, outermost first, as `VN/1 H99/3 H99.31/2`; `program` where nothing is published. */
  readonly id: string;
  readonly content: LetterTemplateChoice;
}

/** Templates in force, of every scope. */
export class LetterTemplates {
  readonly #byScope: ReadonlyMap<string, PublishedTemplate>;

  constructor(published: readonly PublishedTemplate[]) {
    this.#byScope = new Map(published.map((template) => [template.scope, template]));
  }

  /** The version in force of one scope; `undefined` where none was published. */
  ofScope(scope: string): PublishedTemplate | undefined {
    return this.#byScope.get(scope);
  }

  /** The same with one scope's template in place of the one in force, to be looked at before it is published. */
  with(template: PublishedTemplate): LetterTemplates {
    return new LetterTemplates([...this.#byScope.values(), template]);
  }

  /** How an agency prints: its own template, over its province's, over the nation's. */
  forAgency({ code, province }: Pick<Agency, 'code' | 'province'>): AgencyTemplate {
    const own = this.#byScope.get(code);
    const outer = [NATION, province].filter((scope) => scope !== code).flatMap((scope) => this.#byScope.get(scope) ?? []);
    const layers = own === undefined ? outer : [...outer, own];
    return {
      id: layers.length === 0 ? 'program' : layers.map(({ scope, number }) => `${scope}/${String(number)}`).join(' '),
      // The agency's own layer comes last even when it is empty: nothing that names another agency is taken from an outer one.
      content: inheritTemplate([...outer.map(({ content }) => content), own?.content ?? {}]),
    };
  }
}
