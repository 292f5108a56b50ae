import { canonicalJson } from '../../../base/canonical-json.ts';
import { sha256Hex } from '../../../base/sha256.ts';
import type { TextRange } from '../../../base/text/text-range.ts';
import { canonicalText } from './canonical-text.ts';
import type { Prompt } from '../prompt.ts';

/**
 * The SHA-256 of what a prompt asks, as 64 lower-case hexadecimal digits: equal for two files exactly when a model and a
 * caller cannot tell them apart by more than layout.
 *
 * It is the digest of the canonical JSON (RFC 8785) of
 * - `template`: the template language;
 * - `messages`: role and text of each, in order, and before them, as role `none`, what stands above the first role line
 *   without being a message, such as `{% set %}`. Of a text, comments are taken out together with the white space they
 *   control, a line that held nothing but comments goes altogether, white space at line ends and around the whole goes,
 *   line ends are `\n`, and inside the delimiters of Jinja one space stands where any or none was;
 * - `model`, `parameters` and `output` as in the front matter;
 * - `inputs`: name, type, default, trust, size limit and whether required, in the order of their names, however declared;
 * - `more`: every other key of the front matter, since an unknown key may matter to whoever wrote it.
 *
 * What says who, when and what for does not count, so that versions can be compared and a new owner makes no evidence stale:
 * `name`, `version`, `changelog`, `description`, `owner`, `tags`, `ext`, `metadata` and `x-…`. Neither do the order of YAML keys,
 * YAML comments and quoting. Of front matter that cannot be read to its end, the text
 * counts instead, and of a file in conflict its whole text, as `conflict`.
 */
export function promptContentHash(prompt: Prompt): string {
	const frontMatter = prompt.frontMatter;
	return sha256Hex(
		canonicalJson({
			template: prompt.template.language,
			messages: [...preamble(prompt), ...prompt.messages.map(({ role, range }) => ({ role, text: canonicalText(prompt, range) }))],
			model: prompt.model?.value,
			parameters: Object.fromEntries([...prompt.parameters].map(([name, { value }]) => [name, value])),
			output: prompt.output?.value,
			inputs: prompt.inputs.map(describeInput).toSorted((left, right) => (left.name < right.name ? -1 : 1)),
			conflict: prompt.problems.some(problem => problem.code === 'merge-conflict') ? prompt.text : undefined,
			more: frontMatter?.isComplete === false ? frontMatter.text : otherKeys(frontMatter?.value),
		}),
	);
}

const namedElsewhere: ReadonlySet<string> = new Set(['model', 'parameters', 'output', 'inputs', 'template', 'template_format']);
const notContent: ReadonlySet<string> = new Set(['name', 'version', 'changelog', 'description', 'owner', 'tags', 'ext', 'metadata']);

function otherKeys(frontMatter: unknown): Readonly<Record<string, unknown>> {
	if (typeof frontMatter !== 'object' || frontMatter === null) return {};
	return Object.fromEntries(
		Object.entries(frontMatter).filter(([key]) => !namedElsewhere.has(key) && !notContent.has(key) && !key.startsWith('x-')),
	);
}

function describeInput({ name, type, isRequired, default: value, trust, maxTokens }: Prompt['inputs'][number]): {
	readonly name: string;
	readonly [detail: string]: unknown;
} {
	return { name, type, isRequired, default: value, trust, maxTokens };
}

/** What stands above the first message and prints nothing itself, which may still define names for the messages. */
function preamble(prompt: Prompt): readonly { readonly role: string; readonly text: string }[] {
	const first = prompt.messages[0];
	const start = prompt.template.range.start;
	const range: TextRange = { start, end: first === undefined ? prompt.template.range.end : (first.markerRange ?? first.range).start };
	const text = canonicalText(prompt, range);
	return text === '' ? [] : [{ role: 'none', text }];
}
