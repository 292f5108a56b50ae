import { readCandidateFile } from '../../../formats/prompt/dialects/candidate-file.ts';
import { readFileIdentity } from '../../../formats/prompt/version/file-name-version.ts';
import type { WorkspacePath } from '../../../ports/file-store.ts';
import type { Detector, Surroundings } from '../detector.ts';
import { templateOf } from '../template-of.ts';

/** Texts and templates without words of their own about themselves, which their place or a program shows to be prompts. */
export const promptTexts: Detector = {
	id: 'prompt-texts',
	reads: isCandidate,

	detect({ path, text }, around) {
		if (text === undefined || text.trim() === '' || !isCandidate(path) || readCandidateFile(path, text).form !== 'text') return [];
		const why = reasonFor(path, around);
		if (why === undefined) return [];
		const as = templateOf(text);
		const isClear = as !== 'unclear';
		const words = isClear ? why : `${why} Its braces are right in no template language that Stagemark reads, so it is not adopted.`;
		return [{ path, what: 'prompt', as, name: readFileIdentity(path).name, why: words, taken: isClear }];
	},
};

function isCandidate(path: WorkspacePath): boolean {
	const name = path.slice(path.lastIndexOf('/') + 1);
	return (
		/\.(?:txt|md|j2|jinja2?|njk|hbs|handlebars|mustache|prompt|tmpl|tpl)$/i.test(name) && !otherFiles.test(name) && !isForAgents(path)
	);
}

/** Notes about a project, and templates of pages and settings. */
const otherFiles =
	/^(?:readme|license|licence|changelog|contributing|code_of_conduct|security|notice|authors|todo|index|requirements[\w-]*|constraints|robots|cmakelists)\b|\.(?:html?|xml|ya?ml|json|toml|ini|conf|cfg|sh|sql|css|py|ts|js|tex|csv|service)\.\w+$/i;

/** Read by the agents of editors, and found as theirs. */
function isForAgents(path: WorkspacePath): boolean {
	return /(?:^|\/)\.(?:claude|cursor|github|codex|gemini)\/|(?:^|\/)(?:agents|claude|gemini|skill)\.md$/i.test(path);
}

function reasonFor(path: WorkspacePath, around: Surroundings): string | undefined {
	const parts = path.split('/');
	const name = parts.pop() ?? '';
	const folder = parts.findLast(part => /^(?:\w+[-_])?prompts?(?:[-_](?:templates?|library|v\d+))?$/i.test(part));
	if (folder !== undefined) return `It is in the folder “${folder}”.`;
	if (/(?:^|[-_.])(?:system|user)?[-_]?(?:prompt|system[-_]message)s?(?:[-_.]|$)/i.test(name))
		return 'Its name says that it is a prompt.';
	const reader = around.readerOf(path);
	return reader === undefined ? undefined : `${reader} names it and talks to a model.`;
}
