import type { ParsedComponent } from '../../../core/formats/component/component.ts';
import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import type { ParsedRegistry } from '../../../core/formats/registry/registry-file.ts';
import { stageRoles } from '../../../core/formats/registry/stage-roles.ts';
import { staleEvidence as findStaleEvidence } from '../../../core/use-cases/verify/stale-evidence.ts';
import type { StaleEvidence } from '../../../core/use-cases/verify/stale-evidence.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import type { DocumentRule } from '../rule.ts';

export const staleEvidence: DocumentRule = {
	id: 'stale-evidence',
	appliesTo: 'any',
	summary: 'a version in a stage whose content was not evaluated or has changed since.',
	severity: 'error',
	group: 'registry',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'Practice of this tool: evidence is about a content, known by its hash, and not about a name.',

	*check(document, { workspace, registry }) {
		const name = nameOf(document);
		if (name === undefined) return;
		const { final } = stageRoles(workspace.config);
		const isRegistry = workspace.registries.some(({ path }) => path === document.path);
		for (const stale of findStaleEvidence(workspace, name, registry?.evaluatedBy)) {
			if (!isRegistry && stale.path !== document.path) continue;
			// What is served is an error; what is on its way there will be asked for fresh evidence.
			yield { range: rangeIn(document, stale), message: stale.message, severity: stale.stage === final ? 'error' : 'warning' };
		}
	},
};

type AnyDocument = Parameters<DocumentRule['check']>[0];

function nameOf(document: AnyDocument): string | undefined {
	if (isPrompt(document)) return document.name.value;
	if (isComponent(document)) return document.name;
	return isRegistryFile(document) ? document.value?.name : undefined;
}

function rangeIn(document: AnyDocument, { stage }: StaleEvidence): TextRange {
	if (isPrompt(document)) return document.version?.source === 'front-matter' ? document.version.range : firstLine(document.text);
	if (isComponent(document)) return document.yaml.rangeOf(['version'], 'value');
	return isRegistryFile(document) ? document.yaml.rangeOf(['stages', stage], 'value') : firstLine(document.text);
}

function isPrompt(document: AnyDocument): document is Prompt {
	return 'template' in document;
}

function isComponent(document: AnyDocument): document is ParsedComponent {
	return 'members' in document;
}

function isRegistryFile(document: AnyDocument): document is ParsedRegistry {
	return 'yaml' in document && !('folder' in document) && !isComponent(document);
}

function firstLine(text: string): TextRange {
	return { start: 0, end: /[^\r\n]*/.exec(text)?.[0].length ?? 0 };
}
