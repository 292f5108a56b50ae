import type { Dialect } from './dialect.ts';
import { plainJinja } from './plain-jinja.ts';
import { stagemark } from './stagemark.ts';

/** Every dialect, in alphabetical order. At most one recognises a file. */
export const dialects: readonly Dialect[] = [plainJinja, stagemark];
