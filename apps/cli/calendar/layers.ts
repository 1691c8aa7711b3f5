import { readFile } from 'node:fs/promises';
import type { CalendarDefinition } from '#domain';
import { dataFolder } from '../../local/reference-folder.js';
import { UsageError } from '../usage.js';

/** The national layer that comes with the program. */
export async function nationalLayer(): Promise<CalendarDefinition> {
  return JSON.parse(await readFile(new URL('calendar/vn.json', dataFolder()), 'utf8')) as CalendarDefinition;
}

/** A layer from a file. Throws `UsageError` when the file holds none; what it says is checked when it is merged. */
export async function layerIn(path: string): Promise<CalendarDefinition> {
  let layer: unknown;
  try {
    layer = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new UsageError(`${path} cannot be read as a calendar: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof layer !== 'object' || layer === null || !('id' in layer) || typeof layer.id !== 'string' || !('name' in layer) || typeof layer.name !== 'string') {
    throw new UsageError(`${path} is no calendar: it must be a JSON object with id, name and week, days or years`);
  }
  return layer as CalendarDefinition;
}

/** A year from the command line. Throws `UsageError` for anything else. */
export function yearFrom(text: string | undefined): number {
  if (text === undefined || !/^\d{4}$/.test(text)) {
    throw new UsageError(`A year has four digits, such as 2026; ${text ?? 'none'} is not one`);
  }
  return Number(text);
}
