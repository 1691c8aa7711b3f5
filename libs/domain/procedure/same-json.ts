/** True when two JSON values are equal whatever the order of their keys; texts are compared in composed form. */
export function sameJson(one: unknown, other: unknown): boolean {
  if (typeof one === 'string' && typeof other === 'string') {
    return one.normalize('NFC') === other.normalize('NFC');
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => sameJson(item, other[index]));
  }
  if (typeof one === 'object' && one !== null && typeof other === 'object' && other !== null && !Array.isArray(one) && !Array.isArray(other)) {
    const [left, right] = [new Map(Object.entries(one)), new Map(Object.entries(other))];
    return left.size === right.size && [...left].every(([key, value]) => right.has(key) && sameJson(value, right.get(key)));
  }
  return one === other;
}
