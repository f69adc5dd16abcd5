import type { CrowdCommand } from './crowd.ts';
import { answerCommands } from './helper-process.ts';
import { openScreen } from './screen-client.ts';

answerCommands<CrowdCommand, number>(async ({ url, count }) => {
  const screens = await Promise.all(Array.from({ length: count }, () => openScreen(url, () => undefined)));
  return screens.length;
});
