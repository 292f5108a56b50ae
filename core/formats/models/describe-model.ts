import type { ModelFacts } from './model-facts.ts';

/** What is known of a model, one fact a line, each with its unit; the last line says where from and of which day. Plain text. */
export function describeModel(model: ModelFacts): readonly string[] {
	const { contextWindow, maxOutputTokens, inputUsdPerMillionTokens: input, outputUsdPerMillionTokens: output } = model;
	return [
		...(contextWindow === undefined ? [] : [`Context window: ${number(contextWindow)} tokens`]),
		...(maxOutputTokens === undefined ? [] : [`Longest answer: ${number(maxOutputTokens)} tokens`]),
		...(input === undefined || output === undefined ? [] : [`Price of a million tokens: $${input} in, $${output} out`]),
		...describeParameters(model),
		...(model.retirementDate === undefined ? [] : [describeRetirement(model.retirementDate, model.replacement)]),
		model.date === undefined ? `As described in ${model.source}` : `As of ${model.date}; the pages of the provider are authoritative`,
	];
}

function describeParameters({ parameters, conflicts }: ModelFacts): readonly string[] {
	const ranges = [...parameters].flatMap(([name, facts]) => (facts.kind === 'range' ? [`${name} ${facts.min} … ${facts.max}`] : []));
	const rejected = [...parameters].flatMap(([name, facts]) => (facts.kind === 'rejected' ? [name] : []));
	return [
		...(ranges.length === 0 ? [] : [`Accepts ${ranges.join(', ')}`]),
		...(rejected.length === 0 ? [] : [`Rejects ${rejected.join(', ')}`]),
		...conflicts.map(names => `Accepts only one of ${names.join(', ')}`),
	];
}

function describeRetirement(date: string, replacement: string | undefined): string {
	return replacement === undefined ? `Retirement: ${date}` : `Retirement: ${date}; replacement: ${replacement}`;
}

function number(value: number): string {
	return value.toLocaleString('en-US');
}
