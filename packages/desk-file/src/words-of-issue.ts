import { deskFileSchema } from '@yagura/contract';
import { z } from 'zod';
import { suggest } from './suggest.ts';

type Path = readonly PropertyKey[];

/** What the schema found, in the words of whoever wrote the file. An unknown key is reported at the key, not at the object around it. */
export function wordsOfIssue(issue: z.core.$ZodIssue): { path: Path; text: string }[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      text: `is not a field of the desk file here${suggest(key, fieldsAt(issue.path))}`,
    }));
  return [{ path: issue.path, text: textOf(issue) }];
}

function textOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'is missing';
  if (issue.code === 'invalid_value' && typeof issue.input === 'string')
    return `"${issue.input}" is not known here${suggest(issue.input, issue.values.map(String)) || `; it must be one of ${issue.values.join(', ')}`}`;
  if (issue.code === 'invalid_union' && issue.errors.length > 0)
    return [...new Set(issue.errors.flatMap((errors) => errors.map(textOf)))].join(', or ');
  return issue.message;
}

/** The fields that the schema knows at a place. */
function fieldsAt(path: Path): string[] {
  let schema: unknown = deskFileSchema;
  for (const part of path) schema = memberOf(bare(schema), part);
  const at = bare(schema);
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}

function memberOf(schema: unknown, part: PropertyKey): unknown {
  if (schema instanceof z.ZodObject) return schema.shape[String(part)];
  if (schema instanceof z.ZodArray) return schema.element;
  return schema instanceof z.ZodRecord ? schema.valueType : undefined;
}

function bare(schema: unknown): unknown {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault ? bare(schema.unwrap()) : schema;
}
