import { parseConfig } from '../../core/formats/config/parse-config.ts';
import { createWorkspaceIndex } from '../../core/workspace/workspace-index.ts';
import type { WorkspaceIndex } from '../../core/workspace/workspace-index.ts';
import { parseDocument } from '../../language-server/documents/parse-document.ts';
import type { ParsedDocument } from '../../language-server/documents/parsed-document.ts';

/** Parses a file as the language service does. Throws for one that is none of ours. */
export function parseFile(path: string, text: string, config?: string): ParsedDocument {
	const document = parseDocument(path, { kind: 'text', text }, parseConfig(config).value);
	if (document === undefined) throw new Error(`${path} is no document of ours.`);
	return document;
}

/** What a workspace of these files knows. */
export function indexFiles(files: Readonly<Record<string, string>>): WorkspaceIndex {
	const index = createWorkspaceIndex(parseConfig(files['stagemark.yaml']));
	for (const [path, text] of Object.entries(files)) index.update(path, text);
	return index;
}
