import type { CancelSignal } from '../ports/cancel-signal.ts';
import type { FileReader, WorkspacePath } from '../ports/file-store.ts';
import type { Prompt } from '../formats/prompt/prompt.ts';
import { splitFrontMatter } from '../formats/prompt/split-front-matter.ts';
import { parseTemplate } from '../../templates/api.ts';
import type { FindTemplate, TemplateReference, TemplateSource } from '../../templates/api.ts';

/** How many files one prompt may draw in. */
const greatestCount = 200;

/**
 * Reads the templates that a prompt includes, and those that they include, as far as their names are written out. A name is a path from the
 * folder of the file it stands in, else from the root of the workspace, for Handlebars and Mustache also without its ending or with `_`
 * before it. Never leaves the workspace: such a path names nothing.
 */
export async function loadTemplateFiles(prompt: Prompt, files: Pick<FileReader, 'read'>, signal: CancelSignal): Promise<FindTemplate> {
	const { language } = prompt.template;
	const loaded = new Map<WorkspacePath, TemplateSource>();
	const queue: { readonly path: WorkspacePath; readonly references: readonly TemplateReference[] }[] = [
		{ path: prompt.path, references: prompt.template.references },
	];
	for (let next = queue.shift(); next !== undefined && loaded.size < greatestCount; next = queue.shift()) {
		for (const { target } of next.references) {
			for (const path of target === undefined ? [] : candidates(target, next.path, language)) {
				if (loaded.has(path)) break;
				signal.throwIfAborted();
				const content = await files.read(path);
				if (content.kind !== 'text') continue;
				const text = withoutFrontMatter(content.text);
				loaded.set(path, { path, text });
				queue.push({ path, references: parseTemplate(language, text).references });
				break;
			}
		}
	}
	return (name, from) => {
		const path = candidates(name, from, language).find(candidate => loaded.has(candidate));
		return path === undefined ? undefined : loaded.get(path);
	};
}

function candidates(name: string, from: WorkspacePath, language: Prompt['template']['language']): readonly WorkspacePath[] {
	const folder = from.split('/').slice(0, -1).join('/');
	const isPartial = language === 'handlebars' || language === 'mustache';
	const names = isPartial ? [name, ...endings.map(ending => name + ending), ...endings.map(ending => `_${name}${ending}`)] : [name];
	const paths = [folder, ''].flatMap(base => names.map(each => normalised(base === '' ? each : `${base}/${each}`)));
	return [...new Set(paths.filter(path => path !== undefined))];
}

const endings = ['.prompt', '.hbs', '.handlebars', '.mustache', '.md', '.txt'];

/** A path without `.` and `..`; undefined for one that leaves the workspace or starts at the root of the machine. */
function normalised(path: string): WorkspacePath | undefined {
	if (/^[/\\]|^[A-Za-z]:|[\\\0]/.test(path)) return undefined;
	const steps: string[] = [];
	for (const step of path.split('/')) {
		if (step === '' || step === '.') continue;
		if (step !== '..') steps.push(step);
		else if (steps.pop() === undefined) return undefined;
	}
	return steps.length === 0 ? undefined : steps.join('/');
}

function withoutFrontMatter(text: string): string {
	const place = splitFrontMatter(text);
	return place === undefined ? text : text.slice(place.bodyStart);
}
