import { config } from 'zod';

/** The page's content policy forbids eval, and zod would try it once as soon as the first schema is made. */
config({ jitless: true });
