import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Work } from '../unit-of-work/begin-work.ts';
import type { Change, ChangeFailure, FileChange } from '../unit-of-work/change.ts';
import { commitMessage } from '../unit-of-work/commit-message.ts';
import { unitOfWork } from '../unit-of-work/unit-of-work.ts';
import type { Written } from '../unit-of-work/unit-of-work.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { loadRuns } from '../../workspace/runs/load-runs.ts';
import { resolveExperiment } from '../../workspace/runs/resolve-experiment.ts';
import type { ExperimentNotFound } from '../../workspace/runs/resolve-experiment.ts';
import { setYamlValue } from '../../base/yaml/edit/edit-yaml.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';
import { lockDigest } from '../../formats/experiment/lock-digest.ts';
import { readMethodology } from '../../formats/experiment/read-methodology.ts';
import type { Methodology, MethodologyFailure } from '../../formats/experiment/read-methodology.ts';

/** An experiment that is to be pre-registered: its methodology, and the digest of the plan. */
export interface LockPlan extends Change {
	readonly path: WorkspacePath;
	readonly digest: string;
}

/** Why an experiment was not locked. Nothing was written. */
export type LockFailure =
	| ExperimentNotFound
	| ChangeFailure
	| { readonly kind: 'already-locked'; readonly experiment: string; readonly isUnchanged: boolean }
	| { readonly kind: 'runs-before-lock'; readonly experiment: string; readonly runCount: number }
	| { readonly kind: 'incomplete-plan'; readonly experiment: string; readonly missing: readonly string[] }
	| MethodologyFailure;

/**
 * Pre-registers an experiment: writes the digest of what it expects and how it will be decided under `locked`, and commits
 * the plan: the methodology and the file with the hypothesis. Only before the first run that measured something, for
 * afterwards it would prove nothing.
 *
 * @throws The signal's reason when cancelled; once writing has begun it is finished.
 */
export async function lockExperiment(id: string, ports: Ports, signal: CancelSignal): Promise<Result<Written<LockPlan>, LockFailure>> {
	return await unitOfWork(work => planLock(id, work, ports, signal), ports, signal);
}

async function planLock(id: string, { index }: Work, ports: Ports, signal: CancelSignal): Promise<Result<LockPlan, LockFailure>> {
	const found = resolveExperiment(index, id);
	if (!found.ok) return found;
	const plan = await readMethodology(found.value.path, ports);
	if (!plan.ok) return plan;
	const { parsed, experiment, hypothesis } = plan.value;
	const { path, text: before } = parsed;
	const digest = lockDigest(experiment, hypothesis);
	const refusal = await refusalOf(plan.value, digest, ports, signal);
	if (refusal !== undefined) return fail(refusal);

	const edit = setYamlValue(parsed.yaml, 'locked', digest);
	if (edit === undefined) return fail({ kind: 'methodology-unreadable', path, message: 'It is not a map of keys and values.' });
	const text = before.slice(0, edit.range.start) + edit.newText + before.slice(edit.range.end);
	const files = [{ path, text, before }, ...(await uncommittedHypothesis(plan.value, ports))];
	const subject = `lock(${experiment.id}): hypothesis, metrics, decision, variants and dataset`;
	return succeed({
		path,
		digest,
		write: { kind: 'files', path: parsed.folder, files },
		message: commitMessage(subject, '', [['Stagemark-Lock', digest]]),
		tag: undefined,
		settings: index.config.git,
	});
}

async function refusalOf(
	{ parsed, experiment, hypothesis }: Methodology,
	digest: string,
	{ files }: Ports,
	signal: CancelSignal,
): Promise<LockFailure | undefined> {
	const { id, locked } = experiment;
	if (locked !== undefined && locked !== null) return { kind: 'already-locked', experiment: id, isUnchanged: locked === digest };
	const missing = [
		...(hypothesis.trim() === '' ? ['a hypothesis'] : []),
		...(Object.keys(experiment.variants).length < 2 ? ['two variants'] : []),
		...(Object.keys(experiment.metrics).length === 0 ? ['a metric'] : []),
	];
	if (missing.length > 0) return { kind: 'incomplete-plan', experiment: id, missing };
	const { runs } = await loadRuns(files, parsed.folder, signal);
	const runCount = runs.filter(({ record }) => hasResults(record)).length;
	return runCount > 0 ? { kind: 'runs-before-lock', experiment: id, runCount } : undefined;
}

/** An attempt that failed before it measured anything tells nobody what to expect. */
function hasResults({ status, metrics }: RunRecord): boolean {
	return status === 'completed' || Object.keys(metrics).length > 0;
}

/** The file with the hypothesis, as it is, where Git does not have it yet: nobody could check the digest without the text. */
async function uncommittedHypothesis(
	{ hypothesisPath: path }: Methodology,
	{ files, git }: Ports,
): Promise<readonly Omit<FileChange, 'kind'>[]> {
	if (path === undefined || (await git.state()).kind !== 'repository') return [];
	if ((await git.status([path])).get(path) === 'unchanged') return [];
	const content = await files.read(path);
	return content.kind === 'text' ? [{ path, text: content.text, before: content.text }] : [];
}
