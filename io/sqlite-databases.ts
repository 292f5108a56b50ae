import type * as Sqlite from 'node:sqlite';
import { DatabaseUnreadable } from '../core/ports/database.ts';
import type { Database, DatabaseRow, Databases } from '../core/ports/database.ts';
import { fail, succeed } from '../core/base/result.ts';
import type { Result } from '../core/base/result.ts';

/** Databases by the SQLite that Node brings, which is loaded with the first of them. */
export const sqliteDatabases: Databases = {
	async open(absolutePath: string): Promise<Result<Database, string>> {
		const sqlite = await loadSqlite();
		if (sqlite === undefined) return fail('this version of Node has no SQLite; use the command line with Node 22.13 or later');
		try {
			const opened = new sqlite.DatabaseSync(absolutePath, { readOnly: true });
			// The schema is somebody else's: views and defaults in it must call nothing.
			opened.exec('PRAGMA trusted_schema = OFF; PRAGMA busy_timeout = 5000');
			return succeed(new NodeDatabase(opened));
		} catch (error) {
			return fail(messageOf(error));
		}
	},
};

class NodeDatabase implements Database {
	readonly #opened: Sqlite.DatabaseSync;

	constructor(opened: Sqlite.DatabaseSync) {
		this.#opened = opened;
	}

	rows(query: string, ...parameters: readonly string[]): readonly DatabaseRow[] {
		try {
			return this.#opened.prepare(query).all(...parameters);
		} catch (error) {
			throw new DatabaseUnreadable(messageOf(error), { cause: error });
		}
	}

	close(): void {
		this.#opened.close();
	}
}

/** Node 22 warns that its SQLite is an experiment. Nobody who imports runs can do anything about it. */
async function loadSqlite(): Promise<Pick<typeof Sqlite, 'DatabaseSync'> | undefined> {
	const emitWarning = process.emitWarning.bind(process);
	process.emitWarning = () => undefined;
	try {
		return await import('node:sqlite');
	} catch {
		return undefined;
	} finally {
		process.emitWarning = emitWarning;
	}
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
