import type { WorkspacePath } from '../../ports/file-store.ts';
import { problemOfName } from '../problem-of-name.ts';
import { readFileIdentity, toReferenceName } from './version/file-name-version.ts';
import type { DialectId, Identity, Located, Prompt } from './prompt.ts';
import { normaliseVersion } from './version/version.ts';

/** Where a prompt comes from, the same for every dialect. */
export interface PromptOrigin {
	readonly path: WorkspacePath;
	readonly text: string;
	readonly dialect: DialectId;
	readonly dialectReason: string;
}

/** What a dialect read. What it leaves out is not there. */
export type PromptParts = Pick<Prompt, 'template' | 'messages'> &
	Partial<Omit<Prompt, keyof PromptOrigin | 'name' | 'version'>> & {
		readonly name?: Located<string> | undefined;
		readonly version?: Located<string> | undefined;
	};

/**
 * Puts a prompt of another tool's format together. The name is turned into one that references can hold; name and version
 * come from the file name where the file does not say them, and a version that is not semantic counts as none, since such
 * tools number in their own ways. `problems` are those of the dialect alone; YAML's and the template's join them here.
 */
export function assemblePrompt(origin: PromptOrigin, parts: PromptParts): Prompt {
	const { name, version, problems = [], ...rest } = parts;
	return {
		description: undefined,
		model: undefined,
		parameters: new Map(),
		inputs: [],
		declaresInputs: false,
		inputPlace: undefined,
		samples: [],
		carriesVersion: false,
		output: undefined,
		hasWholeTemplate: true,
		frontMatter: undefined,
		...rest,
		...origin,
		name: readName(origin.path, name),
		version: readVersion(origin.path, version),
		problems: [...problems, ...(parts.frontMatter?.problems ?? []), ...parts.template.problems].toSorted(
			(left, right) => left.range.start - right.range.start,
		),
	};
}

function readName(path: WorkspacePath, written: Located<string> | undefined): Identity {
	return written === undefined
		? { source: 'file-name', value: readFileIdentity(path).name }
		: { source: 'front-matter', value: nameOf(written.value), range: written.range };
}

function readVersion(path: WorkspacePath, written: Located<string> | undefined): Identity | undefined {
	if (written !== undefined && normaliseVersion(written.value) !== undefined) return { source: 'front-matter', ...written };
	const { version } = readFileIdentity(path);
	return version === undefined ? undefined : { source: 'file-name', value: version };
}

/** A name as it is written where it can be one; else the nearest that can. */
function nameOf(written: string): string {
	const name = written.normalize('NFC');
	return problemOfName(name) === undefined ? name : toReferenceName(name);
}
