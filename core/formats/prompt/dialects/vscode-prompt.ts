import { trimRange } from '../../../base/text/text-range.ts';
import { parseYaml } from '../../../base/yaml/parse-yaml.ts';
import { assemblePrompt } from '../assemble-prompt.ts';
import { findFrontMatter } from '../find-front-matter.ts';
import { parseTemplate } from '../../../../templates/api.ts';
import { hasAnyKey } from './candidate-file.ts';
import type { Dialect } from './dialect.ts';
import { textAt } from './parts/located-data.ts';
import { unclosedFrontMatter } from './parts/unclosed-front-matter.ts';

/**
 * The `.prompt.md` files of VS Code: Markdown with `${input:name}`, one message of the user. Inputs are asked for when the
 * prompt runs and not declared. The editor checks the keys itself, so nothing is said about them.
 *
 * Source: VS Code documentation, “Use prompt files in VS Code”.
 */
export const vscodePrompt: Dialect = {
	id: 'vscode-prompt',
	title: 'VS Code prompt file',
	documentation: {
		format: 'VS Code prompt files',
		files: '`.prompt.md`',
		template: '`${input:name}`',
	},
	isFallback: false,

	recognise(file) {
		if (!/\.prompt\.md$/i.test(file.path) || hasAnyKey(file, ownKeys)) return undefined;
		if (hasAnyKey(file, editorKeys)) return 'Its name ends in .prompt.md and its front matter has keys of VS Code.';
		return file.keys.has('version') ? undefined : 'Its name ends in .prompt.md and no other tool’s keys are in it.';
	},

	parse(path, text, reason) {
		const origin = { path, text, dialect: 'vscode-prompt', dialectReason: reason } as const;
		const place = findFrontMatter(path, text);
		const range = { start: place?.bodyStart ?? 0, end: place?.bodyEnd ?? text.length };
		const template = parseTemplate('vscode-input', text, range);
		const body = trimRange(text, range);
		const messages = body.start === body.end ? [] : [{ role: 'user', markerRange: undefined, range: body } as const];
		if (place === undefined) return assemblePrompt(origin, { template, messages });
		const yaml = parseYaml(text.slice(place.yaml.start, place.yaml.end), {
			offset: place.yaml.start,
			problemCode: 'front-matter-syntax-error',
		});
		return assemblePrompt(origin, {
			name: textAt(yaml, ['name']),
			version: textAt(yaml, ['version']),
			description: textAt(yaml, ['description']),
			model: textAt(yaml, ['model'], ['model', 0]),
			template,
			messages,
			frontMatter: yaml,
			problems: unclosedFrontMatter(place),
		});
	},
};

const ownKeys: readonly string[] = ['inputs', 'parameters', 'changelog', 'template', 'template_format'];

const editorKeys: readonly string[] = ['mode', 'agent', 'tools', 'argument-hint', 'applyTo'];
