/** Languages of what the public is told. */
export const PUBLIC_LANGUAGES = ['vi', 'en'] as const;
/** A language of what the public is told. */
export type PublicLanguage = (typeof PUBLIC_LANGUAGES)[number];

/** The language of ours a reader likes best, by the text of an `Accept-Language` header (RFC 9110, 12.5.4); Vietnamese where it names none. */
export function likedLanguage(header: string | undefined): PublicLanguage {
  const liked = (header ?? '').slice(0, 500).split(',').flatMap((range) => {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const weight = Number(parameters.find((each) => each.startsWith('q='))?.slice(2) ?? '1');
    const language = PUBLIC_LANGUAGES.find((each) => tag === each || tag.startsWith(`${each}-`));
    return language === undefined || !(weight > 0) ? [] : [{ language, weight }];
  });
  return liked.toSorted((one, other) => other.weight - one.weight)[0]?.language ?? 'vi';
}
