import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import type { FileReader, WorkspacePath } from '../../core/ports/file-store.ts';
import type { Severity } from '../../core/base/problem.ts';
import type { Diagnostic } from '../../language-server/rules/diagnostic.ts';
import type { Inspection, LanguageService } from '../../language-server/language-service.ts';
import type { CheckFinding, CheckResult, FileNotRead } from './check-result.ts';
import { fileNotRead } from './file-not-read.ts';
import { positionReader } from './position-reader.ts';
import type { RangeReader } from './position-reader.ts';

/** The files a check is about. */
export interface CheckedFiles {
	/** Those that may be prompts, experiments, components or registry files. */
	readonly candidates: readonly WorkspacePath[];
	/** How many others there are. */
	readonly otherCount: number;
}

/** What was found, and in which files it was looked for. */
export interface CheckedResult {
	readonly result: CheckResult;
	readonly read: readonly WorkspacePath[];
}

/** Lints files with the service, which was loaded from the same `files`. */
export async function collectFindings(
	service: LanguageService,
	files: FileReader,
	{ candidates, otherCount }: CheckedFiles,
	signal: CancelSignal,
): Promise<CheckedResult> {
	const rangesOf = positionReader(files);
	const findings: CheckFinding[] = [];
	const read = new Map<WorkspacePath, ReadKind>();
	const notRead: FileNotRead[] = [];
	for (const path of candidates) {
		signal.throwIfAborted();
		const { reading, diagnostics } = await service.inspect(path, signal);
		if (reading.kind === 'read') read.set(path, reading.as);
		if (reading.kind === 'not-read') notRead.push(fileNotRead(path, reading));
		for (const diagnostic of diagnostics) findings.push(await toFinding(path, diagnostic, rangesOf));
	}
	const count = (severity: Severity): number => findings.filter(finding => finding.severity === severity).length;
	const result: CheckResult = {
		version: 1,
		summary: {
			files: read.size,
			records: [...read.values()].filter(kind => kind !== 'config').length,
			plainText: [...read.values()].filter(kind => kind === 'text').length,
			notRead: notRead.length,
			notMatched: otherCount + candidates.length - read.size - notRead.length,
			errors: count('error'),
			warnings: count('warning'),
			infos: count('info'),
			hints: count('hint'),
		},
		findings,
		notRead,
		waitingRules: service.waitingRules(new Set(read.values())),
	};
	return { result, read: [...read.keys()] };
}

type ReadKind = Extract<Inspection['reading'], { readonly kind: 'read' }>['as'];

async function toFinding(path: WorkspacePath, diagnostic: Diagnostic, rangesOf: RangeReader): Promise<CheckFinding> {
	const related = diagnostic.related.map(async place => ({
		file: place.path,
		range: await rangesOf(place.path, place.range),
		message: place.message,
	}));
	return {
		rule: diagnostic.rule,
		severity: diagnostic.severity,
		file: path,
		range: await rangesOf(path, diagnostic.range),
		message: diagnostic.message,
		fix: safestFix(diagnostic),
		related: await Promise.all(related),
	};
}

function safestFix({ fixes }: Diagnostic): CheckFinding['fix'] {
	if (fixes.length === 0) return 'none';
	return fixes.some(fix => fix.safety === 'safe') ? 'safe' : 'unsafe';
}
