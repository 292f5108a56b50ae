import { memberOf } from '../../../../base/member-of.ts';
import type { YamlPath, YamlSource } from '../../../../base/yaml/yaml-source.ts';
import type { Role } from '../../../../../templates/api.ts';
import type { EmbeddedMessage } from './embedded-template.ts';
import { listAt, textAt, valueAt } from './located-data.ts';

/** The messages of a LangChain prompt and how their text is to be read. */
export interface LangchainMessages {
	readonly messages: readonly EmbeddedMessage[];
	/** `template_format`, `f-string` when the file does not say it. */
	readonly language: string;
	/** False when there is more to the prompt than these messages: a file, a placeholder, another language. */
	readonly isWhole: boolean;
}

/** Finds the texts of a prompt whose own keys stand below `root`. */
export function readLangchainMessages(yaml: YamlSource, root: YamlPath): LangchainMessages {
	const listed = [...listAt(yaml, [...root, 'messages']).keys()].map(index => readMessage(yaml, [...root, 'messages', index]));
	if (listed.length === 0) return readSingle(yaml, root);
	const templates = listed.flatMap(message => message ?? []);
	const language = templates.find(template => !template.isLiteral)?.language ?? defaultLanguage;
	return {
		messages: templates.map(template => ({ ...template, isLiteral: template.isLiteral || template.language !== language })),
		language,
		isWhole: templates.length === listed.length && templates.every(template => template.isLiteral || template.language === language),
	};
}

const defaultLanguage = 'f-string';

/** One template, or the two around the examples of a few-shot prompt. */
function readSingle(yaml: YamlSource, root: YamlPath): LangchainMessages {
	const paths = ['template', 'prefix', 'suffix'].map(key => [...root, key]).filter(path => typeof valueAt(yaml, path) === 'string');
	return {
		messages: paths.map(path => ({ role: 'user', path, rolePath: undefined })),
		language: textAt(yaml, [...root, 'template_format'])?.value ?? defaultLanguage,
		isWhole: paths.length > 0 && !pathKeys.some(key => valueAt(yaml, [...root, key]) !== undefined),
	};
}

/** Keys that name a file in place of a text. */
const pathKeys: readonly string[] = ['template_path', 'prefix_path', 'suffix_path'];

interface ReadMessage extends EmbeddedMessage {
	readonly isLiteral: boolean;
	readonly language: string;
}

/** Undefined for what brings messages from elsewhere, such as a placeholder for the history. */
function readMessage(yaml: YamlSource, path: YamlPath): ReadMessage | undefined {
	const id = memberOf(valueAt(yaml, path), 'id');
	const name: unknown = Array.isArray(id) ? id.at(-1) : undefined;
	const role = typeof name === 'string' ? roles.find(([prefix]) => name.startsWith(prefix))?.[1] : undefined;
	if (role === undefined) return undefined;
	const inner = [...path, 'kwargs', 'prompt', 'kwargs'];
	const language = textAt(yaml, [...inner, 'template_format'])?.value ?? defaultLanguage;
	const message = (textPath: YamlPath, isLiteral: boolean): ReadMessage | undefined =>
		typeof valueAt(yaml, textPath) === 'string' ? { role, path: textPath, rolePath: [...path, 'id'], isLiteral, language } : undefined;
	return message([...inner, 'template'], false) ?? message([...path, 'kwargs', 'content'], true);
}

const roles: readonly (readonly [prefix: string, role: Role])[] = [
	['System', 'system'],
	['Human', 'user'],
	['AI', 'assistant'],
	['Tool', 'tool'],
	['Function', 'tool'],
];
