import type { z } from 'zod';
import type { Tracking } from './tracking.ts';

/** One question that clients of MLflow ask, answered as JSON. */
export interface Route {
	readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
	/** Below `/api/2.0/mlflow/`. */
	readonly path: string;
	/** `input` is the body, or the query of a GET; a ZodError is told to the client. */
	answer(input: unknown, tracking: Tracking): unknown;
}

/** A route whose input is checked by a schema. */
export function route<Schema extends z.ZodType>(
	at: `${Route['method']} ${string}`,
	schema: Schema,
	answer: (input: z.output<Schema>, tracking: Tracking) => unknown,
): Route {
	const [method = '', path = ''] = at.split(' ');
	return { method: method as Route['method'], path, answer: (input, tracking) => answer(schema.parse(input), tracking) };
}
