import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import { touches } from '../../../core/base/text/text-range.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import type { YamlSource } from '../../../core/base/yaml/yaml-source.ts';
import type { ParsedDocument } from '../../documents/parsed-document.ts';
import type { Occurrence } from './symbol.ts';
import { symbolsInDocument } from './symbols-in-document.ts';
import { yamlOf } from '../yaml-of.ts';

/**
 * What is named at `offset`, all in the same place; a rule or a key of a schema when nothing else is. Empty for plain text, punctuation
 * and values without a meaning here.
 */
export function symbolsAt(document: ParsedDocument, offset: number, facts: WorkspaceFacts): readonly Occurrence[] {
	const touching = symbolsInDocument(document, facts).filter(({ range }) => touches(range, offset));
	// Between two neighbours the one that starts at the cursor is meant, and of two that nest the inner one.
	const narrowest = touching.toSorted(
		(left, right) => lengthOf(left.range) - lengthOf(right.range) || right.range.start - left.range.start,
	)[0];
	if (narrowest === undefined) return keyAt(document, offset);
	return touching.filter(({ range }) => range.start === narrowest.range.start && range.end === narrowest.range.end);
}

function lengthOf({ start, end }: TextRange): number {
	return end - start;
}

function keyAt(document: ParsedDocument, offset: number): readonly Occurrence[] {
	const source = documentedYaml(document, offset);
	const { path, part } = source?.pathAt(offset) ?? { path: [], part: 'value' };
	if (source === undefined || part !== 'key' || path.length === 0) return [];
	const [top, id] = path;
	const isRule = document.kind === 'config' && path.length === 2 && top === 'rules';
	return [
		{ range: source.rangeOf(path, 'key'), role: 'read', symbol: isRule ? { kind: 'rule', id: String(id) } : { kind: 'key', path } },
	];
}

/** The YAML whose keys are documented here: that of another tool's prompt is not. */
function documentedYaml(document: ParsedDocument, offset: number): YamlSource | undefined {
	if (document.kind !== 'prompt') return yamlOf(document);
	return document.value.dialect === 'stagemark' ? frontMatterAt(document.value, offset) : undefined;
}

function frontMatterAt({ frontMatter }: Prompt, offset: number): YamlSource | undefined {
	const end = (frontMatter?.offset ?? 0) + (frontMatter?.text.length ?? 0);
	return frontMatter !== undefined && frontMatter.offset <= offset && offset <= end ? frontMatter : undefined;
}
