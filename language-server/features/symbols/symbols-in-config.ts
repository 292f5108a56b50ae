import { memberOf } from '../../../core/base/member-of.ts';
import type { YamlSource } from '../../../core/base/yaml/yaml-source.ts';
import type { ConfigDocument } from '../../documents/parsed-document.ts';
import { findYamlName } from './find-name.ts';
import type { Occurrence } from './symbol.ts';

/** The metrics that the gates of `stagemark.yaml` ask for, and the models it knows. */
export function symbolsInConfig({ yaml }: ConfigDocument): readonly Occurrence[] {
	return [...models(yaml), ...gateMetrics(yaml)];
}

function models(yaml: YamlSource): readonly Occurrence[] {
	const entries = memberOf(yaml.value, 'models');
	return Object.keys(typeof entries === 'object' && entries !== null ? entries : {}).flatMap((name): readonly Occurrence[] => {
		const range = findYamlName(yaml, ['models', name], 'key', name);
		return range === undefined ? [] : [{ range, role: 'declaration', symbol: { kind: 'model', name } }];
	});
}

function gateMetrics(yaml: YamlSource): readonly Occurrence[] {
	const promotion = memberOf(yaml.value, 'promotion');
	const stages = typeof promotion === 'object' && promotion !== null ? Object.keys(promotion) : [];
	return stages.flatMap(stage => {
		const gates = memberOf(memberOf(promotion, stage), 'gates');
		return (Array.isArray(gates) ? gates : []).flatMap((gate: unknown, index): readonly Occurrence[] => {
			const name = memberOf(gate, 'metric');
			if (typeof name !== 'string') return [];
			const range = findYamlName(yaml, ['promotion', stage, 'gates', index, 'metric'], 'value', name);
			return range === undefined ? [] : [{ range, role: 'read', symbol: { kind: 'metric', name } }];
		});
	});
}
