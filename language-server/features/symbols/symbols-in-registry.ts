import { normaliseVersion } from '../../../core/formats/prompt/version/version.ts';
import type { ParsedRegistry, Registry } from '../../../core/formats/registry/registry-file.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import type { YamlPath } from '../../../core/base/yaml/yaml-source.ts';
import { findYamlName } from './find-name.ts';
import type { NamedSymbol, Occurrence } from './symbol.ts';

/** Everything a registry file names: its prompt or component, versions, stages, sources, and the evidence of each transition. */
export function symbolsInRegistry(document: ParsedRegistry, facts: WorkspaceFacts): readonly Occurrence[] {
	const { value } = document;
	if (value === undefined) return [];
	const at = placer(document);
	const { name } = value;
	return [
		...at(['name'], 'value', name, nameOf(value)),
		...Object.entries(value.stages).flatMap(([stage, version]) => [
			...at(['stages', stage], 'key', stage, stageOf(value, stage)),
			...at(['stages', stage], 'value', version, versionOf(value, version)),
		]),
		...Object.entries(value.aliases ?? {}).flatMap(([alias, version]) => [
			...at(['aliases', alias], 'key', alias, stageOf(value, alias)),
			...at(['aliases', alias], 'value', version, versionOf(value, version)),
		]),
		...Object.entries(value.versions).flatMap(([version, { source, stage }]) => [
			...at(['versions', version], 'key', version, versionOf(value, version)),
			...at(['versions', version, 'source'], 'value', source, { kind: 'file', path: source }),
			...at(['versions', version, 'stage'], 'value', stage, stageOf(value, stage)),
		]),
		...value.requests.flatMap(({ version, to }, index) => [
			...at(['requests', index, 'version'], 'value', version, versionOf(value, version)),
			...at(['requests', index, 'to'], 'value', to, stageOf(value, to)),
		]),
		...transitions(value, at, facts),
	];
}

type Place = (path: YamlPath, part: 'key' | 'value', name: string, symbol: NamedSymbol | undefined) => readonly Occurrence[];

function placer({ yaml }: ParsedRegistry): Place {
	return (path, part, name, symbol) => {
		const range = findYamlName(yaml, path, part, name);
		return range === undefined || symbol === undefined ? [] : [{ range, role: 'read', symbol }];
	};
}

function transitions(value: Registry, at: Place, facts: WorkspaceFacts): readonly Occurrence[] {
	return value.transitions.flatMap(({ version, from, to, experiment, runs }, index) => {
		const path = ['transitions', index];
		const folder = experiment === undefined ? undefined : facts.experiments.find(other => other.experiment.id === experiment)?.folder;
		return [
			...at([...path, 'version'], 'value', version, versionOf(value, version)),
			...at([...path, 'from'], 'value', from, stageOf(value, from)),
			...at([...path, 'to'], 'value', to, stageOf(value, to)),
			...(experiment === undefined ? [] : at([...path, 'experiment'], 'value', experiment, { kind: 'experiment', id: experiment })),
			...(folder === undefined ? [] : (runs ?? [])).flatMap((run, position) => {
				const place = [...path, 'runs', position];
				const [id, written] = typeof run === 'string' ? [run, place] : [run.id, [...place, 'id']];
				return at(written, 'value', id, { kind: 'file', path: `${folder ?? ''}/runs/${id}/run.json` });
			}),
		];
	});
}

type Registered = Pick<Registry, 'kind' | 'name'>;

function nameOf({ kind, name }: Registered): NamedSymbol {
	const reference = { name, selector: undefined };
	return kind === 'prompt' ? { kind, name, reference } : { kind: 'component', to: kind, reference };
}

function versionOf({ kind, name }: Registered, written: string): NamedSymbol | undefined {
	const version = normaliseVersion(written);
	if (version === undefined) return undefined;
	const reference = { name, selector: version };
	return kind === 'prompt' ? { kind: 'version', prompt: name, version, reference } : { kind: 'component', to: kind, reference };
}

function stageOf({ kind, name }: Registered, stage: string): NamedSymbol {
	const reference = { name, selector: stage };
	return kind === 'prompt' ? { kind: 'stage', prompt: name, stage, reference } : { kind: 'component', to: kind, reference };
}
