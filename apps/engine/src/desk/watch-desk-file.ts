import { statSync } from 'node:fs';

/** Looks at the file's stamp each second: editors replace files in ways that change notifications miss. */
const lookEveryMs = 1000;

export function watchDeskFile(file: string, onChange: () => void): { stop(): void } {
  let stamp = stampOf(file);
  const timer = setInterval(() => {
    const next = stampOf(file);
    if (next === stamp) return;
    stamp = next;
    onChange();
  }, lookEveryMs);
  return { stop: () => clearInterval(timer) };
}

/** Another one with every edit. */
export function stampOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stat ? `${stat.ino}:${stat.mtimeNs}:${stat.size}` : 'missing';
}
