import type { DeskFile, Watched } from '@yagura/contract';
import type { Examiner } from './examined.ts';

export const missingTokens: Examiner = ({ tokens }) => ({
  code: 'token-missing',
  noun: 'token',
  lack: 'not to be had here',
  advice: 'The engine refuses the desk without it: it must be set where the engine runs.',
  about: tokens.map(({ line, text }) => (line === null ? text : `line ${line}: ${text}`)),
});

export const writtenTokens: Examiner = ({ desk }) => ({
  code: 'token-written',
  noun: 'sender',
  lack: 'with the token in the desk file itself',
  advice: 'Whoever reads the file may send as them; write env:NAME or file:PATH.',
  about: desk.senders.filter(({ token }) => !/^(env|file):/.test(token)).map(({ id }) => id),
});

export const componentsNobodySendsFor: Examiner = ({ desk, inventory }) => ({
  code: 'no-sender',
  noun: 'component',
  lack: "in no sender's scope",
  advice: 'Nobody may send for them, so they stay "no sight"; widen a scope or add a sender.',
  about: inventory.components
    .filter((component) => !desk.senders.some(({ scope }) => covers(scope, component)))
    .map(({ id }) => id),
});

function covers(scope: DeskFile['senders'][number]['scope'], { site, owner }: Watched): boolean {
  return scope === '*' || scope === `site:${site}` || (owner !== null && scope === `owner:${owner}`);
}
