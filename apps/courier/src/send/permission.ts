import { isIP } from 'node:net';
import { isIn, listOf, type Network } from './networks.ts';

/** Where messages may go. */
export interface Reach {
  /** Only this machine reaches the wall, so that its own receivers are meant to be told. */
  readonly loopback: boolean;
  /** Own networks that somebody named. */
  readonly networks: readonly Network[];
}

export type Permission = (address: string, scheme: 'http' | 'https') => boolean;

const loopback = networksOf('127.0.0.0/8', '::1/128');
/** Nobody outside is there: our own networks, this link, services of a cloud, ways to write one of them as an address of version 6. */
const notPublic = networksOf(
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
);
/** Of version 6 only what is given out for the public internet, without what carries an address of version 4 in it. */
const publicSix = networksOf('2000::/3');
const carriesFour = networksOf('2001::/32', '2001:db8::/32', '2002::/16');

/** Asked for each address that a name leads to, at the moment of connecting: a name may lead elsewhere than it did. */
export function permissionFor({ loopback: own, networks }: Reach): Permission {
  const named = listOf(networks);
  return (given, scheme) => {
    const address = given.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
    if (isIP(address) === 0) return false;
    if (isIn(loopback, address)) return own || isIn(named, address);
    if (scheme === 'http') return false;
    if (isIn(named, address)) return true;
    if (isIP(address) === 4) return !isIn(notPublic, address);
    return isIn(publicSix, address) && !isIn(carriesFour, address);
  };
}

function networksOf(...texts: readonly string[]) {
  return listOf(
    texts.map((text) => {
      const [address = '', bits] = text.split('/');
      return { address, bits: Number(bits) };
    }),
  );
}
