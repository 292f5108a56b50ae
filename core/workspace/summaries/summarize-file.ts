import type { ComponentKind } from '../../formats/component/component.ts';
import { isComponentKind, isComponentText } from '../../formats/component/find-component-kind.ts';
import { parseComponent } from '../../formats/component/parse-component.ts';
import type { Config } from '../../formats/config/config.ts';
import { parseExperiment } from '../../formats/experiment/parse-experiment.ts';
import { findDialect } from '../../formats/prompt/dialects/find-dialect.ts';
import { parseRegistry } from '../../formats/registry/parse-registry.ts';
import type { Problem } from '../../base/problem.ts';
import { linePositions } from '../../base/text/line-positions.ts';
import type { FileContent, WorkspacePath } from '../../ports/file-store.ts';
import { withoutUndefined } from '../../base/without-undefined.ts';
import { fileKindOf } from '../file-kind.ts';
import type { FileKind } from '../file-kind.ts';
import type { ComponentSummary, ExperimentSummary, RegistrySummary, UnreadSummary } from './file-summary.ts';
import { summarizeComponent } from './summarize-component.ts';
import { summarizePrompt } from './summarize-prompt.ts';
import type { SummarizedPrompt } from './summarize-prompt.ts';

/** What one file of the working tree says, whatever stands beside it. Plain data: it survives JSON. */
export type FileSummary = ComponentSummary | ExperimentSummary | RegistrySummary | SummarizedPrompt | UnreadSummary;

/**
 * As `summarizeFile`, for whatever reading a file gave. A file that has to be text and is none is `unread`; a binary file below
 * the prompts is nothing of ours.
 */
export function summarizeContent(path: WorkspacePath, content: FileContent, config: Config): FileSummary | undefined {
	if (content.kind === 'text') return summarizeFile(path, content.text, config);
	const kind = fileKindOf(path, config);
	const isNobodys = kind === undefined || kind === 'config' || kind === 'run' || (kind === 'prompt' && content.kind === 'binary');
	const isFile = content.kind !== 'missing' && !(content.kind === 'unreadable' && content.isFolder === true);
	return isFile && !isNobodys ? { kind: 'unread', path, reason: reasonNotText(content) } : undefined;
}

/** Why a file has no text, in words that follow a colon. */
export function reasonNotText(content: Exclude<FileContent, { readonly kind: 'text' }>): string {
	switch (content.kind) {
		case 'binary':
			return 'binary';
		case 'missing':
			return 'gone';
		case 'too-large':
			return `${megabytes(content.byteCount)} MB, over the limit of ${megabytes(content.limit)} MB`;
		case 'unreadable':
			return content.reason;
	}
}

/**
 * Reads one file of the working tree by its kind. Undefined for a file that tells the workspace nothing: one of no kind, the
 * configuration, a run. An experiment or a registry file that cannot be read as one is `unread`.
 */
export function summarizeFile(path: WorkspacePath, text: string, config: Config): FileSummary | undefined {
	const { dialects } = config;
	const kind = fileKindOf(path, config);
	if (isComponentKind(kind)) return summarizeComponentText(kind, path, text);
	if (tellsNothing(kind)) return undefined;
	switch (kind) {
		case 'prompt':
			return findDialect(path, text, dialects) === undefined ? undefined : summarizePrompt(path, text, undefined, dialects);
		case 'experiment': {
			const { value, folder, yaml, problems } = parseExperiment(path, text);
			if (value === undefined) return notUnderstood(path, text, problems);
			return withoutUndefined({ kind, path, folder, experiment: value, flaw: flawOf(text, yaml.problems) });
		}
		case 'registry': {
			const { value, problems } = parseRegistry(path, text);
			if (value === undefined) return notUnderstood(path, text, problems);
			const lost = problems.filter(({ code }) => code !== 'unknown-key');
			return withoutUndefined({ kind, path, registry: value, flaw: flawOf(text, lost) });
		}
	}
}

/** A card and a file with prompts inside are told by their prompts. */
function tellsNothing(kind: FileKind | undefined): kind is 'card' | 'config' | 'host' | 'run' | undefined {
	return kind === undefined || kind === 'card' || kind === 'config' || kind === 'host' || kind === 'run';
}

function notUnderstood(path: WorkspacePath, text: string, [problem]: readonly Problem[]): UnreadSummary {
	return { kind: 'unread', path, reason: problem === undefined ? 'it is empty' : placed(text, problem) };
}

function flawOf(text: string, [problem]: readonly Problem[]): string | undefined {
	return problem && `only a part of it was read, ${placed(text, problem)}`;
}

function placed(text: string, { range, message }: Problem): string {
	return `line ${linePositions(text)(range.start).line + 1}: ${message}`;
}

function megabytes(byteCount: number): string {
	return (byteCount / 1_000_000).toFixed(1);
}

/** The folders of components may hold notes and other data, too. */
function summarizeComponentText(kind: ComponentKind, path: WorkspacePath, text: string): ComponentSummary | undefined {
	return isComponentText(kind, text) ? summarizeComponent(parseComponent(kind, path, text)) : undefined;
}
