import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver/node';
import type { Diagnostic as LspDiagnostic, Range, TextEdit as LspTextEdit } from 'vscode-languageserver/node';
import type { WorkspacePath } from '../../../core/ports/file-store.ts';
import { memberOf } from '../../../core/base/member-of.ts';
import type { Severity } from '../../../core/base/problem.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import type { Diagnostic } from '../../rules/diagnostic.ts';
import type { EditInFile, FileChange } from '../../documents/text-edit.ts';
import type { PositionMap } from './position-map.ts';
import type { RulePages } from './rule-page.ts';
import type { Translate } from '../../../io/create-translate.ts';

/** What travels with a diagnostic to the client and comes back with a request for code actions. */
export interface DiagnosticData {
	/** Version of the document the edits were made for; null for a document that is not open. */
	readonly version: number | null;
	readonly fixes: readonly FixData[];
}

interface FixData {
	readonly title: string;
	readonly isSafe: boolean;
	/** With the document they are in, where that is not the one of the finding. */
	readonly edits: readonly EditOfDocument[];
	readonly files: readonly FileChange[];
}

/** An edit, and the document it is in; undefined for the one it was asked for. */
export interface EditOfDocument extends LspTextEdit {
	readonly uri?: string;
}

/** What a finding is converted with. */
export interface DiagnosticTarget {
	readonly positions: PositionMap;
	readonly version: number | null;
	readonly rulePages: RulePages;
	readonly translate: Translate;
	/** URI and protocol range of a place in any file of the folder. */
	locate(path: WorkspacePath, range: TextRange): Promise<{ readonly uri: string; readonly range: Range }>;
}

/** A finding as the client shows it, its fixes in `data`. */
export async function toLspDiagnostic(diagnostic: Diagnostic, target: DiagnosticTarget): Promise<LspDiagnostic> {
	const { positions, version, translate } = target;
	const href = target.rulePages(diagnostic.rule);
	const related = diagnostic.related.map(async ({ path, range, message }) => ({
		location: await target.locate(path, range),
		message: translate(message),
	}));
	const data: DiagnosticData = {
		version,
		fixes: await Promise.all(
			diagnostic.fixes.map(async ({ title, safety, edits, files = [] }) => ({
				title: translate(title),
				isSafe: safety === 'safe',
				edits: await Promise.all(edits.map(toLspEdit)),
				files,
			})),
		),
	};
	return {
		range: positions.toRange(diagnostic.range),
		severity: severities[diagnostic.severity],
		code: diagnostic.rule,
		source: 'stagemark',
		message: translate(diagnostic.message),
		...(href !== undefined && { codeDescription: { href } }),
		...(diagnostic.tag !== undefined && { tags: [tags[diagnostic.tag]] }),
		...(related.length > 0 && { relatedInformation: await Promise.all(related) }),
		data,
	};

	async function toLspEdit({ path, range, newText }: EditInFile): Promise<EditOfDocument> {
		return path === undefined ? { range: positions.toRange(range), newText } : { ...(await target.locate(path, range)), newText };
	}
}

/** Reads what came back from the client. Undefined for anything this server did not put there. */
export function readDiagnosticData(data: unknown): DiagnosticData | undefined {
	if (typeof data !== 'object' || data === null || !('version' in data) || !('fixes' in data)) return undefined;
	const { version, fixes } = data;
	if (version !== null && typeof version !== 'number') return undefined;
	return Array.isArray(fixes) && fixes.every(isFix) ? { version, fixes } : undefined;
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
	error: DiagnosticSeverity.Error,
	warning: DiagnosticSeverity.Warning,
	info: DiagnosticSeverity.Information,
	hint: DiagnosticSeverity.Hint,
};

const tags = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated } as const;

function isFix(value: unknown): value is FixData {
	if (typeof value !== 'object' || value === null || !('title' in value) || !('isSafe' in value)) return false;
	if (typeof value.title !== 'string' || typeof value.isSafe !== 'boolean') return false;
	const hasEdits = 'edits' in value && Array.isArray(value.edits) && value.edits.every(isEdit);
	return hasEdits && 'files' in value && Array.isArray(value.files) && value.files.every(isFileChange);
}

function isFileChange(value: unknown): value is FileChange {
	const words =
		memberOf(value, 'kind') === 'create' ? ['path', 'text'] : memberOf(value, 'kind') === 'rename' ? ['from', 'to'] : undefined;
	return words?.every(word => typeof memberOf(value, word) === 'string') ?? false;
}

function isEdit(value: unknown): value is EditOfDocument {
	if (typeof value !== 'object' || value === null || !('range' in value) || !('newText' in value)) return false;
	if ('uri' in value && typeof value.uri !== 'string') return false;
	return typeof value.newText === 'string' && isRange(value.range);
}

function isRange(value: unknown): boolean {
	return isPosition(memberOf(value, 'start')) && isPosition(memberOf(value, 'end'));
}

function isPosition(value: unknown): boolean {
	if (typeof value !== 'object' || value === null || !('line' in value) || !('character' in value)) return false;
	return typeof value.line === 'number' && typeof value.character === 'number';
}
