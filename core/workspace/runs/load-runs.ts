import { z } from 'zod';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { FileContent, FileReader, WorkspacePath } from '../../ports/file-store.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { timeOfRunId } from '../../formats/run/run-id.ts';
import { runRecordSchema } from '../../formats/run/run-record.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';
import { safeParseWhole } from '../../base/safe-parse-whole.ts';

/** A recorded run and where it lies. */
export interface LoadedRun {
	readonly record: RunRecord;
	/** The run's own folder, `…/runs/<run-id>`. */
	readonly folder: WorkspacePath;
	/** True when there is a samples.jsonl beside run.json. */
	readonly hasSamples: boolean;
	/** Cases for which another run counts, see settle-runs.ts; absent when there are none. */
	readonly replacedCases?: ReadonlySet<string>;
}

/** Why a run was left out. */
export interface RunProblem {
	readonly path: WorkspacePath;
	/** What, why, what to do; names the path. */
	readonly message: string;
}

/**
 * The recorded runs of one experiment, oldest first (by `started_at`, then id). Reads `runs/<run-id>/run.json` below the
 * experiment's folder. A record that cannot be read or does not fit the schema is left out and reported; so is one whose folder
 * has another name than its id, because a copied folder would count the same run twice.
 *
 * @throws The signal's reason when cancelled.
 */
export async function loadRuns(
	files: FileReader,
	experimentFolder: WorkspacePath,
	signal: CancelSignal,
): Promise<{ readonly runs: readonly LoadedRun[]; readonly problems: readonly RunProblem[] }> {
	const runsFolder = experimentFolder === '' ? 'runs' : `${experimentFolder}/runs`;
	const listing = await files.list(runsFolder, signal);
	const paths = new Set(listing.files.map(entry => entry.path));
	const runs: LoadedRun[] = [];
	const problems: RunProblem[] = listing.unread
		.filter(({ path, isFolder }) => isFolder || path.endsWith('/run.json'))
		.map(({ path, reason }) => ({
			path,
			message: `${path}: It cannot be read (${reason}), so runs may be missing. Remove the cause.`,
		}));
	for (const path of paths) {
		const id = runIdOf(path, runsFolder);
		if (id === undefined) continue;
		signal.throwIfAborted();
		const record = readRecord(await files.read(path), id);
		const folder = `${runsFolder}/${id}`;
		if (record.ok) runs.push({ record: record.value, folder, hasSamples: paths.has(`${folder}/samples.jsonl`) });
		else problems.push({ path, message: `${path}: ${record.failure}` });
	}
	return { runs: runs.sort(byStart), problems };
}

/** The name of the run's folder when `path` is exactly `<runsFolder>/<id>/run.json`. */
function runIdOf(path: WorkspacePath, runsFolder: WorkspacePath): string | undefined {
	const [id, file, ...rest] = path.slice(runsFolder.length + 1).split('/');
	return file === 'run.json' && rest.length === 0 ? id : undefined;
}

function readRecord(content: FileContent, id: string): Result<RunRecord, string> {
	if (content.kind !== 'text') return fail(describeContent(content));
	let data: unknown;
	try {
		data = JSON.parse(content.text);
	} catch {
		return fail('This run record is not JSON, perhaps after a merge. The run is left out. Restore the file from Git.');
	}
	if (isOfNewerVersion(data)) {
		return fail('This run was recorded by a newer version of the tool and is left out. Update the tool to see it.');
	}
	const parsed = safeParseWhole(runRecordSchema, data);
	if (!parsed.success) {
		return fail(
			`This run record does not fit its format (${firstIssue(parsed.error)}). The run is left out. Restore the file from Git.`,
		);
	}
	if (parsed.data.id !== id) {
		return fail(
			`The folder is called "${id}" but contains the run ${parsed.data.id}, which may be in another folder too. The run is left out. Rename the folder to the id of the run or delete the copy.`,
		);
	}
	return succeed(parsed.data);
}

function describeContent(content: Exclude<FileContent, { kind: 'text' }>): string {
	switch (content.kind) {
		case 'missing':
			return 'This run record is outside the workspace. The run is left out. Move it into the workspace.';
		case 'binary':
			return 'This run record is not text. The run is left out. Restore the file from Git.';
		case 'too-large':
			return `This run record has ${content.byteCount} bytes, over the limit of ${content.limit}. The run is left out. Move per-case results to samples.jsonl.`;
		case 'unreadable':
			return `This run record cannot be read (${content.reason}). The run is left out. Check the permissions of the file.`;
	}
}

const anyVersionSchema = z.looseObject({ schema: z.string().regex(/^stagemark\/run\/v(?!1$)[0-9]+$/) });

function isOfNewerVersion(data: unknown): boolean {
	return anyVersionSchema.safeParse(data).success;
}

function firstIssue(error: z.ZodError): string {
	const issue = error.issues[0];
	if (issue === undefined) return 'unknown reason';
	const path = issue.path.map(String).join('.');
	return path === '' ? issue.message : `${path}: ${issue.message}`;
}

function byStart({ record: left }: LoadedRun, { record: right }: LoadedRun): number {
	return compareText(startOf(left), startOf(right)) || compareText(left.id, right.id);
}

/** When a run was started, or when it was recorded where it does not say; ISO 8601 in UTC. */
export function startOf({ started_at, id }: RunRecord): string {
	return started_at ?? timeOfRunId(id);
}

function compareText(left: string, right: string): number {
	return left < right ? -1 : Number(left > right);
}
