/** The words that stand for a message's author. `model` of dotprompt reads as `assistant`. */
export type Role = 'system' | 'user' | 'assistant' | 'tool';

/** The role that a tool’s word for it stands for, whatever its case; undefined for other words. */
export function readRole(word: unknown): Role | undefined {
	return typeof word === 'string' ? roles.get(word.toLowerCase()) : undefined;
}

const roles: ReadonlyMap<string, Role> = new Map([
	['system', 'system'],
	['developer', 'system'],
	['user', 'user'],
	['human', 'user'],
	['assistant', 'assistant'],
	['ai', 'assistant'],
	['model', 'assistant'],
	['tool', 'tool'],
	['function', 'tool'],
]);
