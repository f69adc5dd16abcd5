import { BlockList, isIP } from 'node:net';

export interface Network {
  readonly address: string;
  readonly bits: number;
}

/** Networks and single addresses, separated by commas or spaces; null for what is none. */
export function parseNetworks(text: string): readonly Network[] | null {
  const networks: Network[] = [];
  for (const word of text.split(/[\s,]+/).filter((each) => each !== '')) {
    const [address = '', bits, ...more] = word.split('/');
    const family = isIP(address);
    const whole = family === 6 ? 128 : 32;
    const length = bits === undefined ? whole : Number(bits);
    if (family === 0 || more.length > 0 || !/^\d{1,3}$/.test(bits ?? '0') || length > whole) return null;
    networks.push({ address, bits: length });
  }
  return networks;
}

export function listOf(networks: readonly Network[]): BlockList {
  const list = new BlockList();
  for (const { address, bits } of networks) list.addSubnet(address, bits, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  return list;
}

export function isIn(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}
