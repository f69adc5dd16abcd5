import type { PersonIdentity, Token } from '@yagura/contract';
import { useContext } from 'react';
import { useDesk } from '../app/wall.ts';
import { AdminApiContext, AdminContext, useAdmin } from './context.ts';
import { EndForm } from './EndForm.tsx';
import { Handed } from './Handed.tsx';
import { Act, Line, Lines } from './Lines.tsx';
import { scopeText } from './scope-words.ts';
import { NewTokenForm } from './TokenForm.tsx';
import { whenWords } from './words.ts';

export function TokenLines({ me }: { readonly me: PersonIdentity }) {
  const admin = useContext(AdminContext);
  const tokens = useAdmin((state) => state.tokens);
  const handed = useAdmin((state) => state.handed);
  const making = useAdmin((state) => state.writing?.what === 'make');
  return (
    <>
      {handed !== null ? (
        <Handed {...handed} />
      ) : making ? (
        <NewTokenForm me={me} />
      ) : (
        <p className="section-acts">
          <Act letter="N" does="New token" onDo={() => admin.write({ what: 'make', about: null })} />
          <span className="soft">What sends heartbeats has its token in the desk file, under senders.</span>
        </p>
      )}
      <Lines label="Tokens" count={tokens?.length ?? null} none="No screen and no automation has a token.">
        {tokens?.map((token) => (
          <TokenLine key={token.id} token={token} />
        ))}
      </Lines>
    </>
  );
}

function TokenLine({ token }: { readonly token: Token }) {
  const api = useContext(AdminApiContext);
  const admin = useContext(AdminContext);
  const writing = useAdmin((state) => state.writing?.what === 'end' && state.writing.about === token.id);
  const made = useDesk((state) => whenWords(token.madeAt, state.toldSecond * 1000));
  const end = () => admin.write({ what: 'end', about: token.id });
  const revoke = () =>
    void admin.attempt('tokens', `The token “${token.name}” is revoked.`, () => api.endToken(token.id));
  return (
    <Line
      id={token.id}
      words={
        <>
          <b>{token.name}</b>
          <span className="soft">{token.id}</span>
          <span>{token.kind === 'screen' ? 'screen' : `automation, ${token.role}`}</span>
          <span>{scopeText(token.scope)}</span>
          <span className="soft">
            made by {token.madeBy}, {made} UTC
          </span>
        </>
      }
      acts={writing ? undefined : <Act letter="X" does="Revoke" onDo={end} />}
      below={
        writing ? (
          <EndForm
            label={`Revoke the token “${token.name}”?`}
            does="Revoke"
            text="Whatever holds it is let in no more, within five seconds. It cannot be given back."
            onEnd={revoke}
          />
        ) : undefined
      }
    />
  );
}
