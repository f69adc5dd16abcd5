import type { IncomingMessage } from 'node:http';

export interface DoorRules {
  /** The host that this relay listens on, as configured. */
  readonly host: string;
  /**
   * Inside a container, or on an address that others reach, the name by which it is reached is not known here; there
   * whoever asks has to be signed in, under whatever name.
   */
  readonly anyName: boolean;
}

/** A host and perhaps a port, and nothing that a parser of addresses would read something else into. */
export const plainHost = /^[A-Za-z0-9._\-[\]:]{1,255}$/;
const ownNames = new Set(['localhost', '127.0.0.1', '[::1]']);

/** A page whose name was rebound to this address still says its own name: only ours are answered. */
export function isOwnHost(hostHeader: string | undefined, { host, anyName }: DoorRules): boolean {
  const url = plainHost.test(hostHeader ?? '') ? parse(`http://${hostHeader}`) : null;
  if (!url) return false;
  return anyName || ownNames.has(url.hostname) || url.hostname === parse(`http://${bracketed(host)}`)?.hostname;
}

/** Browsers always name the page that asks; what is no browser names none. */
export function isOwnOrigin(request: Pick<IncomingMessage, 'headers'>): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  return parse(origin)?.host === parse(`http://${host ?? ''}`)?.host && host !== undefined;
}

function parse(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

function bracketed(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}
