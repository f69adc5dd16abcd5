import { wireVersion } from '@yagura/contract';
import type { Page } from 'playwright-core';

/** An empty page that hears what every wall hears from this relay, and only parses it. */
export async function listenEmpty(page: Page, url: string): Promise<void> {
  // Any page of the relay's own will do: its policy lets only those speak with it.
  await page.goto(`${url}/favicon.svg`);
  await page.evaluate(
    ([address, wire]) =>
      new Promise<void>((resolve, reject) => {
        const socket = new WebSocket(`${address.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
        socket.binaryType = 'arraybuffer';
        socket.addEventListener('error', () => reject(new Error('the relay did not answer')));
        socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
          if (typeof data !== 'string') return;
          if (data.startsWith('0')) socket.send('40');
          else if (data === '2') socket.send('3');
          else if (data.startsWith('40')) {
            socket.send(`42${JSON.stringify(['hello', { wire, build: 'new', have: null }])}`);
            resolve();
          } else JSON.parse(data.slice(data.search(/[[{]/)));
        });
      }),
    [url, wireVersion] as const,
  );
}
