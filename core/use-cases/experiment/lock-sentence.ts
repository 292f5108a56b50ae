import { canonicalJson } from '../../base/canonical-json.ts';
import { joinWords } from '../../judging/compare/report/comparability-sentence.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Experiment } from '../../formats/experiment/experiment.ts';
import { holdsLock } from '../../formats/experiment/lock-digest.ts';
import { parseExperiment } from '../../formats/experiment/parse-experiment.ts';
import type { Methodology } from '../../formats/experiment/read-methodology.ts';

/**
 * What a conclusion says of the lock: whether the plan is still the one that was locked, and which parts are not. The
 * locked plan is looked for in Git.
 */
export async function lockSentence(methodology: Methodology, ports: Pick<Ports, 'git'>): Promise<string> {
	const { experiment, hypothesis } = methodology;
	const { locked } = experiment;
	if (locked === undefined || locked === null) return 'The plan was not locked, so nothing shows that it came before the result.';
	if (holdsLock(experiment, hypothesis, locked)) return 'The plan was locked before the first run and has not changed since.';
	const planned = await lockedPlan(methodology, locked, ports);
	const parts = planned === undefined ? [] : changedParts(planned, { experiment, hypothesis });
	const what = parts.length === 0 ? 'it' : joinWords(parts);
	return `After the plan was locked, ${what} changed, so the original plan does not cover this result.`;
}

type Plan = Pick<Methodology, 'experiment' | 'hypothesis'>;

/** How many commits of a methodology are looked through, newest first. */
const historyLimit = 100;

/** The plan with that digest, as one of the commits has it. */
async function lockedPlan({ parsed, hypothesisPath }: Methodology, digest: string, { git }: Pick<Ports, 'git'>): Promise<Plan | undefined> {
	const paths = hypothesisPath === undefined ? [parsed.path] : [parsed.path, hypothesisPath];
	const commits = new Set((await git.log(paths, historyLimit)).map(({ commit }) => commit));
	for (const commit of commits) {
		const texts = await git.readAt(commit, paths);
		const experiment = parseExperiment(parsed.path, texts.get(parsed.path) ?? '').value;
		if (experiment === undefined) continue;
		const hypothesis = hypothesisPath === undefined ? (experiment.hypothesis ?? '') : (texts.get(hypothesisPath) ?? '');
		if (holdsLock(experiment, hypothesis, digest)) return { experiment, hypothesis };
	}
	return undefined;
}

const partsOfPlan = {
	'the hypothesis': ({ hypothesis }: Plan) => hypothesis.trim(),
	'the metrics': ({ experiment }: Plan) => experiment.metrics,
	'the decision rule': ({ experiment }: Plan) => experiment.decision,
	'the variants': ({ experiment }: Plan): Experiment['variants'] => experiment.variants,
	'the seeds': ({ experiment }: Plan) => experiment.seeds ?? null,
	'the dataset': ({ experiment }: Plan) => experiment.dataset ?? null,
} as const;

function changedParts(before: Plan, after: Plan): readonly string[] {
	return Object.entries(partsOfPlan).flatMap(([name, read]) => (canonicalJson(read(before)) === canonicalJson(read(after)) ? [] : name));
}
