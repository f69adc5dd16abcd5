import type { Token } from '@yagura/contract';
import { useContext, useRef, useState } from 'react';
import { useFocusFirst } from '../people/use-focus-first.ts';
import { AdminContext } from './context.ts';

interface HandedProps {
  readonly token: Token;
  readonly secret: string;
}

/** The one time that a token is told. Nothing remembers it once it is put away. */
export function Handed({ token, secret }: HandedProps) {
  const admin = useContext(AdminContext);
  const box = useRef<HTMLDivElement>(null);
  useFocusFirst(box);
  return (
    <div ref={box} className="handed" role="alertdialog" aria-label={`Token ${token.name}`} data-testid="handed">
      <h2>Copy it now: it is never shown again</h2>
      {token.kind === 'screen' ? (
        <>
          <p>Open this address once on the screen “{token.name}”; it stays signed in until the token is revoked.</p>
          <ToCopy label="Address" text={`${location.origin}/#screen=${encodeURIComponent(secret)}`} />
        </>
      ) : (
        <p>“{token.name}” sends it with each request as “Authorization: Bearer”, a space, and the token.</p>
      )}
      <ToCopy label="Token" text={secret} />
      <button type="button" onClick={() => admin.leave()}>
        <kbd>Esc</kbd> I have copied it
      </button>
    </div>
  );
}

/** A page without TLS may not write the clipboard: then it is chosen, and copied by hand. */
function ToCopy({ label, text }: { readonly label: string; readonly text: string }) {
  const field = useRef<HTMLInputElement>(null);
  const [said, say] = useState('Copy');
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(text);
      say('Copied');
    } catch {
      say('Press Ctrl C'); // no clipboard here, or it was refused
    }
  };
  return (
    <p className="to-copy">
      <label>
        <span>{label}</span>
        <input ref={field} readOnly value={text} onFocus={({ target }) => target.select()} spellCheck={false} />
      </label>
      <button type="button" onClick={() => void copy()}>
        {said}
      </button>
    </p>
  );
}
