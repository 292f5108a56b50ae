import type { FileReader, WorkspacePath } from '../../ports/file-store.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Experiment, ParsedExperiment } from './experiment.ts';
import { hypothesisFile } from './hypothesis-file.ts';
import { parseExperiment } from './parse-experiment.ts';

/** A methodology without mistakes, ready to be edited. */
export interface Methodology {
	readonly parsed: ParsedExperiment;
	readonly experiment: Experiment;
	/** The text itself; empty without one, and when its file cannot be read. */
	readonly hypothesis: string;
	/** Undefined when the hypothesis stands in the methodology. */
	readonly hypothesisPath: WorkspacePath | undefined;
}

/** A methodology that cannot be read to its end is not edited either. */
export interface MethodologyFailure {
	readonly kind: 'methodology-unreadable';
	readonly path: WorkspacePath;
	readonly message: string;
}

/** Reads a methodology and the hypothesis it names. */
export async function readMethodology(
	path: WorkspacePath,
	{ files }: { readonly files: FileReader },
): Promise<Result<Methodology, MethodologyFailure>> {
	const content = await files.read(path);
	if (content.kind !== 'text') return fail({ kind: 'methodology-unreadable', path, message: `It is ${content.kind}.` });
	const parsed = parseExperiment(path, content.text);
	const [problem] = parsed.problems;
	if (parsed.value === undefined || problem !== undefined) {
		return fail({ kind: 'methodology-unreadable', path, message: problem?.message ?? 'It has no id.' });
	}
	const hypothesisPath = hypothesisFile(parsed.value.hypothesis, parsed.folder);
	const text = hypothesisPath === undefined ? undefined : await files.read(hypothesisPath);
	const hypothesis = text === undefined ? (parsed.value.hypothesis ?? '') : text.kind === 'text' ? text.text : '';
	return succeed({ parsed, experiment: parsed.value, hypothesis, hypothesisPath });
}
