import assert from 'node:assert/strict';
import { readMessages } from './read-messages.ts';
import { parseTemplate } from '../../../templates/api.ts';

suite('readMessages', () => {
	const cases: readonly (readonly [title: string, text: string, messages: readonly string[]])[] = [
		['a text without role lines is one user message', 'hello\n', ['user| hello']],
		['an empty text has no message', '', []],
		['white space alone is no message', ' \n\n', []],
		['role lines open messages', 'system:\na\n\nuser:\nb\n', ['system|system: a', 'user|user: b']],
		[
			'all four roles',
			'system:\na\nuser:\nb\nassistant:\nc\ntool:\nd',
			['system|system: a', 'user|user: b', 'assistant|assistant: c', 'tool|tool: d'],
		],
		['Windows line ends', 'system:\r\na\r\nuser:\r\nb\r\n', ['system|system: a', 'user|user: b']],
		['white space behind the colon', 'system: \t\na', ['system|system: a']],
		['a message without text', 'system:\nuser:\nb', ['system|system: ', 'user|user: b']],
		['a role line at the very end', 'a\nuser:', ['system| a', 'user|user: ']],
		['text before the first role line is a system message', 'Be kind.\nuser:\nhi', ['system| Be kind.', 'user|user: hi']],
		['settings before the first role line are no message', '{% set x = 1 %}\n{# note #}\nuser:\nhi', ['user|user: hi']],
		['a value before the first role line is a message', '{{ x }}\nuser:\nhi', ['system| {{ x }}', 'user|user: hi']],
		['a role with text on its line is text', 'user: hi', ['user| user: hi']],
		['a role in capitals is text', 'User:\nhi', ['user| User:\nhi']],
		['a role that is indented is text', '  user:\nhi', ['user| user:\nhi']],
		['a word of another kind is text', 'note:\nhi', ['user| note:\nhi']],
		[
			'role lines in a condition count',
			'{% if x %}\nuser:\na\n{% else %}\nassistant:\nb\n{% endif %}',
			['user|user: a\n{% else %}', 'assistant|assistant: b\n{% endif %}'],
		],
		['role lines in a loop count', '{% for m in h %}\nuser:\n{{ m }}\n{% endfor %}', ['user|user: {{ m }}\n{% endfor %}']],
		['role lines in a macro do not', '{% macro m() %}\nuser:\n{% endmacro %}', ['user| {% macro m() %}\nuser:\n{% endmacro %}']],
		['role lines in a comment do not', '{#\nuser:\n#}\nhi', ['user| {#\nuser:\n#}\nhi']],
		['role lines in a raw region do not', '{% raw %}\nuser:\n{% endraw %}', ['user| {% raw %}\nuser:\n{% endraw %}']],
		['role lines in a tag do not', '{{ f("\nuser:\n") }}', ['user| {{ f("\nuser:\n") }}']],
		[
			'role lines in a code fence do not',
			'system:\n```\nuser:\nhi\n```\nuser:\nb',
			['system|system: ```\nuser:\nhi\n```', 'user|user: b'],
		],
		['a code fence that is never closed hides nothing', 'system:\n```\nuser:\nb', ['system|system: ```', 'user|user: b']],
		['a role line shared with a tag is text', 'user:{% if x %}{% endif %}\nhi', ['user| user:{% if x %}{% endif %}\nhi']],
		['a role line behind a tag on its line is text', '{% if x %}user:\nhi{% endif %}', ['user| {% if x %}user:\nhi{% endif %}']],
	];
	for (const [title, text, expected] of cases) {
		test(title, () => {
			const messages = readMessages(text, parseTemplate('jinja2', text)).map(({ role, markerRange, range }) => {
				const marker = markerRange === undefined ? '' : text.slice(markerRange.start, markerRange.end);
				return `${role}|${marker} ${text.slice(range.start, range.end)}`;
			});
			assert.deepEqual(messages, expected);
		});
	}
});
