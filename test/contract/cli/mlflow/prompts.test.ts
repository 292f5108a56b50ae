import assert from 'node:assert/strict';
import { z } from 'zod';
import { MlflowEndpoint } from '../../../support/mlflow-endpoint.ts';
import { TeamRepository } from '../../../support/team-repository.ts';

const tagsSchema = z.object({ tags: z.array(z.object({ key: z.string(), value: z.string() })) });
const versionSchema = z.object({ model_version: tagsSchema.extend({ version: z.string(), aliases: z.array(z.string()) }) });
const listSchema = z.object({ registered_models: z.array(z.object({ name: z.string() })) });

suite('prompts of the registry for clients of MLflow', function () {
	this.timeout(60_000);
	let team: TeamRepository;
	let endpoint: MlflowEndpoint;

	suiteSetup(async () => {
		team = new TeamRepository();
		team.writePrompt('1.0.0', 'Greet about');
		team.writePrompt('2.0.0', 'Be brief about');
		team.repository.write(
			'prompts/answer.j2',
			'---\nname: answer\nversion: 1.0.0\ninputs: {question: string}\n---\nsystem:\nBe kind.\n\nuser:\n{{ question }}\n',
		);
		team.repository.commitAll('Prompts');
		for (const version of ['greeter@1.0.0', 'answer@1.0.0']) team.must('promote', version, '--to', 'Production', '--reason', 'First');
		team.must('promote', 'greeter@2.0.0', '--to', 'Staging', '--reason', 'Next');
		endpoint = await MlflowEndpoint.start(team.repository.root);
	});

	suiteTeardown(async () => {
		await endpoint.stop();
		team.dispose();
	});

	/** The number and the text of what is asked for. */
	async function loaded(path: string): Promise<readonly [string, string | undefined]> {
		const { body } = await endpoint.get(path);
		const { model_version } = versionSchema.parse(body);
		return [model_version.version, model_version.tags.find(({ key }) => key === 'mlflow.prompt.text')?.value];
	}

	const refusal = async (asked: ReturnType<MlflowEndpoint['post']>): Promise<string> => {
		const { status, body } = await asked;
		return `${status} ${String(body['message'])}`;
	};

	test('a stage gives the text that was promoted, under a number that stays', async () => {
		assert.deepEqual(await loaded('registered-models/alias?name=greeter&alias=Production'), ['1', 'Greet about {{ topic }}.']);
		assert.deepEqual(await loaded('registered-models/alias?name=greeter&alias=Staging'), ['2', 'Be brief about {{ topic }}.']);
		assert.deepEqual(await loaded('model-versions/get?name=greeter&version=2'), ['2', 'Be brief about {{ topic }}.']);
	});

	test('messages are a list of a chat', async () => {
		const [, messages = ''] = await loaded('registered-models/alias?name=answer&alias=Production');
		assert.deepEqual(JSON.parse(messages), [
			{ role: 'system', content: 'Be kind.' },
			{ role: 'user', content: '{{ question }}' },
		]);
	});

	test('unknown names, aliases and versions are not there, and only a search for prompts finds prompts', async () => {
		for (const path of [
			'registered-models/get?name=nothing',
			'registered-models/alias?name=greeter&alias=Nowhere',
			'registered-models/alias?name=greeter&alias=__proto__',
			'model-versions/get?name=greeter&version=9',
		])
			assert.equal((await endpoint.get(path)).body['error_code'], 'RESOURCE_DOES_NOT_EXIST', path);
		const isPrompt = encodeURIComponent("tags.`mlflow.prompt.is_prompt` = 'true'");
		const found = listSchema.parse((await endpoint.get(`registered-models/search?filter=${isPrompt}`)).body);
		assert.deepEqual(found.registered_models.map(({ name }) => name).sort(), ['answer', 'greeter']);
		assert.deepEqual((await endpoint.get('registered-models/search')).body, { registered_models: [] });
	});

	test('setting a stage opens one request and is refused with its id, so that nobody believes it is set', async () => {
		const set = (): ReturnType<MlflowEndpoint['post']> =>
			endpoint.post('registered-models/alias', { name: 'greeter', alias: 'Production', version: '2' });
		const first = await refusal(set());
		const [id = 'no id'] = /r-[0-9a-f]{6}/.exec(first) ?? [];
		assert.equal(
			first,
			`403 Production is a stage, so the alias is not set: opened request ${id} for greeter@2.0.0; approve it in the repository.`,
		);
		assert.equal(await refusal(set()), first);
		assert.match(team.repository.read(team.registry), new RegExp(id));
		assert.deepEqual(await loaded('registered-models/alias?name=greeter&alias=Production'), ['1', 'Greet about {{ topic }}.']);
	});

	test('a free alias is set as “stagemark alias” sets one, and taken away', async () => {
		const before = team.repository.git('rev-list', '--count', 'HEAD');
		const alias = { name: 'greeter', alias: 'champion' };
		assert.equal((await endpoint.post('registered-models/alias', { ...alias, version: '2' })).status, 200);
		assert.equal((await endpoint.post('registered-models/alias', { ...alias, version: '2' })).status, 200);
		assert.deepEqual(await loaded('registered-models/alias?name=greeter&alias=champion'), ['2', 'Be brief about {{ topic }}.']);
		assert.equal(Number(team.repository.git('rev-list', '--count', 'HEAD')), Number(before) + 1);
		assert.match(await refusal(endpoint.post('registered-models/alias', { ...alias, alias: '../x', version: '2' })), /^403 /);
		assert.equal((await endpoint.post('registered-models/alias', alias, 'DELETE')).status, 200);
		assert.equal((await endpoint.get('registered-models/alias?name=greeter&alias=champion')).status, 404);
		assert.match(await refusal(endpoint.post('registered-models/alias', { ...alias, alias: 'Production' }, 'DELETE')), /^403 /);
	});

	test('a content that changed after it was promoted is not served, and the others are', async () => {
		team.repository.write(
			'prompts/answer.j2',
			'---\nname: answer\nversion: 1.0.0\ninputs: {question: string}\n---\nuser:\n{{ question }}?\n',
		);
		assert.match(await refusal(endpoint.get('registered-models/alias?name=answer&alias=Production')), /^403 .*answer/);
		assert.deepEqual(await loaded('registered-models/alias?name=greeter&alias=Production'), ['1', 'Greet about {{ topic }}.']);
	});
});
