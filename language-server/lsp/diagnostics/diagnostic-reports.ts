import { createHash } from 'node:crypto';
import { DocumentDiagnosticReportKind } from 'vscode-languageserver/node';
import type {
	Diagnostic as LspDiagnostic,
	DocumentDiagnosticReport,
	Range,
	WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import type { WorkspacePath } from '../../../core/ports/file-store.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import { toLspDiagnostic } from '../convert/convert-diagnostic.ts';
import type { OpenDocument } from '../open-document.ts';
import { createPositionMap } from '../convert/position-map.ts';
import type { PositionEncoding, PositionMap } from '../convert/position-map.ts';
import type { RulePages } from '../convert/rule-page.ts';
import type { Translate } from '../../../io/create-translate.ts';
import { uriOf } from '../workspace-folders.ts';
import type { ServedDocument, ServedFolder } from '../workspace-folders.ts';

/** Where reports get texts and addresses from. */
export interface ReportSources {
	readonly encoding: PositionEncoding;
	readonly rulePages: RulePages;
	readonly translate: Translate;
	openDocument(place: ServedDocument): OpenDocument | undefined;
}

/** The findings of one document in the client's terms, whether it is open or not. */
export async function diagnosticsOf(served: ServedDocument, sources: ReportSources, signal: AbortSignal): Promise<LspDiagnostic[]> {
	const { folder, path } = served;
	const found = await folder.service.diagnose(path, signal);
	if (found.length === 0) return [];
	const open = sources.openDocument(served);
	const onDisk = positionsOnDisk(folder, sources.encoding);
	const positions = open?.positions ?? (await onDisk(path));
	const target = { positions, version: open?.version ?? null, rulePages: sources.rulePages, translate: sources.translate, locate };
	return Promise.all(found.map(diagnostic => toLspDiagnostic(diagnostic, target)));

	async function locate(place: WorkspacePath, range: TextRange): Promise<{ readonly uri: string; readonly range: Range }> {
		if (place === path) return { uri: open?.uri ?? uriOf(folder, path), range: positions.toRange(range) };
		const other = sources.openDocument({ folder, path: place });
		const otherPositions = other?.positions ?? (await onDisk(place));
		return { uri: other?.uri ?? uriOf(folder, place), range: otherPositions.toRange(range) };
	}
}

/** A report that says no more than “unchanged” when the client already has these findings. */
export function documentReport(items: LspDiagnostic[], previousResultId: string | undefined): DocumentDiagnosticReport {
	const resultId = resultIdOf(items);
	return resultId === previousResultId
		? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
		: { kind: DocumentDiagnosticReportKind.Full, resultId, items };
}

/** The same for one file of a report on the whole workspace. */
export function workspaceReport(uri: string, version: number | null, report: DocumentDiagnosticReport): WorkspaceDocumentDiagnosticReport {
	const { kind } = report;
	return kind === DocumentDiagnosticReportKind.Full
		? { kind, uri, version, items: report.items, ...(report.resultId !== undefined && { resultId: report.resultId }) }
		: { kind, uri, version, resultId: report.resultId };
}

/** Equal findings have equal ids, also across a restart of the server. */
function resultIdOf(items: readonly LspDiagnostic[]): string {
	return createHash('sha256').update(JSON.stringify(items)).digest('hex').slice(0, 16);
}

/** Reads each file once, however many places of it the findings name: one that is named a thousand times is common. */
function positionsOnDisk({ files }: ServedFolder, encoding: PositionEncoding): (path: WorkspacePath) => Promise<PositionMap> {
	const known = new Map<WorkspacePath, Promise<PositionMap>>();
	return path => {
		const positions = known.get(path) ?? readPositions(path);
		known.set(path, positions);
		return positions;
	};

	async function readPositions(path: WorkspacePath): Promise<PositionMap> {
		const content = await files.read(path);
		return createPositionMap(content.kind === 'text' ? content.text : '', encoding);
	}
}
