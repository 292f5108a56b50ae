import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import { vocabulary } from '../../../templates/api.ts';
import type { TemplateLanguage } from '../../../templates/api.ts';
import type { RenameRefusal } from './rename-refusal.ts';

const languageTitles: Readonly<Record<TemplateLanguage, string>> = {
	jinja2: 'Jinja',
	handlebars: 'Handlebars',
	mustache: 'Mustache',
	'f-string': 'f-strings',
	dollar: 'string.Template',
	none: 'this text',
	'semantic-kernel': 'Semantic Kernel',
	simple: 'this template',
	'vscode-input': 'VS Code prompt files',
};

const jinjaWords: ReadonlySet<string> = new Set([
	...['and', 'or', 'not', 'if', 'else', 'elif', 'in', 'is', 'for', 'recursive', 'true', 'false', 'none', 'True', 'False', 'None'],
	...vocabulary.jinja.globals,
	...vocabulary.jinja.locals,
]);
const handlebarsWords: ReadonlySet<string> = new Set([
	'this',
	'true',
	'false',
	'null',
	'undefined',
	'else',
	'as',
	'if',
	'unless',
	'each',
	'with',
	'lookup',
	'log',
]);

/** What is wrong with a new name for a variable of the prompt; undefined when nothing is. */
export function refuseVariableName(newName: string, prompt: Prompt): RenameRefusal | undefined {
	const { language } = prompt.template;
	const isDashAllowed = language === 'vscode-input';
	if (!(isDashAllowed ? /^[A-Za-z_][\w-]*$/ : /^[A-Za-z_]\w*$/).test(newName)) {
		const rule = isDashAllowed
			? 'letters, digits, dashes and underscores, beginning with a letter or an underscore'
			: 'letters, digits and underscores, beginning with a letter or an underscore';
		return { kind: 'invalid-name', newName, rule };
	}
	if (wordsOf(language).has(newName)) return { kind: 'reserved-name', newName, language: languageTitles[language] };
	const { uses, uncertainUses, definitions } = prompt.template;
	const isTaken = [...prompt.inputs, ...uses, ...uncertainUses, ...definitions].some(({ name }) => name === newName);
	return isTaken ? { kind: 'name-taken', newName, path: prompt.path } : undefined;
}

function wordsOf(language: TemplateLanguage): ReadonlySet<string> {
	if (language === 'jinja2') return jinjaWords;
	return language === 'handlebars' ? handlebarsWords : new Set();
}
