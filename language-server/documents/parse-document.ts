import type { ComponentKind } from '../../core/formats/component/component.ts';
import { isComponentKind, isComponentText } from '../../core/formats/component/find-component-kind.ts';
import { parseComponent } from '../../core/formats/component/parse-component.ts';
import { parseExperiment } from '../../core/formats/experiment/parse-experiment.ts';
import type { FileContent, WorkspacePath } from '../../core/ports/file-store.ts';
import { findMergeConflict } from '../../core/base/yaml/find-merge-conflict.ts';
import { parseYaml } from '../../core/base/yaml/parse-yaml.ts';
import { findPlaces } from '../../core/formats/prompt/place/read-placed-text.ts';
import { hasPromptEnding } from '../../core/formats/prompt/dialects/candidate-file.ts';
import { isExcluded } from '../../core/formats/prompt/dialects/parts/dialect-overrides.ts';
import type { DialectOverrides } from '../../core/formats/prompt/dialects/parts/dialect-overrides.ts';
import { findDialect } from '../../core/formats/prompt/dialects/find-dialect.ts';
import { parsePrompt } from '../../core/formats/prompt/parse-prompt.ts';
import { parseRegistry } from '../../core/formats/registry/parse-registry.ts';
import type { Config } from '../../core/formats/config/config.ts';
import { fileKindOf, placePatternsOf } from '../../core/workspace/file-kind.ts';
import type { FileKind } from '../../core/workspace/file-kind.ts';
import { parseConfig } from '../../core/formats/config/parse-config.ts';
import { unknownRuleNames } from '../rules/check-rule-names.ts';
import type { ConfigDocument, ParsedDocument, PromptHost } from './parsed-document.ts';

/** Parses a file by its kind. Undefined for a file the tool has no opinion on, and for one that is not there. */
export function parseDocument(path: WorkspacePath, content: FileContent, config: Config): ParsedDocument | undefined {
	const kind = fileKindOf(path, config);
	if (kind === undefined || kind === 'run' || content.kind === 'missing') return undefined;
	if (content.kind !== 'text') return isLikelyData(path, kind) ? undefined : { kind: 'unreadable', value: { path, content } };
	const { text } = content;
	if (isComponentKind(kind)) return componentDocument(kind, path, text);
	// What a card is depends on the file beside it.
	return kind === 'card' ? undefined : documentOf(kind, { path, text }, config);
}

function documentOf(
	kind: Exclude<FileKind, ComponentKind | 'card' | 'run'>,
	{ path, text }: { readonly path: WorkspacePath; readonly text: string },
	config: Config,
): ParsedDocument | undefined {
	switch (kind) {
		case 'host':
			return { kind, value: hostOfPrompts(path, text, config) };
		case 'prompt':
			return promptDocument(path, text, config.dialects);
		case 'experiment':
			return { kind, value: parseExperiment(path, text) };
		case 'registry':
			return { kind, value: parseRegistry(path, text) };
		case 'config':
			return { kind, value: { path, text, ...yamlOfConfig(text) } };
	}
}

/** The folder of prompts may hold notes and data, too. They are text, unless the configuration says to leave them alone. */
function promptDocument(path: WorkspacePath, text: string, dialects: DialectOverrides): ParsedDocument | undefined {
	if (findDialect(path, text, dialects) !== undefined) return { kind: 'prompt', value: parsePrompt(path, text, dialects) };
	if (isExcluded(path, dialects)) return undefined;
	const conflict = findMergeConflict(text);
	return { kind: 'text', value: { path, text, problems: conflict === undefined ? [] : [conflict] } };
}

/** Its prompts are documents of their own. What keeps them from being found is said of the file. */
function hostOfPrompts(path: WorkspacePath, text: string, config: Config): PromptHost {
	const yaml = parseYaml(text);
	const missing = yaml.isComplete ? placePatternsOf(path, config).filter(pattern => findPlaces(text, pattern).length === 0) : [];
	const range = { start: 0, end: /^[^\r\n]*/.exec(text)?.[0].length ?? 0 };
	const problems = missing.map(pattern => ({
		code: 'card-without-file',
		message: `stagemark.yaml says that ${path} has prompts at “${pattern}”, but there is no text. Correct the path in “at”, or leave this file out of the glob.`,
		range,
	}));
	return {
		path,
		text,
		yaml,
		problems: [...yaml.problems.filter(({ code }) => code === 'yaml-syntax-error' || code === 'merge-conflict'), ...problems],
	};
}

/** The folders of components may hold notes and other data, too. */
function componentDocument(kind: ComponentKind, path: WorkspacePath, text: string): ParsedDocument | undefined {
	return isComponentText(kind, text) ? { kind, value: parseComponent(kind, path, text) } : undefined;
}

function yamlOfConfig(text: string): Pick<ConfigDocument, 'yaml' | 'problems'> {
	const { yaml, problems, idle } = parseConfig(text);
	return { yaml, problems: [...problems, ...idle, ...unknownRuleNames(yaml)] };
}

/** Data often lies beside prompts, and without its text nobody can tell that it is none of them. */
function isLikelyData(path: WorkspacePath, kind: FileKind): boolean {
	return (kind === 'prompt' || isComponentKind(kind)) && (!hasPromptEnding(path) || /\.(?:json|ya?ml)$/i.test(path));
}
