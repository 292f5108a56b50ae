import type { ParsedDocument, TextEdit } from '../rules/rule.ts';
import { readSuppressions } from '../rules/suppressions.ts';

/**
 * The comment at the end of the line of `offset` that silences `rule` there. It is tried out: undefined when it would not
 * work or would change what the document says, as inside a tag, a raw region, or a block of YAML text.
 */
export function suppressionAt(
	document: ParsedDocument,
	{ rule, offset }: { readonly rule: string; readonly offset: number },
	parse: (text: string) => ParsedDocument | undefined,
): TextEdit | undefined {
	if (document.kind === 'unreadable') return undefined;
	const { text } = document.value;
	const lineEnd = offset + (/[^\r\n]*/.exec(text.slice(offset))?.[0].length ?? 0);
	const newText = isInYaml(document, offset) ? ` # stagemark-ignore ${rule}` : `{# stagemark-ignore ${rule} #}`;
	const tried = parse(`${text.slice(0, lineEnd)}${newText}${text.slice(lineEnd)}`);
	if (tried === undefined || !readSuppressions(tried)(rule, offset) || meaningOf(tried) !== meaningOf(document)) return undefined;
	return { range: { start: lineEnd, end: lineEnd }, newText };
}

function isInYaml(document: ParsedDocument, offset: number): boolean {
	return document.kind !== 'prompt' || offset < document.value.template.range.start;
}

/** What the document says apart from its comments, to be compared. */
function meaningOf(document: ParsedDocument): string {
	switch (document.kind) {
		case 'prompt': {
			const { frontMatter, template, problems } = document.value;
			const places = template.nodes.filter(({ kind }) => kind !== 'comment' && kind !== 'text').map(({ kind }) => kind);
			return JSON.stringify([frontMatter?.value, places, problems.map(({ code }) => code)]);
		}
		case 'experiment':
		case 'registry':
			return JSON.stringify([document.value.yaml.value, document.value.problems.map(({ code }) => code)]);
		case 'config':
		case 'unreadable':
			return JSON.stringify('problems' in document.value ? document.value.problems.map(({ code }) => code) : []);
	}
}
