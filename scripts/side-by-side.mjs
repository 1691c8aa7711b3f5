/**
 * Does work for each of some names, so many at once, in their order. When one throws, those under way are waited for and no other is begun.
 * @param {readonly string[]} names
 * @param {number} atOnce
 * @param {(name: string) => Promise<void>} work
 * @returns {Promise<void>}
 * @throws what the first that threw threw, after all under way have ended
 */
export async function sideBySide(names, atOnce, work) {
  const left = [...names];
  const lane = async () => {
    try {
      for (let name = left.shift(); name !== undefined; name = left.shift()) await work(name);
    } catch (error) {
      left.length = 0;
      throw error;
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: atOnce }, lane));
  const broken = ended.find(({ status }) => status === 'rejected');
  if (broken !== undefined) throw broken.reason;
}
