import type { Problem } from '../../text/problem.ts';
import { parseFString } from '../../parse/f-string/parse-f-string.ts';
import { FieldWriter, unescapeBraces } from '../../python/brace-format.ts';
import { Undefined } from '../../python/value.ts';
import type { TemplateRequest } from '../template-request.ts';

/** Renders `{name}` as Python's `str.format` does, conversions and formats included. */
export function renderFString({ text, range, values, output, budget, missing }: TemplateRequest): readonly Problem[] {
	const { nodes, problems } = parseFString(text, range);
	if (problems.length > 0) return problems;
	const writer = new FieldWriter(text, { positional: [], named: values }, budget, (name, place) => {
		const replacement = missing.textFor({ name, range: place });
		return replacement === '' ? new Undefined(`\`${name}\` has no value`) : replacement;
	});
	for (const node of nodes) {
		if (node.kind === 'output') budget.at(node.range, () => output.write(writer.field(node)));
		else output.writeSource(node.range, unescapeBraces);
	}
	return [];
}
