import { resolveMember } from '../../../core/workspace/subject.ts';
import type { SubjectResolution } from '../../../core/workspace/subject.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import { parsePromptReference } from '../../../core/formats/prompt/prompt-reference.ts';
import type { DocumentLink } from './symbol-service.ts';
import type { ParsedDocument } from '../../documents/parsed-document.ts';
import type { Occurrence } from './symbol.ts';
import { symbolsInDocument } from './symbols-in-document.ts';

/**
 * The words of a document that lead to a file of the workspace: paths, includes, references of experiments and pipelines,
 * evidence of transitions. What leads to no file that exists is no link, so that no text can make one lead out of the workspace.
 */
export function linksOf(document: ParsedDocument, facts: WorkspaceFacts): readonly DocumentLink[] {
	const links: DocumentLink[] = [];
	for (const occurrence of symbolsInDocument(document, facts)) {
		const link = linkOf(occurrence, document, facts);
		if (link !== undefined && link.target !== document.value.path && facts.exists(link.target)) links.push(link);
	}
	return links.toSorted((left, right) => left.range.start - right.range.start);
}

function linkOf({ range, symbol }: Occurrence, document: ParsedDocument, facts: WorkspaceFacts): DocumentLink | undefined {
	if (symbol.kind === 'file') return { range, target: symbol.path, tooltip: `Open ${symbol.path}` };
	if (symbol.kind === 'experiment') return experimentLink(range, symbol.id, facts);
	if (document.kind !== 'experiment' && document.kind !== 'pipeline') return undefined;
	if (symbol.kind === 'component') return subjectLink(range, resolveMember(symbol.to, symbol.reference, facts));
	return symbol.kind === 'prompt' ? promptLink(document.value.text, range, facts) : undefined;
}

function experimentLink(range: Occurrence['range'], id: string, facts: WorkspaceFacts): DocumentLink | undefined {
	const found = facts.experiments.find(({ experiment }) => experiment.id === id);
	return found && { range, target: found.path, tooltip: `Open experiment ${id}, ${found.experiment.status}` };
}

/** The whole reference is the link, name and selector. */
function promptLink(text: string, range: Occurrence['range'], facts: WorkspaceFacts): DocumentLink | undefined {
	const whole = /^[\p{L}\p{M}\p{N}_./-]+(?:@[\p{L}\p{M}\p{N}_.+-]+)?/u.exec(text.slice(range.start))?.[0] ?? '';
	const reference = parsePromptReference(whole);
	const resolution = reference && resolveMember('prompt', reference, facts);
	return resolution && subjectLink({ start: range.start, end: range.start + whole.length }, resolution);
}

function subjectLink(range: Occurrence['range'], resolution: SubjectResolution): DocumentLink | undefined {
	if (resolution.kind !== 'found' || resolution.subject.revision !== undefined) return undefined;
	const { name, version, path } = resolution.subject;
	return { range, target: path, tooltip: `Open ${name}${version === undefined ? '' : ` ${version}`}, ${path}` };
}
