import type { z } from 'zod';

const longest = 240;

/** One line that names the field; bounded, because what it quotes came from outside. */
export function explainIssue(schema: z.ZodType, value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'must be a JSON object';
  const result = schema.safeParse(value);
  if (result.success) return 'has a field with a name that is not allowed';
  const [issue] = result.error.issues;
  if (issue === undefined) return 'is not valid';
  const field = issue.path.map(String).join('.');
  const text = field === '' ? issue.message : `${field}: ${issue.message}`;
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
