import { resolve } from 'node:path';
import type { DeskFile, Inventory } from '@yagura/contract';
import { inspectDeskFile } from '@yagura/desk-file';

export const demoPath = resolve(import.meta.dirname, '../../../../config/demo.yaml');

function inspected(path: string) {
  const read = inspectDeskFile(path, { env: {}, remedy: 'the repository brings it' });
  if (!read.ok) throw new Error(read.text);
  return read;
}

export function deskFileAt(path: string): DeskFile {
  return inspected(path).desk;
}

export function inventoryAt(path: string): Inventory {
  return inspected(path).inventory;
}
