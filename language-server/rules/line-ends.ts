import type { Fix } from './rule.ts';

/** The fix with the line ends of `text`, by its first one: rules write LF and need not know of files from Windows. */
export function withLineEndsOf(text: string, fix: Fix): Fix {
	const isWindows = /^[^\n]*\r\n/.test(text);
	if (!isWindows) return fix;
	return { ...fix, edits: fix.edits.map(edit => ({ ...edit, newText: edit.newText.replaceAll(/\r?\n/g, '\r\n') })) };
}
