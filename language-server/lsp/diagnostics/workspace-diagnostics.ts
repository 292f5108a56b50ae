import type {
	CancellationToken,
	ResultProgressReporter,
	WorkspaceDiagnosticParams,
	WorkspaceDiagnosticReport,
	WorkspaceDiagnosticReportPartialResult,
	WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { documentReport, workspaceReport } from './diagnostic-reports.ts';
import type { DiagnosticsChannel } from './diagnostics-channel.ts';
import type { Session } from '../session.ts';
import { withAbortSignal } from '../with-abort-signal.ts';
import { uriOf } from '../workspace-folders.ts';
import type { ServedDocument } from '../workspace-folders.ts';

/** Documents that are reported together: few enough that the first findings of a large workspace show at once. */
const batchSize = 50;

/** Where reports go while the rest is still being worked out; undefined for a client that wants them all at the end. */
type Progress = ResultProgressReporter<WorkspaceDiagnosticReportPartialResult> | undefined;

/**
 * Reports the whole workspace: batch by batch to a client that takes partial results, at the end to others. What the client has
 * already is told as unchanged. Clients ask again as soon as they have an answer; the next answer waits until something changed.
 */
export function answerForWorkspace(
	session: Session,
	channel: DiagnosticsChannel,
	{ params: { previousResultIds }, progress }: { readonly params: WorkspaceDiagnosticParams; readonly progress: Progress },
	token: CancellationToken,
): Promise<WorkspaceDiagnosticReport> {
	return withAbortSignal(token, async signal => {
		if (previousResultIds.length > 0) await channel.unreportedChange(signal);
		channel.reportsWorkspace();
		const known = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
		let count = 0;
		const items: WorkspaceDocumentDiagnosticReport[] = [];
		for (const served of servedDocuments(session)) {
			signal.throwIfAborted();
			items.push(await reportOn(session, channel, { served, known }, signal));
			count++;
			if (count % batchSize > 0) continue;
			progress?.report({ items: items.splice(0) });
			// Otherwise neither the batch nor a cancellation would get through before the end.
			await new Promise(resolve => setImmediate(resolve));
		}
		for (const uri of known.keys()) items.push(workspaceReport(uri, null, documentReport([], undefined)));
		if (progress === undefined) return { items };
		if (items.length > 0) progress.report({ items });
		return { items: [] };
	});
}

function servedDocuments({ folders }: Session): readonly ServedDocument[] {
	return folders.all.flatMap(folder => folder.service.documents().map(path => ({ folder, path })));
}

/** The report on one document; its URI is taken out of what the client knew. */
async function reportOn(
	session: Session,
	channel: DiagnosticsChannel,
	{ served, known }: { readonly served: ServedDocument; readonly known: Map<string, string> },
	signal: AbortSignal,
): Promise<WorkspaceDocumentDiagnosticReport> {
	const open = session.documents.all().find(({ uri }) => session.folders.isSame(uri, served));
	const uri = open?.uri ?? uriOf(served.folder, served.path);
	const version = open?.version ?? null;
	const previous = known.get(uri);
	known.delete(uri);
	if (previous !== undefined && channel.memory.stillHolds(uri, previous)) return { kind: 'unchanged', uri, version, resultId: previous };
	const { changeCount } = channel.memory;
	const report = documentReport(await channel.diagnosticsOf(served, signal), previous);
	channel.memory.note(uri, report.resultId, changeCount);
	return workspaceReport(uri, version, report);
}
