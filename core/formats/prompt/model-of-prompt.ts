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

/** True for the formats of GitHub and VS Code, which have models of their own, of Semantic Kernel, whose services are chosen in code, and for Azure. */
export function isServedElsewhere({ dialect, frontMatter }: Prompt): boolean {
	if (hostedDialects.has(dialect)) return true;
	const configuration = memberOf(memberOf(frontMatter?.value, 'model'), 'configuration');
	const type = memberOf(configuration, 'type');
	return memberOf(configuration, 'azure_deployment') !== undefined || (typeof type === 'string' && /azure/i.test(type));
}

const hostedDialects: ReadonlySet<DialectId> = new Set(['github-prompt', 'semantic-kernel', 'vscode-prompt']);
