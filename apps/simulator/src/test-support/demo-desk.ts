import { resolve } from 'node:path';
import type { DeskFile } from '@yagura/contract';
import { loadDeskFile } from '@yagura/desk-file';

export const demoPath = resolve(import.meta.dirname, '../../../../config/demo.yaml');

export function deskFileAt(path: string): DeskFile {
  const loaded = loadDeskFile(path, 'the repository brings it');
  if (!loaded.ok) throw new Error(loaded.text);
  return loaded.desk;
}
