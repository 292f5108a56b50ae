import type { ParsedExperiment } from '../../../core/formats/experiment/experiment.ts';
import type { ParsedRegistry } from '../../../core/formats/registry/registry-file.ts';
import type { YamlPath, YamlSource } from '../../../core/base/yaml/yaml-source.ts';
import type { OutlineItem } from '../symbols/symbol-service.ts';

/** Variants and metrics, below the key they are listed under. */
export function outlineOfExperiment({ value, yaml }: ParsedExperiment): readonly OutlineItem[] {
	if (value === undefined) return [];
	const variants = Object.entries(value.variants).map(([name, { prompt, baseline }]) =>
		entry(yaml, ['variants', name], 'variant', [prompt, ...(baseline ? ['baseline'] : [])].join(' · ')),
	);
	const metrics = Object.entries(value.metrics).map(([name, { goal, primary }]) =>
		entry(yaml, ['metrics', name], 'metric', [goal, ...(primary ? ['primary'] : [])].join(' · ')),
	);
	return inOrder([
		...section(yaml, 'dataset', value.dataset?.path ?? value.dataset?.dvc, []),
		...section(yaml, 'variants', undefined, variants),
		...section(yaml, 'metrics', undefined, metrics),
	]);
}

/** Stages, versions, requests and transitions, each list below its key. */
export function outlineOfRegistry({ value, yaml }: ParsedRegistry): readonly OutlineItem[] {
	if (value === undefined) return [];
	const stages = Object.entries(value.stages).map(([stage, version]) => entry(yaml, ['stages', stage], 'stage', version));
	const versions = Object.entries(value.versions).map(([version, { stage }]) => entry(yaml, ['versions', version], 'version', stage));
	const requests = value.requests.map(({ version, to, status }, index) => item(yaml, ['requests', index], `${version} to ${to}`, status));
	const transitions = value.transitions.map(({ version, from, to, at }, index) =>
		item(yaml, ['transitions', index], `${version} ${from} to ${to}`, at),
	);
	return inOrder([
		...section(yaml, 'stages', undefined, stages),
		...section(yaml, 'versions', undefined, versions),
		...section(yaml, 'requests', undefined, requests),
		...section(yaml, 'transitions', undefined, transitions),
	]);
}

/** Nothing for a key that is not written. */
function section(yaml: YamlSource, key: string, detail: string | undefined, children: readonly OutlineItem[]): readonly OutlineItem[] {
	const isWritten = typeof yaml.value === 'object' && yaml.value !== null && Object.hasOwn(yaml.value, key);
	if (!isWritten) return [];
	const own = children.filter(child => child.range.start < child.range.end);
	return [{ ...place(yaml, [key], 'key'), name: key, detail, kind: 'key', children: inOrder(own) }];
}

function entry(yaml: YamlSource, path: YamlPath, kind: OutlineItem['kind'], detail: string): OutlineItem {
	return { ...place(yaml, path, 'key'), name: String(path.at(-1)), detail, kind, children: [] };
}

/** An item of a list has no name of its own, so its beginning stands for it. */
function item(yaml: YamlSource, path: YamlPath, name: string, detail: string): OutlineItem {
	return { ...place(yaml, path, 'value'), name, detail, kind: 'event', children: [] };
}

function place(yaml: YamlSource, path: YamlPath, part: 'key' | 'value'): Pick<OutlineItem, 'range' | 'nameRange'> {
	const value = yaml.rangeOf(path, 'value');
	if (part === 'value') return { range: value, nameRange: { start: value.start, end: value.start } };
	const nameRange = yaml.rangeOf(path, 'key');
	return { range: { start: nameRange.start, end: Math.max(nameRange.end, value.end) }, nameRange };
}

function inOrder(items: readonly OutlineItem[]): readonly OutlineItem[] {
	return items.toSorted((left, right) => left.range.start - right.range.start);
}
