import type { ManifestVersion } from '../../../core/formats/manifest/manifest.ts';
import { MlflowError } from '../mlflow-error.ts';

/** The template of a prompt as MLflow keeps it, and what kind it is. */
export interface PromptTemplate {
	/** A text, or a JSON list of messages. */
	readonly text: string;
	readonly type: 'text' | 'chat';
	/** How it was written here; MLflow writes every input in double braces. */
	readonly language: string;
}

type TemplateParts = Pick<NonNullable<ManifestVersion['prompt']>, 'template' | 'preamble' | 'messages'>;

/** @throws MlflowError - for an f-string that formats its values, which MLflow cannot. */
export function promptTemplate({ template, preamble, messages }: TemplateParts): PromptTemplate {
	const written = (text: string): string => (template === 'f-string' ? doubleBraces(text) : text);
	const before = preamble === '' ? '' : `${preamble}\n`;
	const [first] = messages;
	if (messages.length === 1 && first !== undefined && first.role === 'user')
		return { text: before + written(first.text), type: 'text', language: template };
	const list = messages.map(({ role, text }, position) => ({ role, content: (position === 0 ? before : '') + written(text) }));
	return { text: JSON.stringify(list), type: 'chat', language: template };
}

/** `{x}` as `{{x}}`, and the doubled braces of an f-string as the single ones they print. */
function doubleBraces(text: string): string {
	return text.replace(/\{\{|\}\}|\{([^{}]*)\}/g, (found, inside: string | undefined) => {
		if (inside === undefined) return found.slice(1);
		if (/^\s*[\p{L}_][\p{L}\p{N}_]*\s*$/u.test(inside)) return `{{${inside.trim()}}}`;
		throw new MlflowError(
			'INVALID_PARAMETER_VALUE',
			`The prompt formats a value (“{${inside}}”), which templates of MLflow cannot. Load it with the loader of Stagemark.`,
		);
	});
}
