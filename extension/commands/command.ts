import type { Services } from '../services.ts';

/** A command as a value. Registered by its id in the manifest; ask/run-command.ts runs it, wrapped once for errors and trust. */
export interface Command {
	/** `stagemark.` followed by the file name in camelCase; test/contract/package-json.test.ts checks both. */
	readonly id: `stagemark.${string}`;
	/** True for a command that writes or executes: refused in Restricted Mode, here and by `enablement` in the manifest. */
	readonly needsTrust: boolean;
	/**
	 * Does the work. `args` is whatever the caller gave: nothing from the palette, tree elements from a context menu, a URI
	 * from an editor title, plain objects from a code lens or another extension. Each command reads them with a zod schema.
	 * What is not given is asked for; leaving a question unanswered ends the command without a word.
	 */
	run(services: Services, args: readonly unknown[]): Promise<void>;
}
