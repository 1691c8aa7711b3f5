/** The answer to one line: `{"id":…,"result":…}`, or `{"id":…,"error":…}` saying what is wrong, where, and how to put it right. */
export function answerJson(line: string, number: number): string {
  try {
    JSON.parse(line);
    return JSON.stringify({ id: null, error: `line ${number}: op is not one of those known` });
  } catch {
    return JSON.stringify({ id: null, error: `line ${number} is not JSON` });
  }
}
