import type { TextRange } from '../../../core/base/text/text-range.ts';
import type { Subject } from '../../../core/workspace/subject.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import type { YamlPath } from '../../../core/base/yaml/yaml-source.ts';
import type { CompletionItem } from './completion-item.ts';
import { rules } from '../../rules/all-rules.ts';
import type { ParsedDocument } from '../../documents/parsed-document.ts';
import { completeModels, namesModel } from './model-completion.ts';
import { completeNames } from './name-completion.ts';
import { documentedKeys, documentValue } from '../reading/schema-documentation.ts';
import { yamlCursorAt } from './yaml-cursor.ts';
import type { CompletedYaml, YamlCursor } from './yaml-cursor.ts';

/** Keys that are not there yet, values a key may have, and prompt references, at `offset` of the file. */
export function completeYaml(yaml: CompletedYaml, offset: number): readonly CompletionItem[] {
	const cursor = yamlCursorAt(yaml, offset);
	if (cursor === undefined) return [];
	const names = completeNames(yaml, cursor);
	if (cursor.part === 'key') return isRuleId(yaml.kind, cursor.path) ? ruleIds(cursor) : [...keys(yaml, cursor), ...names];
	const wanted = referencesAt(yaml.kind, cursor.path);
	if (wanted !== undefined) return references(wanted, yaml.facts, cursor.range);
	return namesModel(yaml.kind, cursor.path) ? completeModels(yaml.facts, cursor.range) : [...values(yaml, cursor), ...names];
}

function keys({ kind }: CompletedYaml, { path, range, siblings, hasColon }: YamlCursor): readonly CompletionItem[] {
	return documentedKeys(kind, path.slice(0, -1))
		.filter(({ key }) => !siblings.includes(key))
		.map(({ key, type, isRequired, description }) => ({
			label: key,
			kind: 'key',
			detail: isRequired ? `${type} · required` : type,
			documentation: description,
			edit: { range, newText: hasColon ? key : `${key}: ` },
		}));
}

function values({ kind }: CompletedYaml, { path, range }: YamlCursor): readonly CompletionItem[] {
	const key = documentValue(kind, path);
	return (key?.values ?? []).map(value => ({
		label: value,
		kind: 'value',
		detail: value === String(key?.default) ? 'default' : undefined,
		documentation: key?.description,
		edit: { range, newText: value },
	}));
}

/** What a reference at this place may lead to; undefined where none is wanted. */
function referencesAt(kind: ParsedDocument['kind'], path: YamlPath): readonly Subject['kind'][] | undefined {
	const [top, , key] = path;
	if (path.length !== 3) return undefined;
	if (kind === 'experiment' && top === 'variants' && key === 'prompt') return ['prompt', 'pipeline', 'model'];
	const isMember = key === 'prompt' || key === 'model' || key === 'embedding';
	return kind === 'pipeline' && top === 'steps' && isMember ? [key] : undefined;
}

function isRuleId(kind: ParsedDocument['kind'], path: YamlPath): boolean {
	return kind === 'config' && path.length === 2 && path[0] === 'rules';
}

/** The rules that are not set yet. */
function ruleIds({ range, siblings, hasColon }: YamlCursor): readonly CompletionItem[] {
	return rules
		.filter(({ id }) => !siblings.includes(id))
		.map(({ id, severity, summary }) => ({
			label: id,
			kind: 'key',
			detail: `${severity} by default`,
			documentation: `Reports ${summary}`,
			edit: { range, newText: hasColon ? id : `${id}: ` },
		}));
}

/** Every name, version and stage that resolves, newest versions first. */
function references(kinds: readonly Subject['kind'][], facts: WorkspaceFacts, range: TextRange): readonly CompletionItem[] {
	const named = [...facts.prompts, ...facts.components].filter(({ kind }) => kinds.includes(kind));
	const names = new Map(named.map(({ kind, name }) => [`${kind} ${name}`, { kind, name }]));
	return [...names.values()].flatMap(({ kind, name }) => {
		const known = kind === 'prompt' ? facts.versionsOf(name) : facts.componentVersionsOf(kind, name);
		const versions = known.flatMap(({ version, description }) => (version === undefined ? [] : [{ version, description }]));
		const stages = facts.registries
			.filter(({ registry }) => registry.name === name && registry.kind === kind)
			.flatMap(({ registry }) => Object.entries(registry.stages));
		return [
			...versions.map(({ version, description }) =>
				item(`${name}@${version}`, facts.stagesOf(name, version).join(', '), description),
			),
			...stages.map(([stage, version]) => item(`${name}@${stage}`, `now ${version}`, undefined)),
			item(name, 'newest version', undefined),
		];
	});

	function item(label: string, detail: string, documentation: string | undefined): CompletionItem {
		return { label, kind: 'reference', detail: detail === '' ? undefined : detail, documentation, edit: { range, newText: label } };
	}
}
