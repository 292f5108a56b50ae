import assert from 'node:assert/strict';
import { parseConfig } from '../config/parse-config.ts';
import { isFresh } from './catalogue-age.ts';
import { findModel, isMovingAlias } from './find-model.ts';
import { modelCatalogue, modelNames } from '../../workspace/model-catalogue.ts';

const { value: config } = parseConfig('');
const catalogue = modelCatalogue(config);

suite('findModel', () => {
	const cases: readonly (readonly [name: string, found: string | undefined])[] = [
		['gpt-4o-2024-08-06', 'gpt-4o-2024-08-06'],
		['gpt-4o', 'gpt-4o-2024-08-06'],
		['openai/gpt-4o', 'gpt-4o-2024-08-06'],
		['openai:chat:gpt-4o-mini', 'gpt-4o-mini-2024-07-18'],
		['anthropic:messages:claude-sonnet-4-5', 'claude-sonnet-4-5-20250929'],
		['googleai/gemini-2.5-flash', 'gemini-2.5-flash'],
		['models/gemini-2.0-flash', 'gemini-2.0-flash-001'],
		['azure/gpt-4o', undefined],
		['bedrock/anthropic.claude-3-opus-20240229', undefined],
		['vertexai/gemini-2.5-flash', undefined],
		['openrouter/openai/gpt-4o', undefined],
		['GPT-4o', undefined],
		['', undefined],
		['our-model', undefined],
	];
	for (const [name, found] of cases) {
		test(`“${name}” is ${found ?? 'not known'}`, () => assert.equal(findModel(catalogue, name)?.name, found));
	}

	test('an alias may be pointed to another version, an id may not', () => {
		const model = findModel(catalogue, 'openai/gpt-4o');
		assert.ok(model);
		assert.deepEqual(
			['openai/gpt-4o', 'gpt-4o', 'gpt-4o-2024-08-06'].map(name => isMovingAlias(model, name)),
			[true, true, false],
		);
	});

	test('a model of the workspace takes the place of a built-in one, of which nothing is taken over', () => {
		const own = parseConfig('models: {gpt-4-turbo: {context: 128000, parameters: {temperature: {min: 0, max: 1}, seed: false}}}').value;
		const model = findModel(modelCatalogue(own), 'openai/gpt-4-turbo');
		assert.equal(model?.contextWindow, 128_000);
		assert.equal(model.retirementDate, undefined);
		assert.deepEqual(
			[...model.parameters],
			[
				['temperature', { kind: 'range', min: 0, max: 1 }],
				['seed', { kind: 'rejected', allowedValue: undefined }],
			],
		);
	});
});

suite('model catalogue', () => {
	test('no name stands for two models', () => {
		const names = catalogue.models.flatMap(({ name, aliases }) => [name, ...aliases]);
		assert.deepEqual(
			names.filter((name, index) => names.indexOf(name) !== index),
			[],
		);
		assert.deepEqual(new Set(modelNames(catalogue)), new Set(names));
	});

	test('every replacement is a model of the catalogue', () => {
		const replacements = new Set(catalogue.models.flatMap(({ replacement }) => replacement ?? []));
		assert.deepEqual(
			[...replacements].filter(name => findModel(catalogue, name) === undefined),
			[],
		);
	});

	test('no model has a longer answer than its window, and each has a date and a source', () => {
		for (const { name, contextWindow, maxOutputTokens, date, source, retirementDate } of catalogue.models) {
			assert.ok((maxOutputTokens ?? 0) <= (contextWindow ?? Infinity), name);
			assert.match(date ?? '', /^\d{4}-\d{2}-\d{2}$/, name);
			assert.match(retirementDate ?? '2026-01-01', /^\d{4}-\d{2}-\d{2}$/, name);
			assert.notEqual(source, '');
		}
	});

	test('names that are on offer come before those that are retired', () => {
		const names = modelNames(catalogue);
		assert.ok(names.indexOf('claude-opus-4-8') < names.indexOf('gpt-4-turbo'));
	});

	test('facts are trusted for 90 days, those of the workspace for good', () => {
		const dates = ['2026-11-10', '2027-02-08', '2027-02-09'];
		assert.deepEqual(
			dates.map(today => isFresh({ date: '2026-11-10' }, today)),
			[true, true, false],
		);
		assert.equal(isFresh({ date: undefined }, '2099-01-01'), true);
	});
});
