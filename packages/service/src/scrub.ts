export const HIDDEN = '[hidden]';
const SECRET_NAME = /token|passw|passphrase|secret|authorization|cookie|credential|api[-_ ]?key|private[-_ ]?key/i;
const SECRET_PARAMETER =
  /((?:token|passw(?:or)?d|secret|authorization|api[-_]?key)["']?\s{0,3}[=:]\s{0,3})("[^"]*"?|'[^']*'?|(?:(?:bearer|basic)\s{1,3})?[^\s&"',;}\]]+)/gi;
const BEARER = /\bbearer\s{1,3}[\w.~+/=-]{8,}/gi;
const MAX_TEXT = 4_000;

export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** What a log line or an error sentence may show of a text: bounded, without credentials. */
export function scrub(text: string, longest = MAX_TEXT): string {
  const shown = text.length > longest ? `${clip(text, longest)}…` : text;
  return withoutCredentials(shown).replace(SECRET_PARAMETER, `$1${HIDDEN}`).replace(BEARER, `bearer ${HIDDEN}`);
}

// A cut may fall inside a URL, before the "@" by which credentials are known: that last piece is not shown.
function clip(text: string, longest: number): string {
  const start = text.slice(0, longest);
  const lastRun = Math.max(...[' ', '\t', '\n', '"', '<', '>'].map((end) => start.lastIndexOf(end)));
  const url = start.indexOf('://', lastRun + 1);
  return url >= 0 ? start.slice(0, url) : start;
}

// Runs that can not overlap instead of one clever expression: the cost must stay linear in what a stranger sends.
function withoutCredentials(text: string): string {
  return text.replace(/:\/\/([^\s"<>]+)/g, (_, run: string) => `://${withoutUserInformation(run)}`);
}

function withoutUserInformation(run: string): string {
  const end = run.lastIndexOf('@');
  if (end < 0) return run;
  const before = run.slice(0, end);
  // A colon before the "@" without the digits of a port after it: a password with an unescaped slash, "?" or "#".
  const odd = /:(?!\d+(?:[/?#]|$))/.test(before.replace(/^\[[\da-f:.]+\]/i, ''));
  const insideAuthority = !/[/?#]/.test(before);
  return odd || insideAuthority ? run.slice(end + 1) : run;
}
