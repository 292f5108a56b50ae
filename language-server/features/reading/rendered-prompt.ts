import { linePositions } from '../../../core/base/text/line-positions.ts';
import type { CancelSignal } from '../../../core/ports/cancel-signal.ts';
import type { FileReader } from '../../../core/ports/file-store.ts';
import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import { openSheet } from '../../../core/formats/prompt/card/sheet.ts';
import { loadTemplateFiles } from '../../../core/workspace/load-template-files.ts';
import { renderPrompt } from '../../../core/formats/prompt/render/render-prompt.ts';
import { sampleInputs } from '../../../core/formats/prompt/render/sample-inputs.ts';

/** A prompt as a model would read it. */
export interface RenderedPrompt {
	/** As much as could be printed. */
	readonly text: string;
	/** What keeps it from being rendered whole, and where, as `prompts/a.j2:3:1`. */
	readonly problem: { readonly place: string; readonly message: string } | undefined;
}

/** Renders with the samples of the file and `values` over them; inputs without a value stand as `‹name›`. */
export async function renderedPrompt(
	prompt: Prompt,
	values: ReadonlyMap<string, unknown>,
	files: Pick<FileReader, 'read'>,
	signal: CancelSignal,
): Promise<RenderedPrompt> {
	const findTemplate = await loadTemplateFiles(prompt, files, signal);
	const { text, problems } = renderPrompt(prompt, {
		values: new Map([...sampleInputs(prompt), ...values]),
		missing: 'placeholder',
		findTemplate,
	});
	const [problem] = problems;
	if (problem === undefined) return { text, problem: undefined };
	const start = openSheet(prompt.text)?.bodyStart ?? 0;
	const { line, character } = linePositions(prompt.text.slice(start))(problem.range.start - start);
	return { text, problem: { place: `${prompt.path}:${line + 1}:${character + 1}`, message: problem.message } };
}
