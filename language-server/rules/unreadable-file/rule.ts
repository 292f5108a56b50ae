import type { UnreadableFile, UnreadableFileRule } from '../rule.ts';

export const unreadableFile: UnreadableFileRule = {
	id: 'unreadable-file',
	appliesTo: 'unreadable',
	summary: 'a prompt, experiment or registry file that is too large, binary or unreadable and is therefore not checked.',
	severity: 'error',
	group: 'template',
	fix: 'none',
	isSuppressible: false,
	needsOptIn: false,
	isPreview: false,
	source: 'Limits of this tool: text in UTF-8 of at most 5 MB.',

	*check({ content }) {
		yield { range: { start: 0, end: 0 }, message: describe(content) };
	},
};

function describe(content: UnreadableFile['content']): string {
	switch (content.kind) {
		case 'too-large':
			return `This file has ${megabytes(content.byteCount)} MB and is not read, since a prompt or record over ${megabytes(content.limit)} MB is nearly always data in the wrong folder. Move it, or narrow “prompts” in stagemark.yaml.`;
		case 'binary':
			return 'This file is binary and is not read, since prompts, experiments and registry files are UTF-8 text. Move it, save it as UTF-8, or narrow “prompts” in stagemark.yaml.';
		case 'unreadable':
			return `This file cannot be read (${content.reason}), so it is not checked. Fix its permissions and save it again.`;
	}
}

function megabytes(byteCount: number): string {
	return (byteCount / 1_000_000).toFixed(byteCount < 10_000_000 ? 1 : 0);
}
