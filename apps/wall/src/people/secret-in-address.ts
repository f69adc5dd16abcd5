/** What somebody was sent as a link: the right to become an admin, or what makes this browser a screen. */
export interface Brought {
  readonly link: string | null;
  readonly screen: string | null;
}

/** Behind the `#`, because that part of an address reaches no server and no log. */
export function broughtIn(hash: string): Brought {
  const words = new URLSearchParams(hash.replace(/^#/, ''));
  return { link: words.get('link') || null, screen: words.get('screen') || null };
}

/** Taken out of the address at once: it would be kept among the pages that were visited. */
export function takeFromAddress(): Brought {
  const brought = broughtIn(location.hash);
  if (brought.link !== null || brought.screen !== null)
    history.replaceState(null, '', location.pathname + location.search);
  return brought;
}
