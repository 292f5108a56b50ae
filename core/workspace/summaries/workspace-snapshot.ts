import { withoutUndefined } from '../../base/without-undefined.ts';
import type { ConfigInForce } from '../../formats/config/config.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { ComponentSummary, PromptSummary } from './file-summary.ts';
import type { FileSummary } from './summarize-file.ts';
import { createWorkspaceIndex } from '../workspace-index.ts';
import type { WorkspaceIndex } from '../workspace-index.ts';

/** Everything an index knows at one moment. Plain data: it survives JSON, and an index made from it answers the same. */
export interface WorkspaceSnapshot {
	readonly config: ConfigInForce;
	/** Every file that exists, those of which nothing more is known included. */
	readonly paths: readonly WorkspacePath[];
	/** What files say by themselves. Each stands in `paths`, too. */
	readonly files: readonly (readonly [path: WorkspacePath, summary: FileSummary])[];
	/** What was read from commits, the newest commit of a name first. */
	readonly history: readonly (ComponentSummary | PromptSummary)[];
}

/** What makes one snapshot of another. */
export interface SnapshotChange {
	/** Undefined when it is as it was. */
	readonly config?: ConfigInForce;
	readonly files: readonly FileChange[];
	/** Only what came in addition: nobody unlearns what a commit had. */
	readonly history: WorkspaceSnapshot['history'];
}

/** One file that came, went or says something else. */
export interface FileChange {
	readonly path: WorkspacePath;
	readonly exists: boolean;
	/** Undefined for one that says nothing (any more). */
	readonly summary?: FileSummary;
}

export function snapshotOf({ configInForce, paths, files, history }: WorkspaceIndex): WorkspaceSnapshot {
	const { value, isWritten, problems } = configInForce;
	return { config: { value, isWritten, problems }, paths, files: [...files], history };
}

/** An index that knows what the snapshot says. Nothing is read or parsed. */
export function indexOfSnapshot({ config, paths, files, history }: WorkspaceSnapshot): WorkspaceIndex {
	const index = createWorkspaceIndex(config);
	for (const path of paths) index.note(path, true);
	for (const [path, summary] of files) index.set(path, summary);
	index.addHistory(history);
	return index;
}

/** Brings an index that was as the earlier snapshot says to where the later one is. True when that changed anything. */
export function applyChange(index: WorkspaceIndex, { config, files, history }: SnapshotChange): boolean {
	if (config !== undefined) index.configure(config);
	index.addHistory(history);
	const changes = files.map(({ path, exists, summary }) => {
		const isNews = index.note(path, exists);
		return index.set(path, summary) || isNews;
	});
	return config !== undefined || history.length > 0 || changes.includes(true);
}

/** What changed from one snapshot to a later one; undefined for nothing. Costs little for files whose summary is the same object. */
export function changeBetween(before: WorkspaceSnapshot, after: WorkspaceSnapshot): SnapshotChange | undefined {
	const summaries = [new Map(before.files), new Map(after.files)] as const;
	const paths = [new Set(before.paths), new Set(after.paths)] as const;
	const files: FileChange[] = [];
	for (const path of new Set([...before.paths, ...after.paths])) {
		const [known, summary] = [summaries[0].get(path), summaries[1].get(path)];
		const exists = paths[1].has(path);
		if (exists === paths[0].has(path) && isSame(known, summary)) continue;
		files.push(withoutUndefined({ path, exists, summary }));
	}
	const past = new Set(before.history);
	const history = after.history.filter(summary => !past.has(summary));
	const hasConfigChanged = !isSame(before.config, after.config);
	if (!hasConfigChanged && files.length === 0 && history.length === 0) return undefined;
	return withoutUndefined({ config: hasConfigChanged ? after.config : undefined, files, history });
}

function isSame(left: unknown, right: unknown): boolean {
	return left === right || JSON.stringify(left) === JSON.stringify(right);
}
