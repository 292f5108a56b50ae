import type { WorkspacePath } from '../../../ports/file-store.ts';
import type { DialectId, Prompt } from '../prompt.ts';
import type { TemplateName } from '../template-name.ts';
import type { CandidateFile } from './candidate-file.ts';

/** One way of writing a prompt file. To add one: `node tools/new.mjs dialect NAME`. */
export interface Dialect {
	readonly id: DialectId;
	/** Name shown in the editor. */
	readonly title: string;
	/** Its row among the formats in the README. */
	readonly documentation: DialectDocumentation;
	/** True for our own formats, which take a file only when it shows no sign of another tool’s. */
	readonly isFallback: boolean;
	/** A reason in words when the file is of this dialect, undefined when it is not. Content decides before the extension does. */
	recognise(file: CandidateFile): string | undefined;
	/**
	 * Reads the file. Never throws. `reason` is what `recognise` gave, `template` the language of a template that does not name its own,
	 * which dialects of other tools leave unread.
	 */
	parse(path: WorkspacePath, text: string, reason: string, template?: TemplateName): Prompt;
}

/** A few words of Markdown each. */
interface DialectDocumentation {
	readonly format: string;
	/** How its files are told from others. */
	readonly files: string;
	/** The template languages it may use. */
	readonly template: string;
}
