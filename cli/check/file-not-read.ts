import type { WorkspacePath } from '../../core/ports/file-store.ts';
import type { Inspection } from '../../language-server/language-service.ts';
import type { FileNotRead } from './check-result.ts';

type NotRead = Extract<Inspection['reading'], { readonly kind: 'not-read' }>;

/** A file that was not read, with the reason in words. */
export function fileNotRead(file: WorkspacePath, { content }: NotRead): FileNotRead {
	return { file, reason: content.kind, detail: inWords(content) };
}

function inWords(content: NotRead['content']): string {
	switch (content.kind) {
		case 'binary':
			return 'binary';
		case 'excluded':
			return '“none” under “dialects”';
		case 'missing':
			return 'gone';
		case 'too-large':
			return `${megabytes(content.byteCount)} MB, over the limit of ${megabytes(content.limit)} MB`;
		case 'unreadable':
			return content.reason;
	}
}

function megabytes(byteCount: number): string {
	return (byteCount / 1_000_000).toFixed(1);
}
