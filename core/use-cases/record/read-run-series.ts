import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { ExternalFile } from '../../ports/file-store.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { findSecrets } from '../../base/secrets/find-secrets.ts';
import type { InputFailure } from './record-request.ts';
import { seriesPointSchema } from '../../formats/run/series.ts';

/** A series file that is about to be recorded. */
export interface RunSeries {
	readonly absolutePath: string;
	readonly sha256: string;
	/** Lines that can be drawn. */
	readonly pointCount: number;
	/** What is wrong with the others, which are kept in the file and count for nothing; at most 20. */
	readonly problems: readonly string[];
}

/** Reads a series file once for its content and once for its digest. Refused when there is a credential in it. */
export async function readRunSeries(file: ExternalFile, signal: CancelSignal): Promise<Result<RunSeries, InputFailure>> {
	const { absolutePath } = file;
	const facts = await file.facts(signal);
	if (facts === undefined) return fail({ kind: 'unreadable-input', path: absolutePath, reason: 'there is no such file' });
	const problems: string[] = [];
	let pointCount = 0;
	let line = 0;
	for await (const text of file.lines(signal)) {
		line++;
		if (text.trim() === '') continue;
		const secret = findSecrets(text)[0];
		if (secret !== undefined) return fail({ kind: 'secret-found', secret: secret.kind, place: `line ${line} of ${absolutePath}` });
		if (isPoint(text)) pointCount++;
		else if (problems.length < problemLimit) {
			problems.push(
				`${absolutePath}, line ${line}: This is not a point of a series and is left out of charts. Write {"step": 1, "values": {"loss": 0.5}}.`,
			);
		}
	}
	return succeed({ absolutePath, sha256: facts.sha256, pointCount, problems });
}

/** More of them say nothing new: the file is of another kind. */
const problemLimit = 20;

function isPoint(text: string): boolean {
	try {
		return seriesPointSchema.safeParse(JSON.parse(text)).success;
	} catch {
		return false;
	}
}
