/** Which workspace of the repository a block belongs to: its folder from the top, '' or `packages/bot/`. */
export type WorkspacePrefix = string;

/** A hook script with the tool's block in it, in the place of a former one. The block stands first, so that whatever the script does, it runs. */
export function withBlock(script: string, prefix: WorkspacePrefix, lines: readonly string[]): string {
	const bare = withoutBlock(script, prefix);
	const block = [beginOf(prefix), ...lines, endOf(prefix)].join('\n');
	const shebang = /^#!.*(?:\n|$)/.exec(bare)?.[0] ?? '';
	// A script that is one line without a line end gets the block behind one, and loses that again with the block.
	if (shebang !== '' && !shebang.endsWith('\n')) return `${shebang}\n${block}`;
	return `${shebang}${block}\n${bare.slice(shebang.length)}`;
}

/** A hook script without the tool's block, byte for byte as it was before. */
export function withoutBlock(script: string, prefix: WorkspacePrefix): string {
	const start = script.indexOf(beginOf(prefix));
	const end = script.indexOf(endOf(prefix), start);
	if (start === -1 || end === -1 || (start > 0 && script[start - 1] !== '\n')) return script;
	const rest = script.slice(end + endOf(prefix).length);
	if (rest.startsWith('\n')) return script.slice(0, start) + rest.slice(1);
	return script.slice(0, Math.max(0, start - 1)) + rest;
}

export function hasBlock(script: string, prefix: WorkspacePrefix): boolean {
	return withoutBlock(script, prefix) !== script;
}

function beginOf(prefix: WorkspacePrefix): string {
	return `# >>> stagemark${folderOf(prefix)} >>> written by "stagemark hooks install", taken out by "stagemark hooks uninstall"`;
}

function endOf(prefix: WorkspacePrefix): string {
	return `# <<< stagemark${folderOf(prefix)} <<<`;
}

function folderOf(prefix: WorkspacePrefix): string {
	return prefix === '' ? '' : ` ${JSON.stringify(prefix)}`;
}
