import { describeFailure } from '../../core/words/describe-failure.ts';
import { diffPrompts } from '../../core/formats/prompt/diff/diff-prompts.ts';
import { parsePrompt } from '../../core/formats/prompt/parse-prompt.ts';
import { promotionOverview } from '../../core/use-cases/review/promotion-overview.ts';
import { timelineOf } from '../../core/formats/registry/timeline.ts';
import { mixedGates, sceneReading, sceneRegistry } from '../support/promotion-scene.ts';
import { compareState } from './compare-state.ts';
import { compareVariants } from './comparison-fixture.ts';
import type { Answer } from './comparison-fixture.ts';

const folder = 'file:///repository';

/** One message of the host for each kind of panel, with something to show. */
export function panelStates(): Readonly<Record<'compare' | 'promotion' | 'prompt-diff' | 'timeline', object>> {
	return { compare: comparison(), promotion: promotion(), 'prompt-diff': promptDiff(), timeline: timeline() };
}

function comparison(): object {
	const answer =
		(offset: number) =>
		(index: number): Answer => ({ scores: { rate: ((index + offset) % 4) / 4 }, output: `Answer ${index} of ${offset}` });
	const variants = [
		{ name: 'v1', version: '1.0.0', answer: answer(0) },
		{ name: 'v2', version: '2.0.0', answer: answer(1) },
	];
	return compareState(compareVariants({ metrics: { rate: { primary: true } }, variants, caseCount: 12 }));
}

function promotion(): object {
	const subject = { folder, name: 'code-generator', version: '2.0.0', to: 'Production' };
	const gates = { kind: 'done', gates: mixedGates };
	const state = { kind: 'promotion', overview: promotionOverview(sceneReading(), mixedGates, describeFailure), gates, isTrusted: true };
	return { kind: 'state', subject, state };
}

function promptDiff(): object {
	const prompt = (version: string, words: string): string => `---\nname: greeter\nversion: ${version}\n---\nuser:\n${words}\n`;
	const diff = diffPrompts(
		parsePrompt('prompts/greeter-v1.0.0.j2', prompt('1.0.0', 'Say hello.')),
		parsePrompt('prompts/greeter-v1.1.0.j2', prompt('1.1.0', 'Say hello and goodbye.')),
	);
	const subject = { folder, before: 'greeter@1.0.0', after: 'greeter@1.1.0' };
	return { kind: 'state', subject, state: { kind: 'diff', diff, metrics: [] } };
}

function timeline(): object {
	const held = ['Staging', 'Production'];
	const registry = sceneRegistry().value;
	const state = {
		kind: 'timeline',
		path: 'registry/code-generator.yaml',
		registry,
		held,
		entries: timelineOf(registry, held),
		problems: [],
		holding: 'chain, contents, evidence, gates, approvals, history and tags hold',
		unchecked: [],
	};
	return { kind: 'state', subject: { folder, name: 'code-generator' }, state };
}
