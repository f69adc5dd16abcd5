const tailLength = 4;

/** An id that loses its middle, not its end, when room is short: the end tells siblings apart. */
export function ShortId({ id }: { id: string }) {
  if (id.length <= tailLength * 2) return <span className="short-id">{id}</span>;
  return (
    <span className="short-id">
      <span className="head">{id.slice(0, -tailLength)}</span>
      <span className="tail">{id.slice(-tailLength)}</span>
    </span>
  );
}
