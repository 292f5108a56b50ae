import { hypothesisFile } from '../../../core/formats/experiment/hypothesis-file.ts';
import type { FileContent } from '../../../core/ports/file-store.ts';
import { cardPathOf, fileOfCard } from '../../../core/formats/prompt/card/card-path.ts';
import { composeSheet } from '../../../core/formats/prompt/card/compose-sheet.ts';
import { promptContentHash } from '../../../core/formats/prompt/hash/content-hash.ts';
import { parsePrompt } from '../../../core/formats/prompt/parse-prompt.ts';
import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import { normaliseVersion } from '../../../core/formats/prompt/version/version.ts';
import type { Config } from '../../../core/formats/config/config.ts';
import { parseConfig } from '../../../core/formats/config/parse-config.ts';
import { previousVersionPath, releaseTag } from '../../../core/workspace/prompt-versions.ts';
import type { ReleasedVersion, PromptVersions } from '../../../core/workspace/prompt-versions.ts';
import { WorkspaceIndex } from '../../../core/workspace/workspace-index.ts';
import { cardDocument } from '../../../language-server/documents/read-card.ts';
import { parseDocument } from '../../../language-server/documents/parse-document.ts';
import type { Diagnostic } from '../../../language-server/rules/diagnostic.ts';
import { rules as allRules } from '../../../language-server/rules/all-rules.ts';
import type { ExperimentEvidence } from '../../../language-server/documents/evidence.ts';
import type { Rule } from '../../../language-server/rules/rule.ts';
import type { ParsedDocument } from '../../../language-server/documents/parsed-document.ts';
import { runRules } from '../../../language-server/rules/run-rules.ts';
import type { Setting } from './case-setting.ts';
import { tokensOf } from './case-tokens.ts';

export function findingsIn(rule: Rule, setting: Setting, source: string): readonly Diagnostic[] {
	// What a comment silences is known only when every rule has run.
	const rules = rule.appliesTo === 'suppressions' ? allRules : [rule];
	return allFindingsIn(rules, setting, source).filter(found => found.rule === rule.id);
}

export function allFindingsIn(rules: readonly Rule[], setting: Setting, written: string): readonly Diagnostic[] {
	const source = composeSheet(setting.path, written, setting.files.get(cardPathOf(setting.path)));
	const index = indexOf(setting, source);
	const document = documentOf(setting, source, index);
	const committed =
		setting.committed === undefined
			? undefined
			: parsePrompt(setting.committedPath ?? setting.path, setting.committed, index.config.dialects);
	return runRules({
		rules,
		document,
		workspace: index,
		committedPrompt: committed,
		versions: document.kind === 'prompt' ? versionsOf(document.value, committed, setting, index) : undefined,
		today: setting.today,
		tokens: tokensOf(document, committed, setting, index.config),
		experiment: experimentEvidence(document, setting),
		registry: document.kind === 'registry' && document.value.problems.length === 0 ? setting.registry : undefined,
		log: message => {
			throw new Error(message);
		},
	});
}

export function hashOf(setting: Setting, text: string): string | undefined {
	const document = documentOf(setting, text, indexOf(setting, text));
	return document.kind === 'prompt' ? promptContentHash(document.value) : undefined;
}

export function indexOf(setting: Setting, source: string): WorkspaceIndex {
	const index = new WorkspaceIndex(parseConfig(setting.config));
	for (const [path, text] of setting.files) index.update(path, text);
	const content = readContent(setting.content, source);
	if (content.kind === 'text') index.update(setting.path, content.text);
	return index;
}

function documentOf(setting: Setting, source: string, index: WorkspaceIndex): ParsedDocument {
	const document = readDocument(setting, readContent(setting.content, source), index.config);
	if (document === undefined) throw new Error(`${setting.path} is not a document of Stagemark.`);
	return document;
}

function readDocument({ path, files }: Setting, content: FileContent, config: Config): ParsedDocument | undefined {
	const file = fileOfCard(path);
	if (file === undefined || content.kind !== 'text') return parseDocument(path, content, config);
	const text = files.get(file);
	const beside =
		text === undefined ? { kind: 'missing' as const } : { kind: 'text' as const, text: composeSheet(file, text, content.text) };
	return cardDocument(path, content.text, beside, config);
}

function readContent(kind: string | undefined, source: string): FileContent {
	switch (kind) {
		case undefined:
			return { kind: 'text', text: source };
		case 'binary':
			return { kind };
		case 'too-large':
			return { kind, byteCount: 50_000_000, limit: 5_000_000 };
		case 'unreadable':
			return { kind, reason: 'permission denied' };
		default:
			throw new Error(`Unknown content: ${kind}`);
	}
}

function experimentEvidence(document: ParsedDocument, { experiment, files }: Setting): ExperimentEvidence | undefined {
	if (document.kind !== 'experiment') return undefined;
	const { value, folder } = document.value;
	return { ...experiment, hypothesisText: files.get(hypothesisFile(value?.hypothesis, folder) ?? '') };
}

function versionsOf(prompt: Prompt, committed: Prompt | undefined, { release, files }: Setting, index: WorkspaceIndex): PromptVersions {
	const previousPath = previousVersionPath(prompt, index);
	const previousText = files.get(previousPath ?? '');
	return {
		previous:
			previousPath === undefined || previousText === undefined
				? undefined
				: parsePrompt(previousPath, previousText, index.config.dialects),
		release:
			release !== undefined && committed !== undefined && isSameVersion(prompt, committed)
				? releaseOf(committed, release)
				: undefined,
	};
}

function isSameVersion(left: Prompt, right: Prompt): boolean {
	return normaliseVersion(left.version?.value ?? '') === normaliseVersion(right.version?.value ?? '');
}

function releaseOf(committed: Prompt, record: string): ReleasedVersion {
	const name = committed.name.value;
	const version = normaliseVersion(committed.version?.value ?? '') ?? '';
	return {
		version,
		record: record === 'tag' ? { kind: 'tag', name: releaseTag(name, version) } : { kind: 'registry', path: `registry/${name}.yaml` },
		contentHash: promptContentHash(committed),
		text: committed.text,
	};
}
