import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { NewFile, WorkspacePath } from '../../ports/file-store.ts';
import type { Ports } from '../../ports/ports.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Change, ChangeFailure } from '../unit-of-work/change.ts';
import { changeLeftToUser } from '../unit-of-work/change-left-to-user.ts';
import { unitOfWork } from '../unit-of-work/unit-of-work.ts';
import type { Written } from '../unit-of-work/unit-of-work.ts';
import { describeDataset } from '../../workspace/runs/describe-dataset.ts';
import type { WorkspaceFacts } from '../../workspace/workspace-facts.ts';
import { planExperiment } from './plan-experiment.ts';
import type { ExperimentRequest } from './plan-experiment.ts';

/** An experiment to create, and the branch to do it on. */
export interface CreateRequest extends Omit<ExperimentRequest, 'datasetContent' | 'owner'> {
	/** A new branch of this name; true for `experiment/exp-001-prompt-v2-vs-v1`, after the folder. None by default. */
	readonly branch?: string | true;
}

/** An experiment that is laid out. */
export interface CreatedExperiment extends Change {
	readonly id: string;
	readonly folder: WorkspacePath;
	/** Names inside the folder. */
	readonly fileNames: readonly string[];
	/** The new branch that is checked out with it; undefined when none was asked for. */
	readonly branch: string | undefined;
}

/** Why an experiment was not created. Nothing was written. */
export type CreateFailure = ChangeFailure | BranchFailure;

type BranchFailure =
	| { readonly kind: 'branch-exists'; readonly branch: string }
	| { readonly kind: 'branch-impossible'; readonly reason: 'no-repository' | 'no-commit' }
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
	request: CreateRequest,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<Written<CreatedExperiment>, CreateFailure>> {
	return await unitOfWork(({ index }) => layOut(request, index, ports, signal), ports, signal);
}

async function layOut(
	{ branch: wanted, ...request }: CreateRequest,
	index: WorkspaceFacts,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<CreatedExperiment, CreateFailure>> {
	const person = await ports.git.identity();
	const owner = person === undefined ? {} : { owner: /<([^<>]+)>/.exec(person)?.[1] ?? person };
	const content = await contentOf(request.dataset, ports, signal);
	const { id, folder, files } = planExperiment({ ...request, ...owner, ...content }, index, ports.clock.now());
	const branch = wanted === true ? branchFor(folder) : wanted;
	const refusal = branch === undefined ? undefined : await refusalOfBranch(branch, ports);
	if (refusal !== undefined) return fail(refusal);
	const texts = new Map([...files].map(([name, text]): [string, NewFile] => [name, { kind: 'text', text }]));
	const change = changeLeftToUser({ kind: 'folder', path: folder, files: texts }, branch);
	return succeed({ ...change, id, folder, fileNames: [...files.keys()], branch });
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
