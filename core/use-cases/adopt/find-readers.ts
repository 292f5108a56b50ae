import type { WorkspacePath } from '../../ports/file-store.ts';
import type { SeenFile, Surroundings } from './detector.ts';

/** Collects which source files talk to a model, and which file names they have in strings. */
export function findReaders(): Surroundings & { take(file: SeenFile): void } {
	const readers = new Map<string, WorkspacePath[]>();
	return {
		take({ path, text }) {
			if (text === undefined || !talksToModel.test(text)) return;
			for (const [, name = ''] of text.matchAll(fileName)) readers.set(name, [...(readers.get(name) ?? []), path]);
		},
		readerOf(path) {
			const candidates = readers.get(path.slice(path.lastIndexOf('/') + 1)) ?? [];
			return candidates.toSorted((left, right) => sharedLength(right, path) - sharedLength(left, path))[0];
		},
	};
}

const talksToModel =
	/\b(?:openai|anthropic|litellm|langchain\w*|llama_index|ollama|mistralai|cohere|genai|bedrock|chat\.completions|generateText|AutoGen|crewai|instructor|dspy)\b/i;

const fileName = /["'`/]([\w.-]{1,80}\.(?:txt|md|j2|jinja2?|njk|hbs|handlebars|mustache|prompt|tmpl|tpl))["'`]/g;

/** How long two paths are the same from their start: what is near belongs together. */
function sharedLength(left: string, right: string): number {
	let length = 0;
	while (length < left.length && left[length] === right[length]) length++;
	return length;
}
