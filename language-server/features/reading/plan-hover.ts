import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import type { ExperimentSummary } from '../../../core/workspace/summaries/file-summary.ts';
import type { ParsedDocument } from '../../documents/parsed-document.ts';
import { ownValue } from '../../../core/base/own-value.ts';
import { escapeMarkdown, inlineCode } from './markdown.ts';
import type { PlannedSymbol } from '../symbols/symbol.ts';

/** What the methodology says of an experiment, a metric or a variant. */
export function describePlan(symbol: PlannedSymbol, document: ParsedDocument, facts: WorkspaceFacts): string {
	switch (symbol.kind) {
		case 'experiment':
			return describeExperiment(symbol.id, facts);
		case 'metric':
			return describeMetric(symbol.name, document, facts);
		case 'variant':
			return describeVariant(symbol.name, symbol.path, facts);
	}
}

function describeExperiment(id: string, facts: WorkspaceFacts): string {
	const found = facts.experiments.find(({ experiment }) => experiment.id === id);
	if (found === undefined) return `There is no experiment ${inlineCode(id)} in this workspace.`;
	const { name, status } = found.experiment;
	const heading = [`**Experiment** ${inlineCode(id)}`, status, ...(name === undefined ? [] : [escapeMarkdown(name)])].join(' · ');
	return `${heading}\n\n${inlineCode(found.path)}`;
}

function describeMetric(name: string, document: ParsedDocument, facts: WorkspaceFacts): string {
	const measuring = facts.experiments.filter(({ experiment }) => Object.hasOwn(experiment.metrics, name));
	const here = measuring.find(({ path }) => path === document.value.path);
	const lines = [[`**Metric** ${inlineCode(name)}`, ...(here === undefined ? [] : planOf(here, name))].join(' · ')];
	if (here === undefined) {
		const ids = measuring.map(({ experiment }) => inlineCode(experiment.id)).slice(0, 5);
		lines.push(ids.length === 0 ? 'No experiment measures it.' : `Measured by ${ids.join(', ')}`);
	}
	return lines.join('\n\n');
}

function planOf({ experiment }: ExperimentSummary, name: string): readonly string[] {
	const { goal, primary, min_effect: minimumEffect } = ownValue(experiment.metrics, name) ?? {};
	return [
		...(goal === undefined ? [] : [goal]),
		...(primary === true ? ['primary'] : []),
		...(minimumEffect === undefined ? [] : [`smallest difference that matters ${minimumEffect}`]),
	];
}

function describeVariant(name: string, path: string, facts: WorkspaceFacts): string {
	const variant = ownValue(facts.experiments.find(experiment => experiment.path === path)?.experiment.variants, name);
	const parts = [`**Variant** ${inlineCode(name)}`, ...(variant?.baseline === true ? ['baseline'] : [])];
	if (variant !== undefined) parts.push(inlineCode(variant.prompt));
	const heading = parts.join(' · ');
	return variant?.description === undefined ? heading : `${heading}\n\n${escapeMarkdown(variant.description)}`;
}
