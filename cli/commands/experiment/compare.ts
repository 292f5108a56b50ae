import { z } from 'zod';
import { compareReferences } from '../../../core/judging/compare/compare-references.ts';
import type { Comparison, MetricComparison } from '../../../core/judging/compare/comparison.ts';
import {
	comparisonToCsv,
	comparisonToHtml,
	comparisonToMarkdown,
	comparisonToText,
} from '../../../core/judging/compare/report/format-comparison.ts';
import { parsePromptReference } from '../../../core/formats/prompt/prompt-reference.ts';
import { loadPromptHistory } from '../../../core/workspace/load-prompt-history.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import type { CliCommand, CommandContext } from '../../command.ts';
import { loadFacts } from '../../load-facts.ts';
import { refuse } from '../../text/refusal.ts';
import { withoutUndefined } from '../../../core/base/without-undefined.ts';

const optionsSchema = z.object({
	baseline: z.string().optional(),
	onlyDifferences: z.boolean().default(false),
	cases: z.boolean().default(false),
	format: z.enum(['text', 'json', 'markdown', 'csv', 'html']).default('text'),
});

type Options = z.output<typeof optionsSchema>;

export const compare: CliCommand = {
	name: 'compare',
	summary: 'Compare runs, variants or prompt versions on the same cases.',

	define(parser) {
		parser
			.argument('<references...>', 'run ids, EXPERIMENT/VARIANT, EXPERIMENT, or prompt references')
			.option('--baseline <reference>', 'side to compare with (default: the baseline of the experiment, else the first side)')
			.option('--only-differences', 'leave out metrics that show no difference')
			.option('--cases', 'include every case in the JSON')
			.option('--format <format>', 'text, json, markdown, csv or html', 'text');
	},

	async run(context, args, rawOptions) {
		const options = optionsSchema.parse(rawOptions);
		const references = z.array(z.string()).parse(args[0]);
		const facts = await loadFacts(context);
		await loadPromptHistory(facts, unresolvedNames(references, facts), context.ports.git, context.signal);
		const compared = await compareReferences(
			references,
			{ ...withoutUndefined({ baseline: options.baseline }) },
			{ facts, files: context.ports.files, signal: context.signal },
		);
		if (!compared.ok) return refuse(compared.failure, context);
		print(options.onlyDifferences ? withoutEqualMetrics(compared.value) : compared.value, options, context);
		return 0;
	},
};

/** Names of prompt references that only Git history may know. */
function unresolvedNames(references: readonly string[], facts: WorkspaceFacts): ReadonlySet<string> {
	const prompts = references.flatMap(text => parsePromptReference(text) ?? []);
	return new Set(prompts.filter(reference => facts.resolve(reference).kind !== 'found').map(reference => reference.name));
}

function withoutEqualMetrics(comparison: Comparison): Comparison {
	const isShown = ({ delta, verdict }: MetricComparison): boolean =>
		delta !== 0 && verdict !== 'no-difference-shown' && verdict !== 'equivalent';
	return { ...comparison, metrics: comparison.metrics.filter(isShown) };
}

function print(comparison: Comparison, { format, cases }: Options, { output }: CommandContext): void {
	switch (format) {
		case 'json': {
			const { cases: allCases, ...withoutCases } = comparison;
			output.json(cases ? { ...withoutCases, cases: allCases } : withoutCases);
			break;
		}
		case 'markdown':
			output.raw(comparisonToMarkdown(comparison));
			break;
		case 'csv':
			output.raw(comparisonToCsv(comparison));
			break;
		case 'html':
			output.raw(comparisonToHtml(comparison));
			break;
		case 'text':
			output.line(comparisonToText(comparison, output.paint).trimEnd());
			break;
	}
}
