import { z } from 'zod';
import { compareReferences } from '../../../core/judging/compare/compare-references.ts';
import { parsePromptReference } from '../../../core/formats/prompt/prompt-reference.ts';
import { loadPromptHistory } from '../../../core/workspace/load-prompt-history.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import { compareFiles } from '../../../core/use-cases/compare-files/compare-files.ts';
import type { CliCommand } from '../../command.ts';
import { comparisonFormats, printComparison } from '../../compare/print-comparison.ts';
import { readCount, readEffect, readMetric } from '../../compare/metric-options.ts';
import { findResultFiles } from '../../find-result-files.ts';
import { loadFacts } from '../../load-facts.ts';
import { UsageError } from '../../text/output.ts';
import { repeatedOption } from '../../text/repeated-option.ts';
import { refuse } from '../../text/refusal.ts';
import { withoutUndefined } from '../../../core/base/without-undefined.ts';

const optionsSchema = z.object({
	baseline: z.string().optional(),
	onlyDifferences: z.boolean().default(false),
	cases: z.boolean().default(false),
	format: z.enum(comparisonFormats).default('text'),
	metric: z.array(z.string().transform(readMetric)).default([]),
	slice: z.array(z.string().trim().min(1, 'name a column')).default([]),
	minEffect: z.array(z.string().transform(readEffect)).default([]),
	passAt: z.array(z.string().transform(readCount)).default([]),
	case: z.string().optional(),
	formatOf: z.string().optional(),
});

export const compare: CliCommand = {
	onlyLooks: true,

	define(parser) {
		parser
			.argument('<references...>', 'run ids, EXPERIMENT/VARIANT, EXPERIMENT, prompt references, or result files')
			.option('--baseline <reference>', 'side to compare with (default: the baseline of the experiment, else the first side)')
			.option('--only-differences', 'leave out metrics that show no difference')
			.option('--cases', 'include every case in the JSON')
			.option('--format <format>', 'text, json, markdown (md), csv or html', 'text')
			.option(
				'--metric <name=goal>',
				'of result files: a metric to compare, NAME=maximize or NAME=minimize; repeatable',
				repeatedOption,
			)
			.option('--min-effect <name=number>', 'of result files: the smallest difference that matters; repeatable', repeatedOption)
			.option(
				'--pass-at <name=k>',
				'of result files: also whether any, and whether all, of K answers to a case pass; repeatable',
				repeatedOption,
			)
			.option('--slice <column>', 'of result files: also compare the cases of each value of this column; repeatable', repeatedOption)
			.option('--case <column>', 'of result files: the column with the id of the case, or "#row"')
			.option('--format-of <tool>', 'of result files: the format, when it is not recognised');
	},

	async run(context, args, rawOptions) {
		const options = optionsSchema.parse(rawOptions);
		const references = z.array(z.string()).parse(args[0]);
		const kind = findResultFiles(references, context.cwd);
		if (kind === 'both') {
			throw new UsageError(
				'Result files are compared with result files, and recorded runs with recorded runs. Import the file first: stagemark record --from FILE --experiment EXPERIMENT.',
			);
		}
		if (kind === 'files') {
			const { baseline, case: caseColumn, formatOf: format } = options;
			const wishes = { metrics: options.metric, effects: options.minEffect, passAt: options.passAt, slices: options.slice };
			const request = { references, wishes, reading: withoutUndefined({ caseColumn, format }), ...withoutUndefined({ baseline }) };
			const compared = await compareFiles(request, context.ports, context.signal);
			return compared.ok ? printComparison(compared.value, options, context) : refuse(compared.failure, context);
		}
		const unmeant = ['metric', 'minEffect', 'passAt', 'slice', 'case', 'formatOf'].find(name =>
			isGiven(options[name as keyof typeof options]),
		);
		if (unmeant !== undefined) {
			throw new UsageError(
				`--${unmeant.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)} is for result files. Of recorded runs, the methodology of the experiment declares it.`,
			);
		}
		const facts = await loadFacts(context);
		await loadPromptHistory(facts, unresolvedNames(references, facts), context.ports.git, context.signal);
		const compared = await compareReferences(
			references,
			{ ...withoutUndefined({ baseline: options.baseline }) },
			{ facts, files: context.ports.files, signal: context.signal },
		);
		return compared.ok ? printComparison(compared.value, options, context) : refuse(compared.failure, context);
	},
};

function isGiven(value: unknown): boolean {
	return Array.isArray(value) ? value.length > 0 : value !== undefined;
}

/** Names of prompt references that only Git history may know. */
function unresolvedNames(references: readonly string[], facts: WorkspaceFacts): ReadonlySet<string> {
	const prompts = references.flatMap(text => parsePromptReference(text) ?? []);
	return new Set(prompts.filter(reference => facts.resolve(reference).kind !== 'found').map(reference => reference.name));
}
