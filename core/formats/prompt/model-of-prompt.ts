import { memberOf } from '../../base/member-of.ts';
import type { DialectId, Prompt } from './prompt.ts';
import { findModel } from '../models/find-model.ts';
import type { ModelCatalogue, ModelFacts } from '../models/model-facts.ts';

/**
 * What is known of the model a prompt names. Undefined when it names none, when the name is not known, and when the file says that
 * somebody other than the maker serves the model: what is known here would then be wrong.
 */
export function modelOfPrompt(prompt: Prompt, catalogue: ModelCatalogue): ModelFacts | undefined {
	return prompt.model === undefined || isServedElsewhere(prompt) ? undefined : findModel(catalogue, prompt.model.value);
}

/**
 * True for the formats of GitHub and VS Code, which have models of their own, of Semantic Kernel, whose services are chosen in code,
 * and for deployments: a provider other than the makers, or an address other than theirs. What is then called a model is a name that
 * somebody gave.
 */
export function isServedElsewhere({ dialect, frontMatter }: Prompt): boolean {
	if (hostedDialects.has(dialect)) return true;
	const model = memberOf(frontMatter?.value, 'model');
	return [model, memberOf(model, 'configuration'), memberOf(model, 'connection')].some(isDeployment);
}

function isDeployment(settings: unknown): boolean {
	const written = (key: string): string | undefined => {
		const value = memberOf(settings, key);
		return typeof value === 'string' ? value : undefined;
	};
	return (
		deploymentKeys.some(key => written(key) !== undefined) ||
		providerKeys.some(key => clouds.test(written(key) ?? '')) ||
		addressKeys.some(key => !addressesOfMakers.test(written(key) ?? 'https://api.openai.com/'))
	);
}

const deploymentKeys = ['azure_deployment', 'azure_endpoint', 'deployment', 'deployment_name'] as const;
const providerKeys = ['provider', 'type', 'kind'] as const;
const addressKeys = ['endpoint', 'base_url', 'baseUrl', 'api_base'] as const;

const clouds = /azure|foundry|bedrock|vertex|ollama|openrouter|litellm|local|custom|serverless/i;
const addressesOfMakers = /^https:\/\/(?:api\.openai\.com|api\.anthropic\.com|generativelanguage\.googleapis\.com)(?:[/:]|$)/;

const hostedDialects: ReadonlySet<DialectId> = new Set(['github-prompt', 'semantic-kernel', 'vscode-prompt']);
