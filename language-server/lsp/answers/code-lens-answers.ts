import type { CodeLens as LspCodeLens } from 'vscode-languageserver/node';
import type { CodeLens, CodeLensSubject } from '../../features/editing/editing-service.ts';
import type { Translate } from '../../../io/create-translate.ts';
import { translateFacets } from '../convert/translate-markdown.ts';
import type { OpenDocument } from '../open-document.ts';

/** What travels with a lens to the client and comes back when its title is wanted. */
interface CodeLensData {
	readonly uri: string;
	readonly subject: CodeLensSubject;
}

/** What a lens is converted with. */
interface CodeLensTarget {
	readonly folderUri: string;
	readonly translate: Translate;
}

/**
 * A lens as the client shows it, or, without a command, as it comes back to be resolved. One that only informs has an empty command:
 * a lens without any would have to be resolved. Arguments of commands learn which folder they are about, which matters in a window
 * with several.
 */
export function toLspCodeLens(lens: CodeLens, { uri, positions }: OpenDocument, { folderUri, translate }: CodeLensTarget): LspCodeLens {
	const range = positions.toRange(lens.range);
	if ('subject' in lens) {
		const data: CodeLensData = { uri, subject: lens.subject };
		return { range, data };
	}
	const { title, command } = lens;
	const args = command?.arguments.map(argument => (isPlainObject(argument) ? { folder: folderUri, ...argument } : argument));
	return {
		range,
		command: { title: translateFacets(title, translate), command: command?.id ?? '', ...(args !== undefined && { arguments: args }) },
	};
}

/** Reads what came back from the client. Undefined for anything this server did not put there. */
export function readCodeLensData(data: unknown): CodeLensData | undefined {
	if (typeof data !== 'object' || data === null || !('uri' in data) || !('subject' in data)) return undefined;
	const { uri, subject } = data;
	return typeof uri === 'string' && isSubject(subject) ? { uri, subject } : undefined;
}

function isSubject(subject: unknown): subject is CodeLensSubject {
	if (typeof subject !== 'object' || subject === null || !('kind' in subject)) return false;
	return subject.kind === 'prompt' || (subject.kind === 'variant' && 'variant' in subject && typeof subject.variant === 'string');
}

function isPlainObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
