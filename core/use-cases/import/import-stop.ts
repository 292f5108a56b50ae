import type { InputFailure } from '../record/record-request.ts';
import type { ImportFailure } from './import-failure.ts';

/**
 * Ends an import from inside the reading of its files. Readers are generators that others pull from, through which a
 * failure cannot be handed back as a value; `readImport` and `stageRun` turn it into one.
 */
export class ImportStop extends Error {
	readonly failure: ImportFailure | InputFailure;

	constructor(failure: ImportFailure | InputFailure) {
		super(`Nothing can be imported: ${failure.kind}`);
		this.failure = failure;
	}

	/** For a file whose content cannot be used; `message` says where and why. */
	static because(path: string, message: string): ImportStop {
		return new ImportStop({ kind: 'unusable-import', path, message });
	}
}
