import { resolve } from 'node:path';
import { z } from 'zod';
import { openSheet } from '../../../core/formats/prompt/card/sheet.ts';
import { loadTemplateFiles } from '../../../core/workspace/load-template-files.ts';
import { renderPrompt } from '../../../core/formats/prompt/render/render-prompt.ts';
import type { RenderedPrompt } from '../../../core/formats/prompt/render/render-prompt.ts';
import { sampleInputs } from '../../../core/formats/prompt/render/sample-inputs.ts';
import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import { linePositions } from '../../../core/base/text/line-positions.ts';
import { readPrompt } from '../../../core/workspace/read-prompt.ts';
import { parseYaml } from '../../../core/base/yaml/parse-yaml.ts';
import type { CliCommand, CommandContext } from '../../command.ts';
import { findPrompt } from '../../find-prompt.ts';
import { loadFacts } from '../../load-facts.ts';
import { outputFormatHelp, outputFormatSchema } from '../../text/output-format.ts';
import { UsageError } from '../../text/output.ts';
import { repeatedOption } from '../../text/repeated-option.ts';

const optionsSchema = outputFormatSchema.extend({ vars: z.string().optional(), set: z.array(z.string()).default([]) });

export const render: CliCommand = {
	define(parser) {
		parser
			.argument('<reference>', 'NAME, NAME@VERSION or NAME@STAGE')
			.option('--vars <file>', 'JSON or YAML file with the values of the inputs')
			.option('--set <name=value>', 'the value of one input, as text; repeatable', repeatedOption)
			.option('--format <format>', outputFormatHelp, 'text');
	},

	async run(context, args, rawOptions) {
		const { vars, set, format } = optionsSchema.parse(rawOptions);
		const summary = await findPrompt(await loadFacts(context), z.string().parse(args[0]), context);
		const prompt = await readPrompt(summary, context.ports);
		if (prompt === undefined) throw new UsageError(`${summary.path} is gone. Run the command again.`);

		const given = vars === undefined ? [] : await readValues(vars, context);
		const values = new Map([...sampleInputs(prompt), ...given, ...set.map(readAssignment)]);
		const findTemplate = await loadTemplateFiles(prompt, context.ports.files, context.signal);
		const rendered = renderPrompt(prompt, { values, missing: 'placeholder', findTemplate });
		const isComplete = rendered.problems.length === 0 && rendered.missing.length === 0;
		if (format === 'json') {
			const { messages, text, missing } = rendered;
			const positionOf = linePositions(prompt.text);
			const problems = rendered.problems.map(({ message, range: { start, end } }) => ({
				message,
				range: { start: positionOf(start), end: positionOf(end) },
			}));
			context.output.json({
				version: 1,
				prompt: { name: summary.name, version: summary.version ?? null, path: summary.path },
				messages,
				text,
				missing: missing.map(({ name }) => name),
				problems,
			});
		} else if (isComplete) context.output.raw(rendered.text);
		else sayWhyNot(rendered, prompt, context);
		return isComplete ? 0 : 1;
	},
};

function readAssignment(text: string): readonly [string, string] {
	const index = text.indexOf('=');
	if (index <= 0) throw new UsageError(`“${text}” does not set an input. Write --set name=value.`);
	return [text.slice(0, index), text.slice(index + 1)];
}

async function readValues(path: string, { cwd, ports }: CommandContext): Promise<readonly (readonly [string, unknown])[]> {
	const content = await ports.external(resolve(cwd, path)).read();
	if (content.kind !== 'text') throw new UsageError(`${path} is not a text file. Give a JSON or YAML file.`);
	const { value, problems } = parseYaml(content.text);
	const [problem] = problems;
	if (problem !== undefined) throw new UsageError(`${path} cannot be read: ${problem.message}`);
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw new UsageError(`${path} is not a map of values. Write a map such as {"name": "value"}.`);
	}
	return Object.entries(value);
}

/** Nothing is printed as the result, so that no script takes half a prompt for a whole one. */
function sayWhyNot({ problems, missing }: RenderedPrompt, prompt: Prompt, { output }: CommandContext): void {
	const { path, text } = prompt;
	const start = openSheet(text)?.bodyStart ?? 0;
	const positionOf = linePositions(text.slice(start));
	for (const { message, range } of problems) {
		const { line, character } = positionOf(range.start - start);
		output.note(`${path}:${line + 1}:${character + 1}: ${message}`);
	}
	if (missing.length === 0) return;
	const names = missing.map(({ name }) => name).join(', ');
	output.note(`The prompt needs values for ${names}. Give them with --set name=value or --vars FILE.`);
}
