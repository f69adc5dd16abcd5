import { Socket } from 'node:net';

/**
 * The supervisor holds the other end of an inherited pipe. It closes when the supervisor ends, however it ends: even kill -9 leaves nobody behind.
 * @param {() => void} gone
 */
export function onParentGone(gone) {
  const descriptor = Number(process.env['YAGURA_PARENT_PIPE'] ?? '');
  if (!Number.isInteger(descriptor) || descriptor < 3) return;
  const pipe = new Socket({ fd: descriptor, readable: true, writable: false });
  pipe.on('error', gone);
  pipe.on('close', gone);
  pipe.resume();
  // The pipe alone is no reason to stay alive.
  pipe.unref();
}
