import { linePositions } from '../../core/base/text/line-positions.ts';
import type { TextRange } from '../../core/base/text/text-range.ts';
import type { FileReader, WorkspacePath } from '../../core/ports/file-store.ts';
import type { PositionRange } from './check-result.ts';

/** Lines and columns of a place in a file. */
export type RangeReader = (path: WorkspacePath, range: TextRange) => Promise<PositionRange>;

/** Reads and measures each file once, and only files that have findings. Thousands of places may be asked for at once. */
export function positionReader(files: Pick<FileReader, 'read'>): RangeReader {
	const measured = new Map<WorkspacePath, Promise<ReturnType<typeof linePositions>>>();
	return async (path, { start, end }) => {
		const reading = measured.get(path) ?? measure(path);
		measured.set(path, reading);
		const positionAt = await reading;
		return { start: positionAt(start), end: positionAt(end) };
	};

	async function measure(path: WorkspacePath): Promise<ReturnType<typeof linePositions>> {
		const content = await files.read(path);
		return linePositions(content.kind === 'text' ? content.text : '');
	}
}
