import type { CancelSignal } from '../../ports/cancel-signal.ts';
import { parseSampleLine } from './parse-sample-line.ts';
import type { Sample } from './sample.ts';

/** What is wrong with one line of samples.jsonl. */
export interface SampleProblem {
	/** 1-based. */
	readonly line: number;
	/** What, why, what to do. */
	readonly message: string;
}

/** More problems than this say nothing new: the file is of another kind. The rest is counted in one last problem. */
const largestProblemCount = 100;

/**
 * Reads samples.jsonl line by line, so that the file may be of any size.
 *
 * A line that cannot be used is left out and reported; the others count. Blank lines are fine. A case that comes twice is
 * kept twice and reported: comparisons average all answers to a case, which is right for repeats and harmless for a copy.
 *
 * @returns Samples in file order, problems by line, at most 101.
 * @throws The signal's reason when cancelled.
 */
export async function parseSamples(
	lines: AsyncIterable<string>,
	signal: CancelSignal,
): Promise<{ readonly samples: Sample[]; readonly problems: SampleProblem[] }> {
	const samples: Sample[] = [];
	const problems = await visitSamples(lines, sample => samples.push(sample), signal);
	return { samples, problems };
}

/**
 * As `parseSamples`, but hands each sample to `visit` and keeps none, so that a file of any size can be summarised.
 *
 * @throws The signal's reason when cancelled.
 */
export async function visitSamples(
	lines: AsyncIterable<string>,
	visit: (sample: Sample) => void,
	signal: CancelSignal,
): Promise<SampleProblem[]> {
	/** The first of them, and one more that says where the rest begins; a hostile file must not fill the memory with words. */
	const problems: SampleProblem[] = [];
	let problemCount = 0;
	const firstLines = new Map<string, number>();
	let lineNumber = 0;
	let lastRefusal: { readonly line: number; readonly isTruncated: boolean } | undefined;
	for await (const text of lines) {
		signal.throwIfAborted();
		lineNumber++;
		if (text.trim() === '') continue;
		const parsed = parseSampleLine(text);
		lastRefusal = undefined;
		if (parsed.ok) {
			visit(parsed.value);
			noteRepeat(parsed.value.case);
		} else {
			lastRefusal = { line: lineNumber, isTruncated: parsed.failure.isTruncated };
			note({ line: lineNumber, message: parsed.failure.message });
		}
	}
	if (lastRefusal?.isTruncated === true && problems.at(-1)?.line === lastRefusal.line) {
		problems[problems.length - 1] = truncatedEnd(lastRefusal.line);
	}
	return shorten(problems, problemCount);

	function note(problem: SampleProblem): void {
		problemCount++;
		if (problems.length <= largestProblemCount) problems.push(problem);
	}

	function noteRepeat(caseId: string): void {
		const first = firstLines.get(caseId);
		if (first === undefined) {
			firstLines.set(caseId, lineNumber);
			return;
		}
		note({
			line: lineNumber,
			message: `The case ${quote(caseId)} is already on line ${first}. Both answers are kept and averaged. If they are different cases, give each its own id.`,
		});
	}
}

function truncatedEnd(line: number): SampleProblem {
	return {
		line,
		message:
			'The file ends in the middle of this line, so the program that wrote it was probably stopped. The line is left out. Run again if the case matters.',
	};
}

function shorten(problems: SampleProblem[], count: number): SampleProblem[] {
	const next = problems[largestProblemCount];
	if (next === undefined) return problems;
	const rest = count - largestProblemCount;
	return [
		...problems.slice(0, largestProblemCount),
		{ line: next.line, message: `${rest} more lines after this one have problems. Check whether this is a file of samples.` },
	];
}

/** A case id in a message: quoted, escaped, and of readable length. */
function quote(caseId: string): string {
	return JSON.stringify(caseId.length > 60 ? `${caseId.slice(0, 60)}…` : caseId);
}
