import type { ComponentKind } from '../../formats/component/component.ts';
import { isComponentKind, isComponentText } from '../../formats/component/find-component-kind.ts';
import { parseComponent } from '../../formats/component/parse-component.ts';
import type { Config } from '../../formats/config/config.ts';
import { parseExperiment } from '../../formats/experiment/parse-experiment.ts';
import { findDialect } from '../../formats/prompt/dialects/find-dialect.ts';
import { parseRegistry } from '../../formats/registry/parse-registry.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import { fileKindOf } from '../file-kind.ts';
import type { ComponentSummary, ExperimentSummary, RegistrySummary } from './file-summary.ts';
import { summarizeComponent } from './summarize-component.ts';
import { summarizePrompt } from './summarize-prompt.ts';
import type { SummarizedPrompt } from './summarize-prompt.ts';

/** What one file of the working tree says, whatever stands beside it. Plain data: it survives JSON. */
export type FileSummary = ComponentSummary | ExperimentSummary | RegistrySummary | SummarizedPrompt;

/**
 * Reads one file of the working tree by its kind. Undefined for a file that tells the workspace nothing: one of no kind, the
 * configuration, a run, and one that cannot be read as what its place says.
 */
export function summarizeFile(path: WorkspacePath, text: string, config: Config): FileSummary | undefined {
	const { dialects } = config;
	const kind = fileKindOf(path, config);
	if (isComponentKind(kind)) return summarizeComponentText(kind, path, text);
	switch (kind) {
		case 'prompt':
			return findDialect(path, text, dialects) === undefined ? undefined : summarizePrompt(path, text, undefined, dialects);
		case 'experiment': {
			const { value, folder } = parseExperiment(path, text);
			return value === undefined ? undefined : { kind, path, folder, experiment: value };
		}
		case 'registry': {
			const registry = parseRegistry(path, text).value;
			return registry && { kind, path, registry };
		}
		case 'card':
		case 'config':
		case 'run':
		case undefined:
			return undefined;
	}
}

/** The folders of components may hold notes and other data, too. */
function summarizeComponentText(kind: ComponentKind, path: WorkspacePath, text: string): ComponentSummary | undefined {
	return isComponentText(kind, text) ? summarizeComponent(parseComponent(kind, path, text)) : undefined;
}
