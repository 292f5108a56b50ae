import type { z } from 'zod';

/** One thing an agent may ask for: a command of the command line, with arguments that are checked first. */
export interface AgentTool {
	readonly name: string;
	readonly title: string;
	/** What it answers and when to use it, for a model that chooses among tools. */
	readonly description: string;
	/** False for what records, asks for something or runs a command of the repository. None approves, promotes, overrides, signs or changes configuration. */
	readonly isReadOnly: boolean;
	/** Seconds a call may take before it is stopped. */
	readonly timeoutSeconds: number;
	readonly inputs: z.ZodObject;
	/** A command whose JSON answer decides whether the tool may be used with these inputs; undefined where nothing is asked first. */
	readonly condition: AgentToolCondition | undefined;
	/** The words of the command line; `inputs` have been checked. */
	wordsOf(inputs: unknown): readonly string[];
}

/** What is asked before a tool is used. */
export interface AgentToolCondition {
	wordsOf(inputs: unknown): readonly string[];
	/** Why not, and what to do; undefined when it may be used. `answer` is what the command printed, as JSON. */
	refusalOf(answer: unknown): string | undefined;
}

/** A tool whose inputs have the type that their schema says. */
export function agentTool<Inputs extends z.ZodObject>(
	tool: Omit<AgentTool, 'inputs' | 'wordsOf' | 'condition' | 'isReadOnly' | 'timeoutSeconds'> & {
		readonly inputs: Inputs;
		readonly isReadOnly?: boolean;
		readonly timeoutSeconds?: number;
		readonly words: (inputs: z.output<Inputs>) => readonly string[];
		readonly condition?: {
			readonly words: (inputs: z.output<Inputs>) => readonly string[];
			readonly refusalOf: (answer: unknown) => string | undefined;
		};
	},
): AgentTool {
	const { name, title, description, inputs, condition } = tool;
	return {
		name,
		title,
		description,
		inputs,
		isReadOnly: tool.isReadOnly ?? true,
		timeoutSeconds: tool.timeoutSeconds ?? 120,
		condition: condition && {
			wordsOf: given => condition.words(inputs.parse(given)),
			refusalOf: condition.refusalOf,
		},
		wordsOf: given => tool.words(inputs.parse(given)),
	};
}

/**
 * The words of one command that answers in JSON. Values stand behind `=`, arguments behind `--`, so that none is taken for
 * an option.
 */
export function commandWords(
	command: string,
	options: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>,
	args: readonly string[] = [],
): readonly string[] {
	const given = Object.entries(options).flatMap(([name, value]) => {
		if (value === undefined || value === false) return [];
		if (value === true) return [`--${name}`];
		return [value].flat().map(each => `--${name}=${each}`);
	});
	return [command, '--format=json', ...given, '--', ...args];
}
