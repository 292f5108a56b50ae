import { nearestWord } from '../../../core/base/text/nearest-word.ts';
import { memberOf } from '../../../core/base/member-of.ts';
import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import { rangeOfName } from '../../../core/formats/prompt/dialects/parts/located-data.ts';
import { readRole, walkExpressions } from '../../../templates/api.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import type { YamlSource } from '../../../core/base/yaml/yaml-source.ts';
import type { Fix, PromptRule } from '../rule.ts';

export const invalidRole: PromptRule = {
	id: 'invalid-role',
	appliesTo: 'prompt',
	summary: 'a message with a role that models do not know.',
	severity: 'error',
	group: 'schema',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'Chat APIs of model providers; github/gh-models, google/dotprompt and Semantic Kernel refuse other roles. nac7 unsupported-role.',

	*check(prompt) {
		const known = knownRoles[prompt.dialect] ?? [];
		for (const { role, range } of writtenRoles(prompt)) {
			if (readRole(role) !== undefined) continue;
			const suggestion = nearestWord(role, known);
			const advice = suggestion === undefined ? `Write ${known.join(', ')}.` : `Did you mean “${suggestion}”?`;
			const title = `Replace with “${suggestion ?? ''}”`;
			const fixes: readonly Fix[] =
				suggestion === undefined ? [] : [{ title, safety: 'unsafe', edits: [{ range, newText: suggestion }] }];
			yield { range, message: `Models do not know the role “${role}” and reject the request. ${advice}`, fixes };
		}
	},
};

const knownRoles: Readonly<Partial<Record<Prompt['dialect'], readonly string[]>>> = {
	dotprompt: ['system', 'user', 'model', 'tool'],
	'github-prompt': ['system', 'user', 'assistant'],
	'semantic-kernel': ['system', 'user', 'assistant', 'tool'],
};

interface WrittenRole {
	readonly role: string;
	readonly range: TextRange;
}

function writtenRoles(prompt: Prompt): readonly WrittenRole[] {
	if (prompt.dialect === 'dotprompt') return roleTags(prompt);
	if (prompt.dialect === 'semantic-kernel') return messageTags(prompt);
	return prompt.dialect === 'github-prompt' && prompt.frontMatter !== undefined ? roleValues(prompt.frontMatter) : [];
}

/** `{{role "model"}}`, unless the role is an input. */
function roleTags({ template }: Prompt): readonly WrittenRole[] {
	return [...walkExpressions(template.nodes)].flatMap((expression): readonly WrittenRole[] => {
		const isRole = expression.kind === 'call' && expression.callee.kind === 'name' && expression.callee.name === 'role';
		const role = isRole ? expression.arguments[0]?.value : undefined;
		if (role?.kind !== 'literal' || typeof role.value !== 'string') return [];
		const { start, end } = role.range;
		return [{ role: role.value, range: { start: start + 1, end: end - 1 } }];
	});
}

function roleValues(source: YamlSource): readonly WrittenRole[] {
	const messages = memberOf(source.value, 'messages');
	if (!source.isComplete || !Array.isArray(messages)) return [];
	return messages.flatMap((message: unknown, index) => {
		const role = memberOf(message, 'role');
		const range = source.rangeOf(['messages', index, 'role'], 'value');
		return typeof role === 'string' ? [{ role, range: rangeOfName(source, range, role) }] : [];
	});
}

/** `<message role="user">`. */
function messageTags({ text, template: { range } }: Prompt): readonly WrittenRole[] {
	return Array.from(
		text.slice(range.start, range.end).matchAll(/(<message\s+role\s*=\s*["'])(\w+)["']/g),
		({ index, 1: before = '', 2: role = '' }) => {
			const start = range.start + index + before.length;
			return { role, range: { start, end: start + role.length } };
		},
	);
}
