import { runMain } from '@yagura/service';
import { commands } from './commands.ts';
import { run } from './run.ts';

runMain('yagura', async () => {
  process.exitCode = await run(commands, process.argv.slice(2), {
    env: process.env,
    folder: process.cwd(),
    now: Date.now(),
    print: (text) => process.stdout.write(text),
  });
});
