import type { Result } from '../base/result.ts';

/** One row of a query by column. Whole numbers that JavaScript cannot hold end the query, so ids are asked for as text. */
export type DatabaseRow = Readonly<Record<string, unknown>>;

/** An SQLite database of somebody else, opened to be read. */
export interface Database {
	/** All rows of one query. @throws DatabaseUnreadable */
	rows(query: string, ...parameters: readonly string[]): readonly DatabaseRow[];
	close(): void;
}

/** A query that the database does not answer; the message says why, as SQLite does. */
export class DatabaseUnreadable extends Error {}

/** Opens databases. */
export interface Databases {
	/** Opens a file to be read, and waits up to five seconds for whoever writes. The failure says why it cannot be read. */
	open(absolutePath: string): Promise<Result<Database, string>>;
}
