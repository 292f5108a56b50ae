import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { FileReader, WorkspacePath } from '../../ports/file-store.ts';
import type { Git } from '../../ports/git.ts';
import type { Signer } from '../../ports/signer.ts';
import type { Config } from '../../formats/config/config.ts';
import { parseSignersLog } from '../../formats/signing/signers-log.ts';
import type { SignersVersion } from '../../formats/signing/signers-log.ts';
import { judgeSigners } from './judge-signers.ts';
import type { JudgedSigners } from './judge-signers.ts';
import { signersPaths } from './signers-paths.ts';

/** What signatures are checked with. */
export interface SigningAccess {
	readonly files: Pick<FileReader, 'read'>;
	readonly git: Pick<Git, 'fileHistory' | 'readAt'>;
	readonly signer: Signer;
	readonly signal: CancelSignal;
}

/** Who may sign in this workspace, and whether that can be trusted. */
export interface Signers extends Omit<JudgedSigners, 'inForce' | 'root'> {
	readonly path: WorkspacePath;
	/** SHA-256 of the first version; undefined when nobody may sign yet. */
	readonly root: string | undefined;
	/** The text in force; undefined when nobody may sign yet. */
	readonly text: string | undefined;
	/** Every version there is, those that do not count included. */
	readonly versions: readonly SignersVersion[];
}

/**
 * Reads who may sign, as it is and as every commit had it. A file without a log is its own first version, as its first commit has it:
 * later changes of it by hand do not count.
 */
export async function loadSigners(config: Pick<Config, 'registry'>, access: SigningAccess): Promise<Signers> {
	const paths = signersPaths(config);
	const [present, log] = await Promise.all([readText(paths.file, access), readText(paths.log, access)]);
	const committed = await committedVersions(paths, access);
	const read = log === undefined ? undefined : parseSignersLog(log);
	const flaws = log !== undefined && read === undefined ? [unreadable(paths.log)] : [];
	const versions = read?.versions ?? committed[0] ?? (present === undefined ? [] : [handMade(present)]);
	const [first, ...later] = versions;
	if (first === undefined) return { path: paths.file, root: undefined, text: undefined, versions, problems: flaws, unchecked: undefined };
	const { inForce, root, problems, unchecked } = await judgeSigners([first, ...later], claim =>
		access.signer.check(claim, access.signal),
	);
	const all = [
		...flaws,
		...problems,
		...rewritten(versions, committed, paths.log),
		...(present === versions.at(-1)?.text ? [] : [editedByHand(paths.file)]),
	];
	return { path: paths.file, root, text: inForce.text, versions, problems: all, unchecked };
}

async function readText(path: WorkspacePath, { files }: SigningAccess): Promise<string | undefined> {
	const content = await files.read(path);
	return content.kind === 'text' ? content.text.replaceAll('\r\n', '\n') : undefined;
}

/** What each commit had, oldest first. */
async function committedVersions(
	{ file, log }: ReturnType<typeof signersPaths>,
	{ git, signal }: SigningAccess,
): Promise<readonly (readonly SignersVersion[])[]> {
	const states: (readonly SignersVersion[])[] = [];
	for (const { commit, at } of (await git.fileHistory([log, file], changeLimit)).toReversed()) {
		signal.throwIfAborted();
		const texts = await git.readAt(commit, [file, log]);
		const versions = parseSignersLog(texts.get(log) ?? '')?.versions;
		const text = texts.get(file);
		if (versions !== undefined) states.push(versions);
		else if (text !== undefined && states.length === 0) states.push([{ ...handMade(text), at }]);
	}
	return states;
}

const changeLimit = 500;

/** A file that a person wrote, before there was a log. */
function handMade(text: string): SignersVersion {
	return { text, at: '', by: '', reason: '' };
}

/** A version that some commit has and that is not where it was. After a merge of two branches there may be two roots. */
function rewritten(versions: readonly SignersVersion[], committed: readonly (readonly SignersVersion[])[], log: string): readonly string[] {
	const isKept = (state: readonly SignersVersion[]): boolean =>
		state.every(({ text, signature }, position) => versions[position]?.text === text && versions[position].signature === signature);
	if (committed.every(isKept)) return [];
	const roots = new Set(committed.map(([first]) => first?.text));
	const what = roots.size > 1 ? 'Git has more than one first version of it' : 'a version that Git has is missing or changed';
	return [`${log} was rewritten: ${what}. Restore it from Git, and repeat later changes with “stagemark signers”.`];
}

function editedByHand(path: string): string {
	return `${path} was edited by hand, and nobody signed that, so it does not count. Restore it from Git, then use “stagemark signers add” or “remove”.`;
}

function unreadable(path: string): string {
	return `${path} cannot be read, so it does not say who may sign. Restore it from Git.`;
}
