import { nearestWord } from '../../base/text/nearest-word.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { ExperimentSummary } from '../summaries/file-summary.ts';
import type { WorkspaceFacts } from '../workspace-facts.ts';

/** Why an id leads to no experiment. */
export type ExperimentNotFound =
	| {
			readonly kind: 'unknown-experiment';
			readonly experiment: string;
			readonly suggestion: string | undefined;
			readonly known: readonly string[];
	  }
	| { readonly kind: 'ambiguous-experiment'; readonly experiment: string; readonly paths: readonly WorkspacePath[] };

/** The one experiment with an id. */
export function resolveExperiment(facts: WorkspaceFacts, id: string): Result<ExperimentSummary, ExperimentNotFound> {
	const matches = facts.experiments.filter(({ experiment }) => experiment.id === id);
	const summary = matches[0];
	if (summary === undefined) {
		const known = facts.experiments.map(({ experiment }) => experiment.id);
		return fail({ kind: 'unknown-experiment', experiment: id, suggestion: nearestWord(id, known), known });
	}
	if (matches.length > 1) return fail({ kind: 'ambiguous-experiment', experiment: id, paths: matches.map(({ path }) => path) });
	return succeed(summary);
}
