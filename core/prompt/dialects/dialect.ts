import type { WorkspacePath } from '../../ports.ts';
import type { DialectId, Prompt } from '../prompt.ts';

/** One way of writing a prompt file. To add one: copy a file of this folder, add a line to registry.ts. */
export interface Dialect {
	readonly id: DialectId;
	/** Name shown in the editor. */
	readonly title: string;
	/** A reason in words when the file is of this dialect, undefined when it is not. Content decides before the extension does. */
	recognise(path: WorkspacePath, text: string): string | undefined;
	/** Reads the file. Never throws. `reason` is what `recognise` gave. */
	parse(path: WorkspacePath, text: string, reason: string): Prompt;
}
