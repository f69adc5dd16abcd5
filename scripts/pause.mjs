/**
 * Holds processes still for a while: node pause.mjs MILLISECONDS PID… A process of its own, because a supervisor that died in between would
 * leave them standing for ever: when its pipe closes, they go on at once.
 */
import { onParentGone } from './lib/parent-pipe.mjs';
import { sendSignal } from './lib/process-identity.mjs';

const [milliseconds = 0, ...pids] = process.argv.slice(2).map(Number);

const goOn = () => {
  for (const pid of pids) sendSignal(pid, 'SIGCONT');
  process.exit(0);
};
onParentGone(goOn);
process.on('SIGTERM', goOn);
for (const pid of pids) sendSignal(pid, 'SIGSTOP');
setTimeout(goOn, milliseconds);
