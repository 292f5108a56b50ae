import type { WorkspacePath } from '../../ports/file-store.ts';

/** The file an experiment's hypothesis stands in, when `hypothesis` names one beside the methodology; undefined for text. */
export function hypothesisFile(hypothesis: string | undefined, folder: WorkspacePath): WorkspacePath | undefined {
	const name = hypothesis?.trim() ?? '';
	if (!/^\S+\.md$/.test(name)) return undefined;
	return folder === '' ? name : `${folder}/${name}`;
}
