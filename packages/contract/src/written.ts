import { z } from 'zod';

/** What people and machines write. */
export const lineSchema = z.string().trim().min(1).max(200);
export const textSchema = z.string().trim().min(1).max(2000);
