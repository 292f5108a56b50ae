import type { ParsedComponent } from '../../../core/formats/component/component.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import { findYamlName } from './find-name.ts';
import type { Occurrence } from './symbol.ts';
import { symbolsInReference } from './symbols-in-reference.ts';

/** What a model card, an embedding reference or a pipeline names: itself, and what the steps of a pipeline use. */
export function symbolsInComponent({ kind, name, text, yaml, members }: ParsedComponent, facts: WorkspaceFacts): readonly Occurrence[] {
	const range = findYamlName(yaml, ['name'], 'value', name);
	const own: readonly Occurrence[] =
		range === undefined
			? []
			: [{ range, role: 'declaration', symbol: { kind: 'component', to: kind, reference: { name, selector: undefined } } }];
	return [...own, ...members.flatMap(member => symbolsInReference(text, yaml.rangeOf(member.path, 'value'), facts, member.kind))];
}
