import { memberOf } from '../../../../base/member-of.ts';
import { trimRange } from '../../../../base/text/text-range.ts';
import type { TextRange } from '../../../../base/text/text-range.ts';
import { parseYaml } from '../../../../base/yaml/parse-yaml.ts';
import type { YamlPath, YamlSource } from '../../../../base/yaml/yaml-source.ts';
import { fromNunjucks, parseTemplate, readRole } from '../../../../../templates/api.ts';
import { assemblePrompt } from '../../assemble-prompt.ts';
import type { PromptOrigin } from '../../assemble-prompt.ts';
import type { Prompt } from '../../prompt.ts';
import { readEmbeddedTemplate } from './embedded-template.ts';
import type { EmbeddedMessage } from './embedded-template.ts';
import { joinTrees } from './join-trees.ts';
import { judgeAsNunjucks } from './judge-as-nunjucks.ts';
import { listAt, valueAt } from './located-data.ts';

/**
 * A file with prompts of promptfoo: a chat in JSON or YAML, whose texts are templates of their own, or text, in which lines of `---`
 * part one prompt from the next. What is no chat is text as a whole, as promptfoo has it.
 */
export function parsePromptfooText(origin: PromptOrigin): Prompt {
	return (/\.(?:json|ya?ml)$/i.test(origin.path) ? parseChat(origin) : undefined) ?? parseTexts(origin);
}

function parseChat(origin: PromptOrigin): Prompt | undefined {
	const yaml = parseYaml(origin.text);
	const texts = yaml.problems.length > 0 ? [] : textsOfChat(yaml);
	if (texts.length === 0) return undefined;
	const { template, messages, isWhole } = readEmbeddedTemplate('nunjucks', yaml, texts);
	const ranges = messages.map(({ range }) => range);
	return assemblePrompt(origin, {
		template: judgeAsNunjucks(template, origin.text, ranges),
		messages,
		hasWholeTemplate: isWhole,
		frontMatter: yaml,
	});
}

function textsOfChat(yaml: YamlSource): readonly EmbeddedMessage[] {
	const list: YamlPath = Array.isArray(yaml.value) ? [] : ['messages'];
	return listAt(yaml, list).flatMap((message, index) => {
		const role = memberOf(message, 'role');
		if (typeof role !== 'string') return [];
		const place = [...list, index];
		const parts = listAt(yaml, [...place, 'content']).map((_, part) => [...place, 'content', part, 'text']);
		return [[...place, 'content'], ...parts]
			.filter(path => typeof valueAt(yaml, path) === 'string')
			.map(path => ({ role: readRole(role) ?? 'user', path, rolePath: [...place, 'role'] }));
	});
}

function parseTexts(origin: PromptOrigin): Prompt {
	const { path, text } = origin;
	const ranges = /\.txt$/i.test(path) ? partsOf(text) : [{ start: 0, end: text.length }];
	const written = ranges
		.map(({ start, end }, index) => text.slice(ranges[index - 1]?.end ?? 0, start) + fromNunjucks(text.slice(start, end)))
		.join('');
	const trees = ranges.map(range => parseTemplate('jinja2', written, range));
	const messages = ranges.map(range => trimRange(text, range)).filter(({ start, end }) => start < end);
	return assemblePrompt(origin, {
		template: judgeAsNunjucks(joinTrees('jinja2', trees), text, ranges),
		messages: messages.map(range => ({ role: 'user', markerRange: undefined, range })),
	});
}

/** What lies between lines of `---`. */
function partsOf(text: string): readonly TextRange[] {
	const parts: TextRange[] = [];
	let start = 0;
	for (const { index, 0: line } of text.matchAll(/^[ \t]*---[ \t]*\r?$/gm)) {
		parts.push({ start, end: index });
		start = index + line.length;
	}
	return [...parts, { start, end: text.length }];
}
