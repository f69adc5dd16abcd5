import { deskFileSchema } from '@yagura/contract';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';

const file = join(import.meta.dirname, '../../../config/desk.schema.json');

test('TU-8 the published JSON Schema is the one that the desk file is parsed by', async () => {
  const schema = {
    title: 'Yagura desk file',
    ...z.toJSONSchema(deskFileSchema, { io: 'input', unrepresentable: 'any' }),
  };
  await expect(`${JSON.stringify(schema, null, 1)}\n`).toMatchFileSnapshot(file);
});
