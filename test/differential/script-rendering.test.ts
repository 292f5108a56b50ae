import assert from 'node:assert/strict';
import Handlebars from 'handlebars';
import Mustache from 'mustache';
import { renderTemplate } from '../../templates/api.ts';
import type { RenderedTemplate, TemplateLanguage } from '../../templates/api.ts';
import { handlebarsTemplate, mustacheTemplate, scriptPartials, scriptRenderValues } from './script-render-generator.ts';
import { SeededRandom } from './seeded-random.ts';

const seed = Number(process.env['SEED'] ?? 31_01_2025);

interface Engine {
	readonly language: TemplateLanguage;
	readonly title: string;
	readonly count: number;
	readonly template: (random: SeededRandom) => string;
	/** What the engine itself prints; undefined when it refuses the template. */
	readonly render: (source: string) => string | undefined;
}

const engines: readonly Engine[] = [
	// Handlebars takes some 20 ms to compile a template.
	{
		language: 'handlebars',
		title: 'Handlebars',
		count: 1500,
		template: handlebarsTemplate,
		render: source => attempt(() => handlebars(source)),
	},
	{
		language: 'mustache',
		title: 'Mustache',
		count: 5000,
		template: mustacheTemplate,
		render: source => attempt(() => Mustache.render(source, scriptRenderValues, { ...scriptPartials }, { escape: String })),
	},
];

for (const { language, title, count, template, render } of engines) {
	suite(`rendering ${title} templates`, () => {
		test(`gives the text that ${title} gives, and refuses what it refuses`, function () {
			this.timeout(120_000);
			const random = new SeededRandom(seed);
			const sources = Array.from({ length: count }, () => template(random));
			const compared = sources.map(source => ({ source, ours: ourText(language, source), theirs: render(source) }));
			const differing = compared.filter(({ ours, theirs }) => ours !== theirs);
			const rendered = compared.filter(({ theirs }) => theirs !== undefined).length;
			process.stdout.write(
				`      ${sources.length} templates, ${rendered} rendered by ${title}, the same text or refusal on ${sources.length - differing.length}.\n`,
			);
			assert.ok(rendered > sources.length / 2);
			assert.deepEqual(
				differing.map(({ source, ours, theirs }) => [source, ours, theirs]),
				[],
			);
		});
	});
}

function ourText(language: TemplateLanguage, source: string): string | undefined {
	const { text, problems }: RenderedTemplate = renderTemplate(
		language,
		source,
		{ start: 0, end: source.length },
		{
			values: new Map(Object.entries(scriptRenderValues)),
			missing: 'empty',
			// Without escaping, Handlebars adds two numbers that stand side by side.
			escapesHtml: language === 'handlebars',
			findTemplate: name => {
				const partial = Object.hasOwn(scriptPartials, name) ? scriptPartials[name] : undefined;
				return partial === undefined ? undefined : { path: name, text: partial };
			},
		},
	);
	return problems.length > 0 ? undefined : text;
}

function handlebars(source: string): string {
	const own = Handlebars.create();
	for (const [name, text] of Object.entries(scriptPartials)) own.registerPartial(name, text);
	return own.compile(source)(scriptRenderValues);
}

function attempt(work: () => string): string | undefined {
	try {
		return work();
	} catch {
		return undefined;
	}
}
