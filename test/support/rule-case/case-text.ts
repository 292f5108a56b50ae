import type { Diagnostic } from '../../../language-server/rules/diagnostic.ts';
import type { TextEdit } from '../../../language-server/documents/text-edit.ts';

export function headerOf(body: string): readonly string[] {
	const lines = body.split('\n');
	const end = lines.findIndex(line => !/^[@<+]( |$)/.test(line));
	return end === -1 ? lines : lines.slice(0, end);
}

export function linesOf(body: string, prefix: string): readonly string[] {
	return body
		.split('\n')
		.filter(line => line.startsWith(prefix) || line === prefix.trimEnd())
		.map(line => line.slice(prefix.length));
}

export function applyEdits(source: string, edits: readonly TextEdit[]): string {
	return edits
		.toSorted((left, right) => right.range.start - left.range.start)
		.reduce((text, { range, newText }) => text.slice(0, range.start) + newText + text.slice(range.end), source);
}

/** Writes findings under the lines they start on. */
export function annotate(source: string, findings: readonly Diagnostic[], hasText: boolean): readonly string[] {
	let lineStart = 0;
	const output: string[] = [];
	for (const line of source.split('\n')) {
		if (hasText) output.push(...prefixed('|', line));
		const lineEnd = lineStart + line.length;
		for (const { range, message } of findings) {
			if (lineStart > range.start || range.start > lineEnd) continue;
			const carets = range.end === range.start ? ':' : '^'.repeat(Math.min(range.end, lineEnd) - range.start);
			output.push(`^ ${' '.repeat(range.start - lineStart)}${carets}${range.end > lineEnd ? '~' : ''} ${message}`);
		}
		lineStart = lineEnd + 1;
	}
	return output;
}

export function prefixed(prefix: string, text: string): readonly string[] {
	return text.split('\n').map(line => (line === '' ? prefix : `${prefix} ${line}`));
}
