import { compareOutputs } from './compare-outputs.ts';
import { effectiveInputs } from '../effective-inputs.ts';
import type { EffectiveInput } from '../effective-inputs.ts';
import type { BumpReason, MessageDiff, PromptDiff, VersionBump } from './prompt-diff.ts';
import type { Prompt } from '../prompt.ts';

/** The parts of a diff that the required version step depends on. */
export type DiffParts = Pick<PromptDiff, 'messages' | 'inputs' | 'parameters' | 'model' | 'output'>;

/**
 * Every reason for a new version, gravest first. Major: whoever calls the prompt or reads its answer must change something, or
 * the roles changed. Minor: there is more than before, or another model answers. Patch: the rest. Call it for prompts whose
 * content differs; it then gives at least one reason.
 *
 * Source: docs/semantic-versions.md, which a test holds this to; Semantic Versioning 2.0.0, rules 6 to 8.
 */
export function findBumpReasons(before: Prompt, after: Prompt, parts: DiffParts): readonly BumpReason[] {
	const reasons = [
		...inputReasons(before, after),
		...compareOutputs(before.output?.value, after.output?.value),
		...messageReasons(parts.messages),
		...(parts.model === undefined ? [] : [reason('minor', 'model changed')]),
		...parts.parameters.map(({ name }) => reason('patch', `parameter "${name}" changed`)),
	];
	if (reasons.length === 0) reasons.push(reason('patch', 'other content changed'));
	return reasons.toSorted((left, right) => order.indexOf(right.bump) - order.indexOf(left.bump));
}

/** The step that covers all reasons; `none` without any. */
export function largestBump(reasons: readonly BumpReason[]): VersionBump {
	return reasons.reduce<VersionBump>((largest, { bump }) => (order.indexOf(bump) > order.indexOf(largest) ? bump : largest), 'none');
}

const order: readonly VersionBump[] = ['none', 'patch', 'minor', 'major'];

function inputReasons(before: Prompt, after: Prompt): readonly BumpReason[] {
	const [left, right] = [effectiveInputs(before), effectiveInputs(after)];
	const removed = [...left.values()].filter(({ name }) => !right.has(name));
	const added = [...right.values()].filter(({ name }) => !left.has(name));
	const [gone, come] = [removed[0], added[0]];
	const isRenaming = gone !== undefined && come !== undefined && removed.length === 1 && added.length === 1 && isAlike(gone, come);
	const both = [...right.values()].flatMap(input => {
		const former = left.get(input.name);
		return former === undefined ? [] : changedInputReasons(former, input);
	});
	if (isRenaming) return [reason('major', `input "${gone.name}" renamed to "${come.name}"`), ...both];
	return [
		...removed.map(({ name }) => reason('major', `input "${name}" removed`)),
		...added.map(({ name, isRequired }) =>
			isRequired ? reason('major', `required input "${name}" added`) : reason('minor', `optional input "${name}" added`),
		),
		...both,
	];
}

function changedInputReasons(before: EffectiveInput, after: EffectiveInput): readonly BumpReason[] {
	const { name } = after;
	const [formerType, type] = [before.declaration?.type, after.declaration?.type];
	const reasons: BumpReason[] = [];
	if (before.isRequired !== after.isRequired) {
		reasons.push(
			after.isRequired ? reason('major', `input "${name}" is now required`) : reason('minor', `input "${name}" is now optional`),
		);
	}
	if (formerType !== type && formerType !== undefined) {
		const isWider = type === undefined || widens(formerType, type);
		reasons.push(reason(isWider ? 'minor' : 'major', `input "${name}" takes ${type ?? 'anything'} instead of ${formerType}`));
	}
	if (reasons.length === 0 && !isAlike(before, after)) reasons.push(reason('patch', `declaration of input "${name}" changed`));
	return reasons;
}

/** True when every value of the former type is still taken. */
function widens(before: string, after: string): boolean {
	const taken = new Set(after.split(' | '));
	return before.split(' | ').every(type => taken.has(type) || (type === 'integer' && taken.has('number')));
}

function isAlike(left: EffectiveInput, right: EffectiveInput): boolean {
	const facts = ({ declaration, isRequired }: EffectiveInput): string =>
		JSON.stringify([isRequired, declaration?.type, declaration?.default, declaration?.trust, declaration?.maxTokens]);
	return facts(left) === facts(right);
}

function messageReasons(messages: readonly MessageDiff[]): readonly BumpReason[] {
	const added = messages.filter(message => message.status === 'added');
	const removed = messages.filter(message => message.status === 'removed');
	const reasons = messages
		.filter(message => message.status === 'changed')
		.map(message =>
			exampleCount(message, 'added') > exampleCount(message, 'removed')
				? reason('minor', `example added to the ${message.role} message`)
				: reason('patch', `wording of the ${message.role} message changed`),
		);
	if (added.length + removed.length === 0) return reasons;
	if (areExamples(added) && areExamples(removed)) {
		return [
			...reasons,
			added.length > removed.length
				? reason('minor', 'example messages added')
				: reason('patch', 'example messages removed or replaced'),
		];
	}
	return [...reasons, reason('major', `roles changed: ${rolesOf(messages, 'added')} instead of ${rolesOf(messages, 'removed')}`)];
}

/** A worked example is a question and its answer, so such messages come in pairs. */
function areExamples(messages: readonly MessageDiff[]): boolean {
	const roles = messages.map(message => message.role).join(' ');
	return /^(?:(?:user assistant ?)*|(?:assistant user ?)*)$/.test(roles);
}

/** How many examples are opened in the text that was added or removed: a tag, a heading, or a line that begins with the word. */
function exampleCount(message: MessageDiff, kind: 'added' | 'removed'): number {
	const text = message.changes.map(change => (change.kind === kind ? change.text : '\u0000')).join('');
	return text.match(/<example\b|^[ \t]*(?:#+[ \t]*|\*\*)?examples?\b/gim)?.length ?? 0;
}

/** The roles of one side: all messages but those that stand only on the other. */
function rolesOf(messages: readonly MessageDiff[], side: 'added' | 'removed'): string {
	const other = side === 'added' ? 'removed' : 'added';
	const roles = messages.filter(message => message.status !== other).map(message => message.role);
	return roles.length === 0 ? 'nothing' : roles.join(', ');
}

function reason(bump: VersionBump, words: string): BumpReason {
	return { bump, reason: words };
}
