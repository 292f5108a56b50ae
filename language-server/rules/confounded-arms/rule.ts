import { canonicalJson } from '../../../core/base/canonical-json.ts';
import type { Experiment, Variant } from '../../../core/formats/experiment/experiment.ts';
import type { ExperimentRule } from '../rule.ts';

export const confoundedArms: ExperimentRule = {
	id: 'confounded-arms',
	appliesTo: 'experiment',
	summary: 'a variant that differs from the baseline in more than one factor.',
	severity: 'warning',
	group: 'experiment',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: true,
	source: 'R. A. Fisher, The Design of Experiments (1935): what differs besides the treatment cannot be told from its effect.',

	*check({ value, yaml }) {
		const variants = Object.entries(value?.variants ?? {});
		const baseline = variants.find(([, variant]) => variant.baseline)?.[1];
		if (value === undefined || baseline === undefined) return;
		for (const [name, variant] of variants) {
			const factors = differingFactors(baseline, variant, value);
			if (
				factors.length < 2 ||
				isSeparated(
					factors,
					variant,
					variants.map(([, other]) => other),
				)
			)
				continue;
			const list = `${factors.slice(0, -1).join(', ')} and ${factors.at(-1) ?? ''}`;
			yield {
				range: yaml.rangeOf(['variants', name], 'key'),
				message: `“${name}” differs from the baseline in ${list}, so an effect cannot be traced to one factor. Change one factor at a time, or add the variants in between.`,
			};
		}
	},
};

type Factor = 'prompt' | 'model' | 'parameters';

function differingFactors(baseline: Variant, variant: Variant, { model, parameters }: Experiment): readonly Factor[] {
	const inForce = (one: Variant): Readonly<Record<Factor, string>> => ({
		prompt: one.prompt,
		model: one.model ?? model ?? '',
		parameters: canonicalJson({ ...parameters, ...one.parameters }),
	});
	const [before, after] = [inForce(baseline), inForce(variant)];
	return (['prompt', 'model', 'parameters'] as const).filter(factor => before[factor] !== after[factor]);
}

/** True when for each factor another variant shares this variant's value of it alone, as in a factorial design. */
function isSeparated(factors: readonly Factor[], variant: Variant, others: readonly Variant[]): boolean {
	return factors.every(factor => others.some(other => other !== variant && sharesOnly(factor, factors, variant, other)));
}

function sharesOnly(factor: Factor, factors: readonly Factor[], one: Variant, other: Variant): boolean {
	const isSame = (name: Factor): boolean => canonicalJson(one[name] ?? null) === canonicalJson(other[name] ?? null);
	return factors.every(name => isSame(name) === (name === factor));
}
