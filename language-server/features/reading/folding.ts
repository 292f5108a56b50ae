import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import type { TemplateNode } from '../../../templates/api.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import { walkYaml } from '../../../core/base/yaml/walk-yaml.ts';
import type { YamlSource } from '../../../core/base/yaml/yaml-source.ts';
import type { ParsedDocument } from '../../documents/parsed-document.ts';
import type { FoldingRange } from '../editing/editing-service.ts';
import { frontMatterRange } from '../front-matter-range.ts';
import { yamlOf } from '../yaml-of.ts';

/**
 * What can be folded: front matter, messages, blocks and each of their branches, raw regions, comments, entries of YAML, blocks
 * of text. In the order in which they are found; a range may turn out to lie on one line.
 */
export function foldingRangesOf(document: ParsedDocument): readonly FoldingRange[] {
	const yaml = yamlOf(document);
	const ofYaml = yaml === undefined ? [] : yamlFolds(yaml);
	return document.kind === 'prompt' ? [...promptFolds(document.value), ...ofYaml] : ofYaml;
}

function promptFolds(prompt: Prompt): readonly FoldingRange[] {
	const frontMatter = frontMatterRange(prompt);
	const messages = prompt.messages.flatMap(({ markerRange, range }) =>
		markerRange === undefined ? [] : [whole({ start: markerRange.start, end: Math.max(markerRange.end, range.end) }, 'region')],
	);
	return [
		...(frontMatter === undefined ? [] : [whole(frontMatter, 'region')]),
		// A role in YAML is an entry like any other.
		...(frontMatter === undefined && prompt.frontMatter !== undefined ? [] : messages),
		...nodeFolds(prompt.template.nodes),
	];
}

function nodeFolds(nodes: readonly TemplateNode[]): readonly FoldingRange[] {
	return nodes.flatMap(node => {
		if (node.kind === 'comment') return [whole(node.range, 'comment')];
		if (node.kind === 'raw') return [upTo(node.range.start, node.range.end)];
		if (node.kind !== 'block') return [];
		const ends = [...node.branches.slice(1).map(({ tag }) => tag), node.close];
		return node.branches.flatMap(({ tag, children }, index) => {
			const next = ends[index];
			// Where a block ends that is never closed nobody knows.
			return [...(next === undefined ? [] : [upTo(tag.range.start, next.range.start)]), ...nodeFolds(children)];
		});
	});
}

function yamlFolds(yaml: YamlSource): readonly FoldingRange[] {
	const parts = [...walkYaml(yaml)];
	const literals = parts.flatMap(({ valueKind, valueRange }) => (valueKind === 'block' && valueRange !== undefined ? [valueRange] : []));
	const entries = parts.filter(({ valueKind }) => valueKind !== 'empty').map(({ range }) => whole(range, undefined));
	return [...entries, ...commentFolds(yaml, literals)];
}

/** Several lines of comments in a row. What looks like one in a block of text is text. */
function commentFolds({ text, offset }: YamlSource, literals: readonly TextRange[]): readonly FoldingRange[] {
	const runs = [...text.matchAll(/^[ \t]*#[^\n]*(?:\n[ \t]*#[^\n]*)+/gm)].map(({ index, 0: run }) => ({
		start: offset + index,
		end: offset + index + run.length,
	}));
	let position = 0;
	return runs
		.filter(run => {
			// Both lists are in the order of the text.
			while ((literals[position]?.end ?? Number.POSITIVE_INFINITY) <= run.start) position++;
			return (literals[position]?.start ?? Number.POSITIVE_INFINITY) >= run.end;
		})
		.map(run => whole(run, 'comment'));
}

function whole(range: TextRange, kind: FoldingRange['kind']): FoldingRange {
	return { range, kind, keepsLastLine: false };
}

function upTo(start: number, end: number): FoldingRange {
	return { range: { start, end }, kind: undefined, keepsLastLine: true };
}
