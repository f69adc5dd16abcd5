import { calendarFileSchema } from '@yagura/contract';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';

const file = join(import.meta.dirname, '../../../../config/calendars.schema.json');

test('CA-17 the published JSON Schema is the one that the calendar file is parsed by', async () => {
  const schema = {
    title: 'Yagura calendar file',
    ...z.toJSONSchema(calendarFileSchema, { io: 'input', unrepresentable: 'any' }),
  };
  await expect(`${JSON.stringify(schema, null, 1)}\n`).toMatchFileSnapshot(file);
});
