import { isRunOfPrompt } from '../../workspace/runs/run-of-prompt.ts';
import { evidenceOf } from './parts/evidence-of.ts';
import type { Gate, GateContext, GateFinding } from './gate.ts';

/** Passes when a completed run evaluated exactly the content that is to move: same canonical content hash. */
export const freshEvidence: Gate = {
	id: 'fresh-evidence',
	documentation: { example: 'require: [fresh-evidence]', passes: 'A completed run evaluated exactly this content.' },
	checksFor(requirement) {
		return requirement.kind === 'named' && requirement.name === 'fresh-evidence' ? [{ label: 'fresh-evidence', evaluate }] : [];
	},
};

async function evaluate(context: GateContext): Promise<GateFinding> {
	const { runs, contentHash = 'unknown' } = context.subject;
	const threshold = `evaluated content is ${contentHash.slice(0, 8)}`;
	if (runs.length === 0) return { outcome: 'failed', observed: 0, threshold, detail: await reasonFor(context) };
	const count = runs.length === 1 ? '1 completed run' : `${runs.length} completed runs`;
	return {
		outcome: 'passed',
		observed: runs.length,
		threshold,
		detail: `${count} of ${runs[0]?.record.experiment ?? ''} evaluated exactly this content.`,
		...evidenceOf(runs),
	};
}

/** Why runs that seem to be there do not count. */
async function reasonFor({ subject: { kind, name, version, source, contentHash }, library }: GateContext): Promise<string> {
	const related = source === undefined ? [] : (await library.allRuns()).filter(({ record }) => isRunOfPrompt(record, source));
	const stale = related.filter(({ record }) => record.prompt?.sha256 !== contentHash);
	const unfinished = related.filter(({ record }) => record.prompt?.sha256 === contentHash && record.status !== 'completed');
	const reasons = [
		...(stale.length === 0
			? []
			: [
					`${stale.length} ${stale.length === 1 ? 'run' : 'runs'} evaluated ${version} with different content, so the ${kind} has changed since`,
				]),
		...(unfinished.length === 0
			? []
			: [`${unfinished.length} ${unfinished.length === 1 ? 'run' : 'runs'} of this content did not complete`]),
	];
	const why = reasons.length === 0 ? '' : ` ${reasons.join('; ')}.`;
	return `No completed run evaluated exactly the content of ${name} ${version}.${why} Run its experiment again.`;
}
