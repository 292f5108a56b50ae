import { memberOf } from '../../core/base/member-of.ts';
import { nearestWord } from '../../core/base/text/nearest-word.ts';
import type { Problem } from '../../core/base/problem.ts';
import type { YamlSource } from '../../core/base/yaml/yaml-source.ts';
import { rules } from './all-rules.ts';

/** Names under `rules:` of a stagemark.yaml that are no rules, as problems of the rule unknown-key: such a setting has no effect. */
export function unknownRuleNames(yaml: YamlSource): readonly Problem[] {
	const settings = memberOf(yaml.value, 'rules');
	if (!yaml.isComplete || typeof settings !== 'object' || settings === null || Array.isArray(settings)) return [];
	const known = rules.map(({ id }) => id);
	return Object.keys(settings)
		.filter(name => !known.includes(name))
		.map(name => {
			const range = yaml.rangeOf(['rules', name], 'key');
			const suggestion = nearestWord(name, known);
			const advice = suggestion === undefined ? '“stagemark rules” lists them all.' : `Did you mean “${suggestion}”?`;
			return {
				code: 'unknown-key',
				message: `The rule “${name}” does not exist, so this setting has no effect. ${advice}`,
				range,
				repair:
					suggestion === undefined || memberOf(settings, suggestion) !== undefined ? undefined : { range, newText: suggestion },
			};
		});
}
