import type { MemberKind } from '../../../core/formats/component/component.ts';
import { parsePromptReference } from '../../../core/formats/prompt/prompt-reference.ts';
import type { PromptReference } from '../../../core/formats/prompt/prompt-reference.ts';
import { normaliseVersion } from '../../../core/formats/prompt/version/version.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import { subjectKindOf } from '../../../core/workspace/subject.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import { findName } from './find-name.ts';
import type { NamedSymbol, Occurrence } from './symbol.ts';

/**
 * The name and the version or stage of a reference such as `NAME@Production` that stands in `range`; the whole of one to a component.
 * Nothing for a text that is none.
 *
 * @param to - What it must lead to; by default whatever has the name.
 */
export function symbolsInReference(text: string, range: TextRange, facts: WorkspaceFacts, to?: MemberKind): readonly Occurrence[] {
	const written = text.slice(range.start, range.end).replace(/^(["'])(.*)\1$/s, '$2');
	const reference = parsePromptReference(written);
	const name = reference && findName(text, range, reference.name);
	if (reference === undefined || name === undefined) return [];
	const target = to ?? subjectKindOf(reference.name, facts) ?? 'prompt';
	if (target !== 'prompt') {
		const place = findName(text, range, written.trim()) ?? name;
		return [{ range: place, role: 'read', symbol: { kind: 'component', to: target, reference } }];
	}
	const symbol: NamedSymbol = { kind: 'prompt', name: reference.name, reference };
	return [{ range: name, role: 'read', symbol }, ...selectorOf(reference, text, { start: name.end, end: range.end }, facts)];
}

function selectorOf(reference: PromptReference, text: string, rest: TextRange, facts: WorkspaceFacts): readonly Occurrence[] {
	const { selector } = reference;
	const range = selector === undefined ? undefined : findName(text, rest, selector);
	const symbol = selectorSymbol(reference, facts);
	return range === undefined || symbol === undefined ? [] : [{ range, role: 'read', symbol }];
}

/** What the part behind `@` stands for: a semantic version is always a version, anything else a stage or an alias. */
export function selectorSymbol(reference: PromptReference, facts: WorkspaceFacts): NamedSymbol | undefined {
	const { name, selector } = reference;
	if (selector === undefined) return undefined;
	const version = normaliseVersion(selector);
	if (version !== undefined) return { kind: 'version', prompt: name, version, reference };
	const isKnown = facts.config.stages.includes(selector) || facts.resolve(reference).kind === 'found';
	return isKnown ? { kind: 'stage', prompt: name, stage: selector, reference } : undefined;
}
