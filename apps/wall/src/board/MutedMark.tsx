/** A bell that is struck out: nothing is announced of it. Its word stands beside it wherever there is room. */
export function MutedMark() {
  return (
    <svg className="muted-mark" viewBox="0 0 24 24" aria-hidden="true">
      <path
        fill="currentColor"
        d="M12 2a6.5 6.5 0 0 1 6.5 6.5c0 5 1.3 6.6 2.8 8H2.7c1.5-1.4 2.8-3 2.8-8A6.5 6.5 0 0 1 12 2z"
      />
      <path fill="currentColor" d="M9.3 18.5h5.4a2.7 2.7 0 0 1-5.4 0z" />
      <path stroke="currentColor" strokeWidth="3" fill="none" d="M2.5 1.5l19 21" />
    </svg>
  );
}
