import { matchesGlob } from '../../base/match-glob.ts';
import { datasetPath } from '../../formats/experiment/dataset-path.ts';
import { scorerFiles } from '../../formats/experiment/scorer-files.ts';
import type { Experiment } from '../../formats/experiment/experiment.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { FileReader, WorkspacePath } from '../../ports/file-store.ts';
import { commandFiles } from './command-files.ts';
import { readEvaluateScorer } from './read-evaluate-scorer.ts';
import type { ExperimentSummary } from '../summaries/file-summary.ts';

/** What scored a run, as the plan names it. */
export interface FoundScorer {
	/** Null when the plan names nothing that is on disk; comparisons then cannot tell whether the scorer changed. */
	readonly scorer: RunRecord['scorer'];
	/** The files it is made of. */
	readonly paths: readonly WorkspacePath[];
	readonly warnings: readonly string[];
}

/** What a plan may name. */
export interface WorkspaceFiles {
	/** The prompts under study, which score nothing. */
	readonly prompts: ReadonlySet<WorkspacePath>;
	readonly listed: ReadonlySet<WorkspacePath>;
}

/**
 * What scored a run, when the request does not say: the files of the workspace that `run.command` names (`evaluate.py` of
 * `python evaluate.py`) and those under `scorer.files`, each with the hash of its content, and the judge. The scorer is called by the
 * first of these files as the plan writes it. Dataset and prompt are no scorers unless `scorer.files` names them, and neither is what
 * lies below runs/ and results/. A plan that asks a model is scored by the scorers of its metrics.
 */
export async function findScorer(
	{ experiment, folder, path }: Pick<ExperimentSummary, 'experiment' | 'folder' | 'path'>,
	{ prompts, listed }: WorkspaceFiles,
	files: FileReader,
	signal: CancelSignal,
): Promise<FoundScorer> {
	if (experiment.evaluate !== undefined) {
		return { scorer: await readEvaluateScorer(experiment, files, signal), paths: scorerFiles(experiment), warnings: [] };
	}
	const own = new Set([path, datasetPath(experiment.dataset)]);
	const isResult = (each: WorkspacePath): boolean => ['runs', 'results'].some(name => each.startsWith(`${folder}/${name}/`));
	const named = commandFiles(experiment.run?.command ?? '', folder, each => listed.has(each));
	const declared = declaredFiles(experiment, listed);
	const paths = [...new Set([...named.filter(each => !own.has(each) && !prompts.has(each) && !isResult(each)), ...declared.paths])];
	const judge = await findJudge(experiment, files, signal);
	const hashed = await hashAll(paths, files, signal);
	return {
		scorer: hashed.length === 0 && judge.value === undefined ? null : describe(hashed, judge.value, folder),
		paths: [...paths, ...judge.paths],
		warnings: [...declared.missing, ...judge.missing].map(notOnDisk),
	};
}

type HashedFile = NonNullable<NonNullable<RunRecord['scorer']>['files']>[number];

type Judge = NonNullable<NonNullable<RunRecord['scorer']>['judge']>;

function describe(files: readonly HashedFile[], judge: Judge | undefined, folder: WorkspacePath): NonNullable<RunRecord['scorer']> {
	const [first] = files;
	return {
		name: nameOf(first?.path, folder),
		...(first === undefined ? {} : { sha256: first.sha256, files: [...files] }),
		...(judge === undefined ? {} : { judge }),
	};
}

async function hashAll(paths: readonly WorkspacePath[], files: FileReader, signal: CancelSignal): Promise<readonly HashedFile[]> {
	const hashed: HashedFile[] = [];
	for (const path of paths) {
		const sha256 = await files.sha256(path, signal);
		if (sha256 !== undefined) hashed.push({ path, sha256 });
	}
	return hashed;
}

function notOnDisk(name: string): string {
	return `The plan names ${name} as part of the scorer, and there is no such file, so comparisons cannot tell whether it changed. Correct “scorer” in the methodology.`;
}

function nameOf(path: WorkspacePath | undefined, folder: WorkspacePath): string {
	if (path === undefined) return 'judge';
	return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
}

/** The files that `scorer.files` names, and the entries that match none. */
function declaredFiles(
	{ scorer }: Experiment,
	listed: ReadonlySet<WorkspacePath>,
): { readonly paths: readonly WorkspacePath[]; readonly missing: readonly string[] } {
	const entries = (scorer?.files ?? []).map(entry => ({
		entry,
		paths: listed.has(entry) ? [entry] : [...listed].filter(path => matchesGlob(path, entry)).sort(),
	}));
	return {
		paths: entries.flatMap(({ paths }) => paths),
		missing: entries.flatMap(({ entry, paths }) => (paths.length === 0 ? [entry] : [])),
	};
}

/** The judge of the plan, the file of its prompt, and that path again where there is no such file. */
async function findJudge(
	{ scorer }: Experiment,
	files: FileReader,
	signal: CancelSignal,
): Promise<{ readonly value: Judge | undefined; readonly paths: readonly WorkspacePath[]; readonly missing: readonly WorkspacePath[] }> {
	const { model, prompt } = scorer?.judge ?? {};
	const paths = prompt === undefined ? [] : [prompt];
	const [file] = await hashAll(paths, files, signal);
	const missing = file === undefined ? paths : [];
	if (model === undefined && file === undefined) return { value: undefined, paths, missing };
	const value = { ...(model === undefined ? {} : { model }), ...(file === undefined ? {} : { prompt: file }) };
	return { value, paths, missing };
}
