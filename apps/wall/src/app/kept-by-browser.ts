/** What this browser remembers of its user's choices; a browser that forbids it forgets them, and nothing else suffers. */
export const keptByBrowser: Pick<Storage, 'getItem' | 'setItem'> = {
  getItem(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // forbidden
    }
  },
  setItem(key, value) {
    try {
      localStorage.setItem(key, value);
    } catch {
      return; // forbidden, or full
    }
  },
};
