import { nearestWord } from '../../base/text/nearest-word.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { FileReader } from '../../ports/file-store.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { loadRuns } from '../../workspace/runs/load-runs.ts';
import type { LoadedRun, RunProblem } from '../../workspace/runs/load-runs.ts';
import { runDigest } from '../../workspace/runs/run-digest.ts';
import { normaliseVersion } from '../../formats/prompt/version/version.ts';
import { timeOfRunId } from '../../formats/run/run-id.ts';
import type { SealedRun } from '../../formats/registry/evidence-runs.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';
import type { AskedMove, Evidence, RegisteredName } from './move.ts';
import type { EvidenceFailure } from './promote-failure.ts';

type EvidenceRequest = Pick<AskedMove, 'name' | 'version' | 'evidence'>;

/**
 * The runs that speak for a version: those the request names, else every completed run of one experiment whose prompt had
 * exactly this content. Of several experiments it is the one with the newest such run. Nothing found is no failure, and nothing is
 * found for a version whose content cannot be read. A run record that cannot be read is named beside what was found. Each run comes with the digest of its files at this moment.
 */
export async function findEvidence(
	request: EvidenceRequest,
	{ versions, index }: Pick<RegisteredName, 'index' | 'versions'>,
	files: FileReader,
	signal: CancelSignal,
): Promise<Result<Evidence, EvidenceFailure>> {
	const version = normaliseVersion(request.version);
	const contentHash = versions.find(candidate => candidate.version === version)?.contentHash;
	const wanted = request.evidence?.experiment;
	const known = index.experiments.map(({ experiment }) => experiment.id);
	if (wanted !== undefined && !known.includes(wanted)) {
		return fail({ kind: 'unknown-experiment', experiment: wanted, suggestion: nearestWord(wanted, known), known });
	}
	const folders = index.experiments.filter(({ experiment }) => wanted === undefined || experiment.id === wanted);
	const loaded: LoadedRun[] = [];
	const problems: RunProblem[] = [];
	for (const { folder } of folders) {
		const found = await loadRuns(files, folder, signal);
		loaded.push(...found.runs);
		problems.push(...found.problems);
	}
	const records = loaded.map(({ record }) => record);

	const named = request.evidence?.runs ?? [];
	const failure = refusalOfRuns(named, { records, problems }, { request, contentHash });
	if (failure !== undefined) return fail(failure);
	const { experiment, runs } =
		named.length === 0
			? newestEvidence(records, contentHash, wanted)
			: { experiment: wanted ?? records.find(({ id }) => id === named[0])?.experiment, runs: named };
	const found = runs.flatMap(id => loaded.find(({ record }) => record.id === id) ?? []);
	return succeed({ experiment, runs: await sealRuns(found, files, signal), unread: problems.map(({ message }) => message) });
}

async function sealRuns(runs: readonly LoadedRun[], files: FileReader, signal: CancelSignal): Promise<readonly SealedRun[]> {
	const sealed: SealedRun[] = [];
	for (const run of runs) sealed.push({ id: run.record.id, sha256: await runDigest(run, files, signal) });
	return sealed;
}

function refusalOfRuns(
	named: readonly string[],
	{ records, problems }: { readonly records: readonly RunRecord[]; readonly problems: readonly RunProblem[] },
	{ request, contentHash }: { readonly request: EvidenceRequest; readonly contentHash: string | undefined },
): EvidenceFailure | undefined {
	for (const id of named) {
		const record = records.find(candidate => candidate.id === id);
		if (record === undefined) {
			const unread = problems.find(({ path }) => path.split('/').includes(id));
			return unread === undefined ? { kind: 'unknown-run', run: id } : { kind: 'unread-run', run: id, message: unread.message };
		}
		if (record.prompt?.sha256 !== contentHash) return { kind: 'foreign-run', run: id, name: request.name, version: request.version };
	}
	return undefined;
}

function newestEvidence(
	records: readonly RunRecord[],
	contentHash: string | undefined,
	wanted: string | undefined,
): { readonly experiment: string | undefined; readonly runs: readonly string[] } {
	const matching = records.filter(({ prompt, status }) => status === 'completed' && prompt !== null && prompt.sha256 === contentHash);
	const newest = matching.toSorted((left, right) => (timeOf(left) < timeOf(right) ? -1 : 1)).at(-1);
	const runs = matching.filter(({ experiment }) => experiment === newest?.experiment).map(({ id }) => id);
	return { experiment: newest?.experiment ?? wanted, runs };
}

/** Of a run that does not know its start, when it was recorded. */
function timeOf({ started_at, id }: RunRecord): string {
	return started_at ?? timeOfRunId(id);
}
