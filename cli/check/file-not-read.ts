import type { WorkspacePath } from '../../core/ports/file-store.ts';
import { reasonNotText } from '../../core/workspace/summaries/summarize-file.ts';
import type { Inspection } from '../../language-server/language-service.ts';
import type { FileNotRead } from './check-result.ts';

type NotRead = Extract<Inspection['reading'], { readonly kind: 'not-read' }>;

/** A file that was not read, with the reason in words. */
export function fileNotRead(file: WorkspacePath, { content }: NotRead): FileNotRead {
	const detail = content.kind === 'excluded' ? '“none” under “dialects”' : reasonNotText(content);
	return { file, reason: content.kind, detail };
}
