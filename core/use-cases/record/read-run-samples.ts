import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { ExternalFile } from '../../ports/file-store.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { findSecrets } from '../../base/secrets/find-secrets.ts';
import { visitSamples } from '../../formats/run/parse-samples.ts';
import type { SampleProblem } from '../../formats/run/parse-samples.ts';
import type { InputFailure } from './record-request.ts';
import { SampleSummarizer } from '../../formats/run/summarize-samples.ts';
import type { ErrorRule, SampleSummary } from '../../formats/run/summarize-samples.ts';

/** A samples file that is about to be recorded. */
export interface RunSamples {
	readonly absolutePath: string;
	readonly sha256: string;
	readonly byteCount: number;
	/** Usable lines. */
	readonly sampleCount: number;
	/** What they say as a whole; at least one is usable. */
	readonly summary: (rule: ErrorRule) => SampleSummary;
	/** Lines that are kept in the file and count for nothing. */
	readonly problems: readonly SampleProblem[];
}

/** Reads a samples file once for its content and once for its digest. Refused when there is a credential in it. */
export async function readRunSamples(file: ExternalFile, signal: CancelSignal): Promise<Result<RunSamples, InputFailure>> {
	const facts = await file.facts(signal);
	const { absolutePath } = file;
	if (facts === undefined) return fail({ kind: 'unreadable-input', path: absolutePath, reason: 'there is no such file' });
	const watch: SecretWatch = { found: undefined };
	const summarizer = new SampleSummarizer();
	const problems = await visitSamples(watchForSecrets(file.lines(signal), watch), sample => summarizer.add(sample), signal);
	if (watch.found !== undefined) {
		const place = `line ${watch.found.line} of ${absolutePath}`;
		return fail({ kind: 'secret-found', secret: watch.found.secret, place });
	}
	if (summarizer.count === 0) return fail({ kind: 'no-usable-samples', path: absolutePath, firstProblem: problems[0]?.message });
	const summary = (rule: ErrorRule): SampleSummary => summarizer.summary(rule);
	return succeed({ absolutePath, ...facts, sampleCount: summarizer.count, summary, problems });
}

interface SecretWatch {
	found: { readonly line: number; readonly secret: string } | undefined;
}

/** Hands lines on and stops at the first that holds a credential, which `watch` then tells. */
async function* watchForSecrets(lines: AsyncIterable<string>, watch: SecretWatch): AsyncGenerator<string> {
	let line = 0;
	for await (const text of lines) {
		line++;
		const secret = findSecrets(text)[0];
		if (secret !== undefined) {
			watch.found = { line, secret: secret.kind };
			return;
		}
		yield text;
	}
}
