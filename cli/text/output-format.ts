import { z } from 'zod';

/** The two formats every command has. */
export const outputFormatSchema = z.object({ format: z.enum(['text', 'json']).default('text') });

/** Help text of the option that goes with it. */
export const outputFormatHelp = 'text or json';
