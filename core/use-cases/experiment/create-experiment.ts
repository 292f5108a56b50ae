import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { NewFile, WorkspacePath, WriteFailure } from '../../ports/file-store.ts';
import type { CommitFailure } from '../../ports/git.ts';
import type { Ports } from '../../ports/ports.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { loadWorkspace } from '../../workspace/load-workspace.ts';
import { describeDataset } from '../../workspace/runs/describe-dataset.ts';
import { planExperiment } from './plan-experiment.ts';
import type { ExperimentRequest } from './plan-experiment.ts';

/** An experiment to create, and the branch to do it on. */
export interface CreateRequest extends Omit<ExperimentRequest, 'datasetContent' | 'owner'> {
	/** A new branch of this name; true for `experiment/exp-001-prompt-v2-vs-v1`, after the folder. None by default. */
	readonly branch?: string | true;
}

/** An experiment that was created. */
export interface CreatedExperiment {
	readonly id: string;
	readonly folder: WorkspacePath;
	/** Names inside the folder. */
	readonly fileNames: readonly string[];
	/** The new branch that is checked out now; undefined when none was asked for. */
	readonly branch: string | undefined;
}

/** Why an experiment was not created. Nothing was written. */
export type CreateFailure = WriteFailure | BranchFailure | Extract<CommitFailure, { readonly kind: 'operation-in-progress' }>;

type BranchFailure =
	| { readonly kind: 'branch-exists'; readonly branch: string }
	| { readonly kind: 'branch-impossible'; readonly reason: 'no-repository' | 'no-commit' }
	| { readonly kind: 'branch-refused'; readonly branch: string; readonly output: string }
	| { readonly kind: 'invalid-branch'; readonly branch: string; readonly prefixes: readonly string[] };

/** How branches start, so that everybody sees what one is for. */
export const branchPrefixes: readonly string[] = ['experiment/', 'feature/', 'hotfix/', 'release/'];

/**
 * Lays out a new experiment of the person whom Git knows here, on a new branch when asked to. Commits nothing: the plan is
 * the user's to finish. Uncommitted changes come along to the branch as they are.
 *
 * @throws The signal's reason when cancelled; nothing is written then.
 */
export async function createExperiment(
	{ branch: wanted, ...request }: CreateRequest,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<CreatedExperiment, CreateFailure>> {
	const { files, git, clock } = ports;
	const facts = await loadWorkspace(files, git, signal);
	const person = await git.identity();
	const owner = person === undefined ? {} : { owner: /<([^<>]+)>/.exec(person)?.[1] ?? person };
	const content = await contentOf(request.dataset, ports, signal);
	const planned = planExperiment({ ...request, ...owner, ...content }, facts, clock.now());
	const branch = wanted === true ? branchFor(planned.folder) : wanted;
	const refusal = branch === undefined ? undefined : await refusalOfBranch(branch, ports);
	if (refusal !== undefined) return fail(refusal);
	signal.throwIfAborted();

	const texts = new Map([...planned.files].map(([name, text]): [string, NewFile] => [name, { kind: 'text', text }]));
	const published = await files.publishFolder(planned.folder, texts);
	if (!published.ok) return published;
	const switched = branch === undefined ? succeed(undefined) : await git.switchToNewBranch(branch);
	if (!switched.ok) {
		await files.remove(planned.folder);
		return switched;
	}
	return succeed({ id: planned.id, folder: planned.folder, fileNames: [...planned.files.keys()], branch });
}

/** `experiment/exp-001-prompt-v2-vs-v1`, after the folder of the experiment. */
export function branchFor(folder: WorkspacePath): string {
	return `experiment/${folder.slice(folder.lastIndexOf('/') + 1)}`;
}

/** A dataset that is not there yet is named without its size and hash; a finding says what is missing once it is. */
async function contentOf(
	path: WorkspacePath | undefined,
	{ files }: Ports,
	signal: CancelSignal,
): Promise<Pick<ExperimentRequest, 'datasetContent'>> {
	const { dataset } = await describeDataset(path === undefined ? undefined : { path }, files, signal);
	const [sha256, size] = [dataset?.sha256 ?? undefined, dataset?.cases ?? undefined];
	return sha256 === undefined || size === undefined ? {} : { datasetContent: { size, sha256 } };
}

async function refusalOfBranch(branch: string, { git }: Ports): Promise<CreateFailure | undefined> {
	if (!isBranchName(branch)) return { kind: 'invalid-branch', branch, prefixes: branchPrefixes };
	const state = await git.state();
	if (state.kind !== 'repository') return { kind: 'branch-impossible', reason: 'no-repository' };
	if (state.commit === undefined) return { kind: 'branch-impossible', reason: 'no-commit' };
	// Leaving a merge or rebase half-way would lose what was resolved so far.
	if (state.operation !== undefined) return { kind: 'operation-in-progress', operation: state.operation };
	// A branch `a` stands in the way of `a/b`, and the other way round.
	const wanted = `refs/heads/${branch}/`;
	const taken = (await git.refs('refs/heads')).map(({ name }) => `${name}/`);
	return taken.some(name => wanted.startsWith(name) || name.startsWith(wanted)) ? { kind: 'branch-exists', branch } : undefined;
}

/** Stricter than git-check-ref-format: words of letters, digits, `.`, `_` and `-` after one of the prefixes. */
function isBranchName(name: string): boolean {
	if (!branchPrefixes.some(prefix => name.startsWith(prefix))) return false;
	return name
		.split('/')
		.every(part => /^[\p{L}\p{N}_][\p{L}\p{N}._-]*$/u.test(part) && !part.includes('..') && !/(?:\.|\.lock)$/.test(part));
}
