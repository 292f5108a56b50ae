import { linePositions } from '../../core/base/text/line-positions.ts';
import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import type { FileReader, WorkspacePath } from '../../core/ports/file-store.ts';
import type { Severity } from '../../core/base/problem.ts';
import type { TextRange } from '../../core/base/text/text-range.ts';
import type { Diagnostic } from '../../language-server/rules/diagnostic.ts';
import type { LanguageService } from '../../language-server/language-service.ts';
import type { CheckFinding, CheckResult, PositionRange } from './check-result.ts';

/** Lints `paths` with the service, which was loaded from the same `files`. */
export async function collectFindings(
	service: LanguageService,
	files: FileReader,
	paths: readonly WorkspacePath[],
	signal: CancelSignal,
): Promise<CheckResult> {
	const rangesOf = positionReader(files);
	const findings: CheckFinding[] = [];
	for (const path of paths) {
		signal.throwIfAborted();
		for (const diagnostic of await service.diagnose(path, signal)) {
			findings.push(await toFinding(path, diagnostic, rangesOf));
		}
	}
	const count = (severity: Severity): number => findings.filter(finding => finding.severity === severity).length;
	return {
		version: 1,
		summary: { files: paths.length, errors: count('error'), warnings: count('warning'), infos: count('info'), hints: count('hint') },
		findings,
	};
}

type RangeReader = (path: WorkspacePath, range: TextRange) => Promise<PositionRange>;

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

/** Reads and measures each file once, and only files that have findings. */
function positionReader(files: FileReader): RangeReader {
	const measured = new Map<WorkspacePath, ReturnType<typeof linePositions>>();
	return async (path, { start, end }) => {
		let positionAt = measured.get(path);
		if (positionAt === undefined) {
			const content = await files.read(path);
			positionAt = linePositions(content.kind === 'text' ? content.text : '');
			measured.set(path, positionAt);
		}
		return { start: positionAt(start), end: positionAt(end) };
	};
}
