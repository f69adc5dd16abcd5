import { themes, type Theme } from '@yagura/contract';
import { useContext } from 'react';
import { ThemeContext, useTheme } from './context.ts';

const says: Readonly<Record<Theme, string>> = {
  dark: 'dark room',
  bright: 'bright room',
  grey: 'grey while all is well',
  classic: 'red, amber, green',
};

/** The four looks, to choose from; a registered screen keeps the one that it was set up with. */
export function Looks() {
  const handle = useContext(ThemeContext);
  const theme = useTheme((state) => state.theme);
  const isFixed = useTheme((state) => state.isFixed);
  if (handle === null) return null;
  return (
    <div className="looks" role="group" aria-label="Look of this page">
      <span>Look</span>
      {themes.map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={each === theme}
          disabled={isFixed && each !== theme}
          data-look={each}
          onClick={() => handle.choose(each)}
        >
          {says[each]}
        </button>
      ))}
      {isFixed && <span>as this screen was set up</span>}
    </div>
  );
}
