import type { ComponentKind } from '../../../core/formats/component/component.ts';
import { describeModel } from '../../../core/formats/models/describe-model.ts';
import { findModel, isMovingAlias } from '../../../core/formats/models/find-model.ts';
import { modelCatalogue } from '../../../core/workspace/model-catalogue.ts';
import { isServedElsewhere } from '../../../core/formats/prompt/model-of-prompt.ts';
import type { PromptInput } from '../../../core/formats/prompt/prompt.ts';
import { vocabulary } from '../../../templates/api.ts';
import type { VariableDefinition } from '../../../templates/api.ts';
import type { PromptReference } from '../../../core/formats/prompt/prompt-reference.ts';
import { resolveMember, resolveSubject } from '../../../core/workspace/subject.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import type { YamlPath } from '../../../core/base/yaml/yaml-source.ts';
import type { Hover } from './hover-text.ts';
import type { ParsedDocument } from '../../documents/parsed-document.ts';
import { escapeMarkdown, inlineCode } from './markdown.ts';
import { documentKey } from './schema-documentation.ts';
import { describePlan } from './plan-hover.ts';
import { describeRule } from './rule-documentation.ts';
import { symbolsAt } from '../symbols/symbol-at.ts';
import { askTable } from '../symbols/symbol.ts';
import type { NamedSymbol, PlannedSymbol, SymbolTable } from '../symbols/symbol.ts';

interface ReferenceTarget {
	readonly reference: PromptReference;
	readonly to?: ComponentKind;
}

type InputSymbol = Extract<NamedSymbol, { readonly kind: 'input' }>;

/** What the document says about the symbol at `offset`: declaration of a variable, target of a reference, meaning of a key or filter. */
export function hoverAt(document: ParsedDocument, offset: number, facts: WorkspaceFacts): Hover | undefined {
	const [occurrence] = symbolsAt(document, offset, facts);
	const markdown = occurrence && askTable(descriptions(document, facts), occurrence.symbol.kind, occurrence.symbol);
	if (occurrence === undefined || markdown === undefined) return undefined;
	const { range, symbol } = occurrence;
	return { range, markdown, rule: symbol.kind === 'rule' ? symbol.id : undefined };
}

function descriptions(document: ParsedDocument, facts: WorkspaceFacts): SymbolTable<string | undefined> {
	const prompt = ({ reference }: { readonly reference: PromptReference }): string => describeReference({ reference }, facts);
	const plan = (symbol: PlannedSymbol): string => describePlan(symbol, document, facts);
	return {
		column: ({ name, dataset }) => `Column ${inlineCode(name)} of ${inlineCode(dataset)}`,
		component: symbol => describeReference(symbol, facts),
		experiment: plan,
		file: ({ path }) => (facts.exists(path) ? `File ${inlineCode(path)}` : `There is no file ${inlineCode(path)}.`),
		filter: ({ kind, name }) => describeWord(kind, name),
		input: symbol =>
			symbol.declaration === undefined ? describeUndeclared(symbol, document, facts) : describeInput(symbol.declaration),
		key: ({ path }) => describeKey(document.kind, path),
		local: ({ definition }) => describeLocal(definition),
		metric: plan,
		model: ({ name }) => describeNamedModel(name, document, facts),
		prompt,
		rule: ({ id }) => describeRule(id),
		stage: prompt,
		test: ({ kind, name }) => describeWord(kind, name),
		variant: plan,
		version: prompt,
	};
}

function describeInput(input: PromptInput): string {
	const facts = [
		`**Input** ${inlineCode(input.name)}${input.type === undefined ? '' : `: ${escapeMarkdown(input.type)}`}`,
		input.isRequired
			? 'required'
			: `optional${input.default === undefined ? '' : `, default ${inlineCode(JSON.stringify(input.default))}`}`,
		...(input.trust === undefined ? [] : [input.trust]),
		...(input.maxTokens === undefined ? [] : [`at most ${input.maxTokens} tokens`]),
	];
	const heading = facts.join(' · ');
	return input.description === undefined ? heading : `${heading}\n\n${escapeMarkdown(input.description)}`;
}

