import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { deskFileSchema } from '@yagura/contract';
import type { DeskFile } from '@yagura/contract';
import { parse } from 'yaml';

export const demoPath = resolve(import.meta.dirname, '../../../../config/demo.yaml');

export function deskFileAt(path: string): DeskFile {
  return deskFileSchema.parse(parse(readFileSync(path, 'utf8')));
}
