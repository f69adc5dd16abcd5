export type Labels = Readonly<Record<string, string>>;

const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const RESERVED: ReadonlySet<string> = new Set(['service', 'le']);

/** `a="1",b="2"`, sorted, so that the same labels in another order are the same series. */
export function labelText(labels: Labels): string {
  const names = Object.keys(labels);
  if (names.length > 1) names.sort();
  return names.map((name) => `${checked(name)}="${escapeLabel(String(labels[name]))}"`).join(',');
}

export function escapeLabel(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

function checked(name: string): string {
  if (!LABEL_NAME.test(name)) throw new TypeError(`"${name}" can not be the name of a metric's label`);
  if (RESERVED.has(name)) throw new TypeError(`the label "${name}" is set by the service itself`);
  return name;
}
