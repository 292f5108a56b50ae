import { readFileIdentity, withFileVersion } from '../../../core/formats/prompt/version/file-name-version.ts';
import { normaliseVersion } from '../../../core/formats/prompt/version/version.ts';
import type { Fix, PromptRule } from '../rule.ts';

export const filenameVersionMismatch: PromptRule = {
	id: 'filename-version-mismatch',
	appliesTo: 'prompt',
	summary: 'a version in the front matter that differs from the one in the file name.',
	severity: 'error',
	group: 'versioning',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: true,
	isPreview: false,
	source: 'The convention of this tool: name and version come from the front matter or the file name, and where both say it they agree.',

	*check({ path, version, carriesVersion }, { workspace }) {
		if (version?.source !== 'front-matter' || !carriesVersion) return;
		const written = readFileIdentity(path).version;
		const [own, inName] = [normaliseVersion(version.value), normaliseVersion(written ?? '')];
		if (written === undefined || own === undefined || inName === undefined || own === inName) return;
		const edit: Fix = { title: `Write ${written} here`, safety: 'unsafe', edits: [{ range: version.range, newText: written }] };
		const to = withFileVersion(path, own);
		const isFree = to !== undefined && !workspace.exists(to);
		const rename: readonly Fix[] = isFree
			? [{ title: `Rename the file to version ${own}`, safety: 'unsafe', edits: [], files: [{ kind: 'rename', from: path, to }] }]
			: [];
		yield {
			range: version.range,
			message: `This says version ${version.value}, but the file name says ${written}, so readers of the name mistake it for another version. Make both the same.`,
			fixes: [edit, ...rename],
		};
	},
};
