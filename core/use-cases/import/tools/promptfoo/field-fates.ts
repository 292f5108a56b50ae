import type { FieldFates } from '../../import-notes.ts';

/** What becomes of an output file. The rows have fates of their own. */
export const fatesOfDocument: FieldFates = {
	evalId: { as: 'source.id' },
	results: { as: 'samples.jsonl' },
	config: { as: 'parameters' },
	shareableUrl: { dropped: 'links into other services are not evidence' },
	metadata: { as: 'source.version' },
	vars: { dropped: 'every sample has its own variables as its input' },
	runtimeOptions: { dropped: 'it says how promptfoo was run, not what was measured' },
	traces: { dropped: 'traces have no place in a run' },
	blobAssets: { dropped: 'images and sounds are not kept in Git' },
};

/** What becomes of one row of `results.results`. */
export const fatesOfRow: FieldFates = {
	cost: { as: 'cost_usd' },
	description: { as: 'case' },
	error: { as: 'error' },
	evaluationId: { dropped: 'the run has the id of the evaluation' },
	failureReason: { as: 'error' },
	gradingResult: { as: 'reason' },
	id: { dropped: 'rows get a new id with each evaluation; cases are joined by testIdx' },
	incurredCost: { dropped: 'the cost of the answer is kept' },
	latencyMs: { as: 'latency_ms' },
	metadata: { dropped: 'it has no place in a sample' },
	namedScores: { as: 'scores' },
	prompt: { dropped: 'the hash identifies the template, the variables are the input' },
	promptId: { dropped: 'it is the hash of the label, not of the prompt' },
	promptIdx: { as: 'variant' },
	provider: { as: 'model' },
	response: { as: 'output' },
	score: { as: 'scores.score' },
	success: { as: 'scores.pass' },
	testCase: { as: 'case' },
	testIdx: { as: 'case' },
	tokenUsage: { dropped: 'tokens are kept in sum, as usage of the run' },
	traceId: { dropped: 'traces have no place in a run' },
	vars: { as: 'input' },
};

/** What becomes of one output in the table of version 2. */
export const fatesOfCell: FieldFates = {
	...fatesOfRow,
	assertionResults: { as: 'reason' },
	pass: { as: 'scores.pass' },
	text: { as: 'output' },
};
