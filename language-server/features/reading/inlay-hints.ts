import { estimateTokenCount } from '../../../core/ports/estimate-token-count.ts';
import { joinTexts, literalTextsByMessage } from '../../../core/formats/prompt/literal-text.ts';
import { parsePromptReference } from '../../../core/formats/prompt/prompt-reference.ts';
import type { Message, Prompt } from '../../../core/formats/prompt/prompt.ts';
import type { VariableUse } from '../../../templates/api.ts';
import { normaliseVersion } from '../../../core/formats/prompt/version/version.ts';
import { touches } from '../../../core/base/text/text-range.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import { walkYaml } from '../../../core/base/yaml/walk-yaml.ts';
import type { YamlSource } from '../../../core/base/yaml/yaml-source.ts';
import type { ParsedDocument } from '../../documents/parsed-document.ts';
import type { InlayHint } from '../editing/editing-service.ts';
import { frontMatterRange } from '../front-matter-range.ts';
import { hoverAt } from './hover.ts';

/** The hints inside `range`, in the order of the text. */
export function inlayHintsOf(document: ParsedDocument, range: TextRange, facts: WorkspaceFacts): readonly InlayHint[] {
	return hintsOf(document, facts).filter(({ offset }) => touches(range, offset));
}

/** What a hint says when the mouse rests on it, as Markdown with text of the workspace escaped. Undefined when it is out of date. */
export function describeInlayHint(
	document: ParsedDocument,
	{ kind, offset }: Pick<InlayHint, 'kind' | 'offset'>,
	facts: WorkspaceFacts,
): string | undefined {
	if (kind === 'versions') return hoverAt(document, offset, facts)?.markdown;
	return document.kind === 'prompt' ? tokenExplanation : undefined;
}

const tokenExplanation =
	'An estimate of how many tokens the text has as written: one token for each 4 characters or ¾ of a word, without comments. ' +
	'The values of inputs are not counted; every branch is.';

function hintsOf(document: ParsedDocument, facts: WorkspaceFacts): readonly InlayHint[] {
	switch (document.kind) {
		case 'prompt':
			return tokenHints(document.value);
		case 'experiment':
			return versionHints(document.value.yaml, facts);
		case 'registry':
		case 'config':
		case 'embedding':
		case 'model':
		case 'pipeline':
		case 'card':
		case 'host':
		case 'text':
		case 'unreadable':
			return [];
	}
}

/** One behind each role, and the sum behind the front matter when there are several messages. */
function tokenHints(prompt: Prompt): readonly InlayHint[] {
	const counts = literalTextsByMessage(prompt).map(texts => estimateTokenCount(joinTexts(prompt, texts)));
	const inputs = prompt.template.uses.filter(({ definition }) => definition === undefined);
	const hints = prompt.messages.map((message, index) =>
		tokenHint(offsetOf(prompt, message), `${tokens(counts[index] ?? 0)}${inputsIn(inputs, message.range)}`),
	);
	const frontMatter = frontMatterRange(prompt);
	if (frontMatter === undefined || counts.length < 2) return hints;
	const total = counts.reduce((sum, count) => sum + count, 0);
	return [tokenHint(frontMatter.end, `${tokens(total)} in ${counts.length} messages`), ...hints];
}

function tokens(count: number): string {
	return `~${count} ${count === 1 ? 'token' : 'tokens'}`;
}

function tokenHint(offset: number, label: string): InlayHint {
	return { kind: 'tokens', offset, label };
}

/** Behind the role; without one behind the front matter, and at the start of the text where there is none either. */
function offsetOf(prompt: Prompt, { markerRange, range }: Message): number {
	if (markerRange !== undefined) return markerRange.end;
	return frontMatterRange(prompt)?.end ?? range.start;
}

/** `inputs` are the places where inputs are read, in the order of the text. */
function inputsIn(inputs: readonly VariableUse[], range: TextRange): string {
	const names = new Set<string>();
	for (let index = firstFrom(inputs, range.start); (inputs[index]?.range.start ?? range.end) < range.end; index++) {
		names.add(inputs[index]?.name ?? '');
	}
	if (names.size === 0) return '';
	return names.size === 1 ? ' + 1 input' : ` + ${names.size} inputs`;
}

/** Position of the first use that starts at `offset` or behind it. */
function firstFrom(uses: readonly VariableUse[], offset: number): number {
	let low = 0;
	let high = uses.length;
	while (low < high) {
		const middle = Math.floor((low + high) / 2);
		if ((uses[middle]?.range.start ?? 0) < offset) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** What a reference leads to today, unless it says so itself. */
function versionHints(yaml: YamlSource, facts: WorkspaceFacts): readonly InlayHint[] {
	const hints: InlayHint[] = [];
	for (const { path, valueRange, valueKind } of walkYaml(yaml)) {
		if (path.length !== 3 || path[0] !== 'variants' || path[2] !== 'prompt') continue;
		if (valueRange === undefined || valueKind !== 'scalar') continue;
		const text = yaml.text.slice(valueRange.start - yaml.offset, valueRange.end - yaml.offset).replaceAll(/^["']|["']$/g, '');
		const reference = parsePromptReference(text);
		if (reference === undefined || (reference.selector !== undefined && normaliseVersion(reference.selector) !== undefined)) continue;
		const resolution = facts.resolve(reference);
		if (resolution.kind !== 'found' || resolution.prompt.version === undefined) continue;
		hints.push({ kind: 'versions', offset: valueRange.end, label: `= ${resolution.prompt.version}` });
	}
	return hints;
}
