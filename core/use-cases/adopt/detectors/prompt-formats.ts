import { hasPromptEnding } from '../../../formats/prompt/dialects/candidate-file.ts';
import { findDialect } from '../../../formats/prompt/dialects/find-dialect.ts';
import { parsePromptAs } from '../../../formats/prompt/parse-prompt.ts';
import type { DialectId } from '../../../formats/prompt/prompt.ts';
import type { Detector } from '../detector.ts';

/** Files in a format of prompts that their content shows. What could be any template, or a page with front matter, is left to others. */
export const promptFormats: Detector = {
	id: 'prompt-formats',
	reads: path => hasPromptEnding(path),

	detect({ path, text }) {
		const recognised = text === undefined ? undefined : findDialect(path, text);
		if (text === undefined || recognised === undefined || ambiguous.has(recognised.dialect.id)) return [];
		const { dialect, reason } = recognised;
		const { name } = parsePromptAs(dialect.id, path, text);
		return [{ path, what: 'prompt', as: dialect.id, name: name.value, why: reason, taken: true }];
	},
};

const ambiguous: ReadonlySet<DialectId> = new Set(['other-tool', 'plain-jinja']);
