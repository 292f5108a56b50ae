import { findSchemaViolation } from '../../../core/base/json-schema/find-schema-violation.ts';
import { memberOf } from '../../../core/base/member-of.ts';
import { answerExamples } from '../../../core/formats/prompt/content/answer-example.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import type { YamlPath, YamlSource } from '../../../core/base/yaml/yaml-source.ts';
import type { PromptRule } from '../rule.ts';

export const exampleViolatesOutputSchema: PromptRule = {
	id: 'example-violates-output-schema',
	appliesTo: 'prompt',
	summary: 'an example answer that breaks the output schema the prompt declares.',
	severity: 'warning',
	group: 'quality',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: true,
	source: 'Prompting guides of Anthropic and OpenAI: examples must show exactly what is wanted.',

	*check(prompt) {
		const schema = memberOf(prompt.output?.value, 'schema');
		if (prompt.output === undefined || schema === undefined) return;
		for (const { value, source } of answerExamples(prompt)) {
			const violation = findSchemaViolation(value, schema);
			if (violation === undefined) continue;
			const name = violation.path.length === 0 ? 'the example' : `“${violation.path.join('.')}” in the example`;
			yield {
				range: placeOf(source, violation.path),
				message: `According to the output schema, ${name} ${violation.words}, but a model follows the example. Correct the example or the schema.`,
				related: [{ path: prompt.path, range: prompt.output.range, message: 'The output schema is declared here.' }],
			};
		}
	},
};

/** The value that is wrong; of the example as a whole its first line. */
function placeOf(source: YamlSource, path: YamlPath): TextRange {
	if (path.length > 0) return source.rangeOf(path, 'value');
	const start = source.offset + source.text.length - source.text.trimStart().length;
	return { start, end: start + (/^[^\r\n]*/.exec(source.text.trimStart())?.[0].length ?? 0) };
}
