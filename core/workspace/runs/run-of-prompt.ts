import type { PromptSummary } from '../summaries/file-summary.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';

/**
 * True when the run used this version of the prompt: the same content, or the same name and version. A run whose name and
 * version match while its content does not was made before the file was edited; it belongs here, and comparisons name the
 * difference.
 */
export function isRunOfPrompt(record: RunRecord, prompt: Pick<PromptSummary, 'name' | 'version' | 'contentHash'>): boolean {
	if (record.prompt === null || record.prompt.name !== prompt.name) return false;
	return record.prompt.sha256 === prompt.contentHash || (prompt.version !== undefined && record.prompt.version === prompt.version);
}
