const longestTail = 3;

/** An id that loses its middle, not its end, when room is short: "-1" and "-2" tell siblings apart. */
export function ShortId({ id }: { id: string }) {
  const cut = id.search(/[-._][^-._]*$/);
  const tail = cut > longestTail && id.length - cut - 1 <= longestTail ? id.slice(cut) : '';
  return (
    <span className="short-id">
      <span className="head">{tail === '' ? id : id.slice(0, cut)}</span>
      {tail !== '' && <span className="tail">{tail}</span>}
    </span>
  );
}
