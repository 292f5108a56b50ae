import { z } from 'zod';
import { ownValue } from '../../../core/base/own-value.ts';
import { stageRoles } from '../../../core/formats/registry/stage-roles.ts';
import { loadWorkspace } from '../../../core/workspace/load-workspace.ts';
import { pageOf } from '../answers.ts';
import { pageSchema, wholeNumberSchema } from '../inputs.ts';
import { MlflowError } from '../mlflow-error.ts';
import { promptTemplate } from '../prompts/prompt-template.ts';
import { setAlias } from '../prompts/set-alias.ts';
import { requestStage } from '../prompts/request-stage.ts';
import { servedPrompt, servedPrompts } from '../prompts/served-prompt.ts';
import type { ServedPrompt } from '../prompts/served-prompt.ts';
import { route } from '../route.ts';

const nameSchema = z.object({ name: z.string().normalize('NFC') });
const aliasSchema = nameSchema.extend({ alias: z.string() });
const versionSchema = nameSchema.extend({ version: wholeNumberSchema });

/** Only prompts are in this registry, and MLflow marks them so. */
const promptMark = { key: 'mlflow.prompt.is_prompt', value: 'true' };

export const promptRoutes = [
	route('GET registered-models/get', nameSchema, async ({ name }, tracking) => ({
		registered_model: modelAnswer(await servedPrompt(name, tracking)),
	})),

	route(
		'GET registered-models/search',
		pageSchema.extend({ filter: z.string().default('') }),
		async ({ filter, ...paging }, tracking) => {
			// MLflow lists prompts only where the filter asks for them; there is nothing else here.
			const isForPrompts = /mlflow\.prompt\.is_prompt[`"]?\s*=\s*'true'/.test(filter);
			const { page, next } = pageOf(isForPrompts ? await servedPrompts(tracking) : [], paging);
			return { registered_models: page.map(modelAnswer), ...next };
		},
	),

	route('GET registered-models/alias', aliasSchema, async ({ name, alias }, tracking) => {
		const prompt = await servedPrompt(name, tracking);
		const { stages, aliases } = prompt.served;
		const version = ownValue(stages, alias) ?? ownValue(aliases, alias);
		if (version === undefined) throw new MlflowError('RESOURCE_DOES_NOT_EXIST', `Nothing of “${name}” is at “${alias}”.`);
		return { model_version: versionAnswer(prompt, version) };
	}),

	route('GET model-versions/get', versionSchema, async ({ name, version: number }, tracking) => {
		const prompt = await servedPrompt(name, tracking);
		return { model_version: versionAnswer(prompt, versionNumbered(prompt, number)) };
	}),

	route('POST registered-models/alias', aliasSchema.extend(versionSchema.shape), async ({ name, alias, version: number }, tracking) => {
		const { files, git } = tracking.context.ports;
		const { config } = await loadWorkspace(files, git, tracking.context.signal);
		const version = versionNumbered(await servedPrompt(name, tracking), number);
		if (stageRoles(config).held.includes(alias)) throw await requestStage({ name, version, stage: alias }, tracking.context);
		await setAlias({ name, alias, version }, tracking.context);
		return {};
	}),

	route('DELETE registered-models/alias', aliasSchema, async ({ name, alias }, tracking) => {
		const { served } = await servedPrompt(name, tracking);
		// MLflow takes away what is not there without a word.
		if (ownValue(served.aliases, alias) !== undefined || ownValue(served.stages, alias) !== undefined)
			await setAlias({ name, alias, version: undefined }, tracking.context);
		return {};
	}),
];

function versionNumbered({ name, order }: ServedPrompt, number: number): string {
	const version = order[number - 1];
	if (version === undefined)
		throw new MlflowError(
			'RESOURCE_DOES_NOT_EXIST',
			`“${name}” has no version ${number}. The registry names ${order.length} of its versions.`,
		);
	return version;
}

function modelAnswer({ name, served, order, createdAt }: ServedPrompt): unknown {
	const pointers = [...Object.entries(served.stages), ...Object.entries(served.aliases)];
	return {
		name,
		creation_timestamp: createdAt,
		last_updated_timestamp: createdAt,
		tags: [promptMark],
		aliases: pointers.map(([alias, version]) => ({ alias, version: String(order.indexOf(version) + 1) })),
	};
}

function versionAnswer({ name, served, order, createdAt }: ServedPrompt, version: string): unknown {
	const found = ownValue(served.versions, version);
	if (found?.prompt === undefined)
		throw new MlflowError('RESOURCE_DOES_NOT_EXIST', `${name}@${version} is in no stage and has no alias, so it is not served.`);
	const { text, type, language } = promptTemplate(found.prompt);
	return {
		name,
		version: String(order.indexOf(version) + 1),
		creation_timestamp: createdAt,
		last_updated_timestamp: createdAt,
		source: 'prompt-template',
		status: 'READY',
		tags: [
			promptMark,
			{ key: 'mlflow.prompt.text', value: text },
			{ key: '_mlflow_prompt_type', value: type },
			{ key: 'stagemark.version', value: version },
			{ key: 'stagemark.sha256', value: found.sha256 },
			...(language === 'f-string' ? [{ key: 'stagemark.template', value: language }] : []),
		],
		aliases: [...Object.entries(served.stages), ...Object.entries(served.aliases)].flatMap(([alias, held]) =>
			held === version ? [alias] : [],
		),
	};
}