const definitionWords: Readonly<Record<VariableDefinition['kind'], string>> = {
	assignment: 'set in this template',
	'loop-variable': 'loop variable',
	macro: 'macro of this template',
	'macro-argument': 'macro argument',
	import: 'imported from another template',
	'block-parameter': 'block parameter',
	engine: 'provided by the template engine',
};

function describeLocal({ name, kind }: VariableDefinition): string {
	return `${inlineCode(name)} · ${definitionWords[kind]}`;
}

/** An input that its own file does not declare, or one that another file names. */
function describeUndeclared({ path, name }: InputSymbol, document: ParsedDocument, facts: WorkspaceFacts): string {
	if (document.kind === 'prompt') {
		return `${inlineCode(name)} · ${document.value.declaresInputs ? 'not declared under inputs' : 'input of this prompt, which declares none'}`;
	}
	const prompt = facts.promptAt(path);
	return `**Input** ${inlineCode(name)} of ${inlineCode(prompt === undefined ? path : [prompt.name, prompt.version].join('@'))}`;
}

function describeWord(kind: 'filter' | 'test', name: string): string | undefined {
	const word = (kind === 'filter' ? vocabulary.jinja.filters : vocabulary.jinja.tests).find(candidate => candidate.name === name);
	return word && `**Jinja ${kind}** ${inlineCode(word.signature)}\n\n${escapeMarkdown(word.description)}`;
}

/** @param target - Its kind where it must be of one; else whatever can be evaluated and promoted. */
function describeReference({ reference, to }: ReferenceTarget, facts: WorkspaceFacts): string {
	const resolution = to === undefined ? resolveSubject(reference, facts) : resolveMember(to, reference, facts);
	if (resolution.kind !== 'found') return `${inlineCode(reference.name)} · matches no ${to ?? 'prompt'} of this workspace`;
	const { subject } = resolution;
	const version = subject.version ?? 'without version';
	const stages = subject.version === undefined ? [] : facts.stagesOf(subject.name, subject.version);
	const place =
		subject.revision === undefined
			? inlineCode(subject.path)
			: `${inlineCode(subject.path)} at commit ${inlineCode(subject.revision.slice(0, 8))}`;
	const kind = subject.kind === 'prompt' ? [] : [subject.kind];
	const heading = [`**${escapeMarkdown(subject.name)}** ${escapeMarkdown(version)}`, ...kind, ...stages.map(escapeMarkdown)].join(' · ');
	const lines = [heading, place];
	if (subject.description !== undefined) lines.push(escapeMarkdown(subject.description));
	return lines.join('\n\n');
}

/** Nothing of a model that somebody other than its maker serves: the facts would be those of another service. */
function describeNamedModel(name: string, document: ParsedDocument, facts: WorkspaceFacts): string | undefined {
	if (document.kind === 'prompt' && isServedElsewhere(document.value)) return undefined;
	const model = findModel(modelCatalogue(facts.config), name);
	if (model === undefined) return undefined;
	const alias = isMovingAlias(model, name) ? [`now ${inlineCode(model.name)}`] : [];
	const provider = model.provider === '' ? [] : [escapeMarkdown(model.provider)];
	const heading = [`**Model** ${inlineCode(name)}`, ...provider, ...alias].join(' · ');
	return [
		heading,
		describeModel(model)
			.map(line => `- ${escapeMarkdown(line)}`)
			.join('\n'),
	].join('\n\n');
}

function describeKey(kind: ParsedDocument['kind'], path: YamlPath): string | undefined {
	const key = documentKey(kind, path);
	if (key === undefined) return undefined;
	const facts = [`**${escapeMarkdown(key.key)}**`];
	if (key.type !== '') facts.push(escapeMarkdown(key.type));
	if (key.isRequired) facts.push('required');
	if (key.default !== undefined) facts.push(`default ${inlineCode(JSON.stringify(key.default))}`);
	const heading = facts.join(' · ');
	return key.description === undefined ? heading : `${heading}\n\n${escapeMarkdown(key.description)}`;
}
