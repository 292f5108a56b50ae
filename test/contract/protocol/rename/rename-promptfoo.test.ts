import { assertRefuses, assertRenames } from './rename-scene.ts';
import type { Refusal, Renaming } from './rename-scene.ts';

const renamings: readonly Renaming[] = [
	{
		what: 'an input of promptfoo in prompts and tests',
		path: 'prompts/promptfooconfig.yaml',
		text: 'prompts: ["Translate {{text}}"]\nproviders: [echo]\ntests:\n  - vars: {text: hello}\n    assert: [{type: contains, value: "{{ text }}"}]\n',
		at: 'Translate {{te',
		newName: 'words',
		expected:
			'prompts: ["Translate {{words}}"]\nproviders: [echo]\ntests:\n  - vars: {words: hello}\n    assert: [{type: contains, value: "{{ words }}"}]\n',
	},
	{
		what: 'an input of promptfoo in JavaScript that reads the input by the map of inputs',
		path: 'prompts/promptfooconfig.yaml',
		text: 'prompts: ["{{text}}"]\nproviders: [echo]\ntests:\n  - vars: {text: hello}\n    assert: [{type: javascript, value: "output.includes(context.vars.text)"}]\n',
		at: '{{te',
		newName: 'words',
		expected:
			'prompts: ["{{words}}"]\nproviders: [echo]\ntests:\n  - vars: {words: hello}\n    assert: [{type: javascript, value: "output.includes(context.vars.words)"}]\n',
	},
	{
		what: 'an input of promptfoo in Python that reads the input by the map of inputs',
		path: 'prompts/promptfooconfig.yaml',
		text: "prompts: [\"{{text}}\"]\nproviders: [echo]\ntests:\n  - vars: {text: hello}\n    assert:\n      - type: python\n        value: |\n          context['vars']['text'] in output\n",
		at: '{{te',
		newName: 'words',
		expected:
			"prompts: [\"{{words}}\"]\nproviders: [echo]\ntests:\n  - vars: {words: hello}\n    assert:\n      - type: python\n        value: |\n          context['vars']['words'] in output\n",
	},
	{
		what: 'an input of promptfoo in a transform that reads the input by the map of inputs',
		path: 'prompts/promptfooconfig.yaml',
		text: 'prompts: ["{{text}}"]\nproviders: [echo]\ntests:\n  - vars: {text: hello}\n    options: {transform: "output.replace(context.vars[\'text\'], vars.other)"}\n',
		at: '{{te',
		newName: 'words',
		expected:
			'prompts: ["{{words}}"]\nproviders: [echo]\ntests:\n  - vars: {words: hello}\n    options: {transform: "output.replace(context.vars[\'words\'], vars.other)"}\n',
	},
];

const refusals: readonly Refusal[] = [
	{
		why: 'tests that stand in another file',
		files: { 'prompts/promptfooconfig.yaml': 'prompts: ["{{text}}"]\nproviders: [echo]\ntests: file://tests.csv\n' },
		at: ['prompts/promptfooconfig.yaml', '{{te'],
		newName: 'words',
		message: /^A part of prompts\/promptfooconfig\.yaml is in another file/,
	},
	{
		why: 'an input of promptfoo that a program names otherwise',
		files: {
			'prompts/promptfooconfig.yaml':
				'prompts: ["{{text}}"]\nproviders: [echo]\ntests:\n  - vars: {text: hello}\n    assert: [{type: javascript, value: "const {text} = context.vars; return text === output"}]\n',
		},
		at: ['prompts/promptfooconfig.yaml', '{{te'],
		newName: 'words',
		message: /^Line 5 of prompts\/promptfooconfig\.yaml may mean “text”/,
	},
	{
		why: 'an input of promptfoo that a transform may name',
		files: {
			'prompts/promptfooconfig.yaml':
				'prompts: ["{{text}}"]\nproviders: [echo]\ntests:\n  - vars: {text: hello}\n    options: {transform: "({text: output.text})"}\n',
		},
		at: ['prompts/promptfooconfig.yaml', '{{te'],
		newName: 'words',
		message: /^Line 5 of prompts\/promptfooconfig\.yaml may mean “text”/,
	},
	{
		why: 'an input of promptfoo that a program in another file may read',
		files: {
			'prompts/promptfooconfig.yaml':
				'prompts: ["{{text}}"]\nproviders: [echo]\ntests:\n  - vars: {text: hello}\n    assert: [{type: python, value: "file://check.py"}]\n',
		},
		at: ['prompts/promptfooconfig.yaml', '{{te'],
		newName: 'words',
		message: /^A part of prompts\/promptfooconfig\.yaml is in another file/,
	},
	{
		why: 'an input of promptfoo that a program may read for another input',
		files: {
			'prompts/promptfooconfig.yaml':
				'prompts: ["{{text}}"]\nproviders: [echo]\ntests:\n  - vars: {text: hello}\n  - vars: {text: hello, other: "file://other.js"}\n',
		},
		at: ['prompts/promptfooconfig.yaml', '{{te'],
		newName: 'words',
		message: /^A part of prompts\/promptfooconfig\.yaml is in another file/,
	},
];

suite('renaming inputs of promptfoo over the protocol', () => {
	for (const renaming of renamings) test(`renames ${renaming.what}`, () => assertRenames(renaming));
	for (const refusal of refusals) test(`refuses ${refusal.why}, and says what to do`, () => assertRefuses(refusal));
});
