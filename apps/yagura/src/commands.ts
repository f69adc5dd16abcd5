import { check } from './check/command.ts';
import type { Command } from './command.ts';
import { replay } from './replay/command.ts';

/** In the order in which `yagura --help` tells them. */
export const commands: readonly Command[] = [check, replay];
