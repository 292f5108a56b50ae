import { configPath } from '../../core/formats/config-path.ts';
import { fileKindOf } from '../../core/workspace/file-kind.ts';
import type { WorkspacePath } from '../../core/ports/file-store.ts';
import type { StagedFileReader } from '../../io/staged-files.ts';
import type { LanguageService } from '../../language-server/language-service.ts';
import type { UnreadSummary } from '../../core/workspace/summaries/file-summary.ts';
import type { CommandContext } from '../command.ts';
import { UsageError } from '../text/output.ts';
import { toWorkspacePath } from '../workspace-path.ts';
import type { CheckedFiles } from './collect-findings.ts';

/** The files that a check is about. */
export interface Selection extends CheckedFiles {
	/** True for a commit that changes nothing the tool reads; then it is in order that nothing is read. */
	readonly isUnconcerned: boolean;
}

/**
 * The files at or below the wanted paths, of a commit only those it concerns.
 *
 * @param wanted - Paths as the user typed them; none for everything.
 * @throws UsageError for a path at which there is nothing: a misspelt one must not read as clean.
 */
export async function selectFiles(
	service: LanguageService,
	wanted: readonly string[],
	staged: StagedFileReader | undefined,
	context: CommandContext,
): Promise<Selection> {
	const scope = staged === undefined ? everything(service) : await scopeOfCommit(service, staged);
	const unread = unreadOf(service);
	if (wanted.length === 0) return { ...split(scope.paths, service), unread, isUnconcerned: scope.isUnconcerned };
	const selected = new Set<WorkspacePath>();
	const concerned = new Set<UnreadSummary>();
	for (const given of wanted) {
		const folder = toWorkspacePath(given, context);
		const isBelow = (path: WorkspacePath): boolean => folder === '' || path === folder || path.startsWith(`${folder}/`);
		for (const summary of unread) if (isBelow(summary.path) || folder.startsWith(`${summary.path}/`)) concerned.add(summary);
		if (!service.files().some(isBelow) && concerned.size === 0) throw new UsageError(nothingThere(given, staged !== undefined));
		const found = scope.paths.filter(isBelow);
		if (split(found, service).candidates.length === 0) context.output.note(nothingMatched(given, staged !== undefined));
		found.forEach(path => selected.add(path));
	}
	return { ...split([...selected].sort(), service), unread: [...concerned], isUnconcerned: scope.isUnconcerned };
}

function unreadOf(service: LanguageService): readonly UnreadSummary[] {
	const documents = new Set(service.documents());
	return service.facts().unread.filter(({ path }) => !documents.has(path));
}

interface Scope {
	readonly paths: readonly WorkspacePath[];
	readonly isUnconcerned: boolean;
}

function everything(service: LanguageService): Scope {
	return { paths: service.files(), isUnconcerned: false };
}

/**
 * What a commit of the index would change, so that a finding in another file does not stand in its way. Without a file that others
 * may refer to, and under another configuration, any document may have new findings.
 */
async function scopeOfCommit(service: LanguageService, staged: StagedFileReader): Promise<Scope> {
	const { config } = service.facts();
	const isOurs = (path: WorkspacePath): boolean => fileKindOf(path, config) !== undefined;
	const { present, removed } = await staged.changes();
	const touchesOthers = present.has(configPath) || removed.some(isOurs);
	if (touchesOthers) return { paths: service.files(), isUnconcerned: false };
	return { paths: service.files().filter(path => present.has(path)), isUnconcerned: ![...present].some(isOurs) };
}

function split(paths: readonly WorkspacePath[], service: LanguageService): Pick<CheckedFiles, 'candidates' | 'otherCount'> {
	const documents = new Set(service.documents());
	const candidates = paths.filter(path => documents.has(path));
	return { candidates, otherCount: paths.length - candidates.length };
}

function nothingThere(given: string, isStaged: boolean): string {
	return isStaged
		? `${given}: nothing is staged there, so it was not checked. Add it with “git add”, or leave out paths that the commit deletes.`
		: `${given}: there is no such file or folder, so nothing was checked. Correct the path.`;
}

function nothingMatched(given: string, isStaged: boolean): string {
	return isStaged
		? `${given}: the commit changes no file there that Stagemark checks.`
		: `${given}: Stagemark checks no file there. The key "prompts" in stagemark.yaml sets where prompts are found.`;
}
