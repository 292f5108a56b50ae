import type { FileChange, Change } from '../unit-of-work/change.ts';
import { commitMessage } from '../unit-of-work/commit-message.ts';
import { assertWritten } from '../../formats/registry/assert-written.ts';
import { editRegistry } from '../../formats/registry/edit-registry.ts';
import type { RegistryEdit } from '../../formats/registry/edit-registry.ts';
import type { RegisteredName } from './move.ts';

/** What an entry is called in Git. */
interface EntryWords {
	/** First line of the commit message. */
	readonly subject: string;
	readonly reason: string;
	/** The version it is about. */
	readonly version: string;
	/** Id of the request it is about, if it is about one. */
	readonly request?: string;
}

/**
 * One entry in a registry file as a change of that file: its new text and the commit. What the edit does not name stays. Pure.
 *
 * @param change - `contents` are files that go into the same commit as they are.
 *
 * @throws Error when the text does not read, or does not end with these transitions.
 */
export function registryChange(
	{ name, kind, path, registry, config }: Omit<RegisteredName, 'index' | 'state'>,
	{ contents = [], ...change }: Partial<Omit<RegistryEdit, 'name' | 'kind'>> & { readonly contents?: FileChange['alongside'] },
	{ subject, reason, version, request }: EntryWords,
): Change & { readonly write: FileChange } {
	const unchanged = { pointers: new Map(), stages: new Map(), registered: [], transitions: [] };
	const edit: RegistryEdit = { name, kind, ...unchanged, ...change };
	const text = editRegistry(registry?.text, edit);
	assertWritten({ path, config }, text, edit.transitions);
	const message = commitMessage(subject, reason, [
		['Stagemark-Prompt', `${name}@${version}`],
		...(request === undefined ? [] : [['Stagemark-Request', request] as const]),
		...edit.transitions.map(({ digest }) => ['Stagemark-Transition', digest] as const),
	]);
	const write = { kind: 'file' as const, path, text, before: registry?.text, ...(contents.length === 0 ? {} : { alongside: contents }) };
	return { write, message, tag: undefined, settings: config.git };
}
