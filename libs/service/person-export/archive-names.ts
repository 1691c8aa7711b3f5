/** What a name in an archive may hold wherever it is unpacked. */
const UNSAFE = /[^\w.-]/gu;

/**
 * A name in an archive for each code, no two alike on any file system: codes of other systems may hold anything, and what is unpacked over something else is lost.
 * No name leads into another folder.
 */
export function archiveNames(codes: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    codes.map((code) => {
      const bare = code.replaceAll(UNSAFE, '_').replace(/^\.+/u, '_');
      let name = bare;
      for (let copy = 2; taken.has(name.toLowerCase()); copy += 1) name = `${bare}-${String(copy)}`;
      taken.add(name.toLowerCase());
      return [code, name];
    }),
  );
}
