import { beforeAll, type RunnerTask } from 'vitest';

beforeAll(({}, file) => {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const title of titlesUnder(file.tasks, '')) {
    if (seen.has(title)) twice.add(title);
    seen.add(title);
  }
  if (twice.size > 0) {
    throw new Error(`Titles must be unique in their file; given more than once:\n${[...twice].join('\n')}`);
  }
});

function titlesUnder(tasks: readonly RunnerTask[], prefix: string): string[] {
  return tasks.flatMap((task) => {
    const title = prefix === '' ? task.name : `${prefix} > ${task.name}`;
    return task.type === 'suite' ? titlesUnder(task.tasks, title) : [title];
  });
}
