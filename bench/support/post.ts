import { Agent, request } from 'node:http';

export interface Poster {
  /** Posts a body and tells when its first byte left, by the machine's clock. */
  post(body: unknown): { readonly sentAt: number; readonly answered: Promise<number> };
  close(): void;
}

/** Milliseconds since 1970 with fractions: comparable between processes of one machine, browsers included. */
export const stamp = () => performance.timeOrigin + performance.now();

export function createPoster(port: number, path: string, token: string): Poster {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return {
    post(body) {
      const text = JSON.stringify(body);
      const sentAt = stamp();
      const answered = new Promise<number>((resolve, reject) => {
        const sent = request({ port, host: '127.0.0.1', path, method: 'POST', agent, headers }, (response) => {
          response.resume();
          response.once('end', () => resolve(response.statusCode ?? 0));
        });
        sent.once('error', reject);
        sent.end(text);
      });
      return { sentAt, answered };
    },
    close: () => agent.destroy(),
  };
}
