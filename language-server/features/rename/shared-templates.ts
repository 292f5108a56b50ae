import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import type { TemplateReference } from '../../../templates/api.ts';
import type { WorkspacePath } from '../../../core/ports/file-store.ts';
import { resolveInclude } from '../../../core/workspace/resolve-include.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import { promptsIncluding } from '../symbols/documents-naming.ts';
import type { VariableSymbol } from '../symbols/symbol.ts';
import type { RenameRefusal } from './rename-refusal.ts';

/**
 * The other template that keeps a variable from being renamed: one that this template hands its variables to and that reads
 * either name, one that nobody can look into, or one that gives this template its inputs or takes its macros.
 */
export function refuseSharedTemplate(
	prompt: Prompt,
	symbol: VariableSymbol,
	newName: string,
	facts: WorkspaceFacts,
): RenameRefusal | undefined {
	const { name } = symbol;
	const isSeenOutside = symbol.kind === 'input' || exportedKinds.has(symbol.definition.kind);
	const [includer] = isSeenOutside ? promptsIncluding(prompt.path, facts) : [];
	if (includer !== undefined) return { kind: 'shared-template', name, path: includer.path };
	const targets = prompt.template.references
		.filter(reference => handsVariablesOver(prompt.text, reference))
		.map(({ target }) => ({ from: prompt.path, target }));
	return refuseIncluded(targets, [name, newName], facts);
}

/** What an import can take out of a template. */
const exportedKinds: ReadonlySet<string> = new Set(['assignment', 'macro', 'macro-argument', 'import']);

/** An import sees variables only `with context`, an include unless it says `without context`. */
function handsVariablesOver(text: string, { kind, range }: TemplateReference): boolean {
	const rest = /^[^%}]*/.exec(text.slice(range.end))?.[0] ?? '';
	return kind === 'import' ? /\bwith\s+context\b/.test(rest) : !/\bwithout\s+context\b/.test(rest);
}

function refuseIncluded(
	targets: readonly { readonly from: WorkspacePath; readonly target: string | undefined }[],
	names: readonly [name: string, newName: string],
	facts: WorkspaceFacts,
): RenameRefusal | undefined {
	const seen = new Set<WorkspacePath>();
	const waiting = [...targets];
	for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
		const { from, target } = next;
		const path = target === undefined ? undefined : resolveInclude(from, target, facts)?.path;
		const included = path === undefined ? undefined : facts.promptAt(path);
		if (included === undefined) return { kind: 'unknown-template', name: names[0], target };
		if (included.usedInputs.some(used => names.includes(used))) {
			return { kind: 'shared-template', name: names[0], path: included.path };
		}
		if (seen.has(included.path)) continue;
		seen.add(included.path);
		waiting.push(...included.includes.map(({ target: inner }) => ({ from: included.path, target: inner })));
	}
	return undefined;
}
