/** What to do where Git cannot read a repository: one action. `reason` holds Git's own words. */
export function gitAction(reason: string): string {
	const folder = /dubious ownership in repository at '([^']+)'/.exec(reason)?.[1];
	if (folder !== undefined) return `If you trust it, run “git config --global --add safe.directory ${folder}”.`;
	return actions.find(([words]) => words.test(reason))?.[1] ?? 'Make “git status” work here, then try again.';
}

const actions: readonly (readonly [words: RegExp, action: string])[] = [
	[/not installed/, 'Install Git, or add it to PATH.'],
	[/bare/, 'Work in a clone that has working files.'],
	[/index file|bad signature/, 'Delete .git/index and run “git reset”. It writes the index anew and keeps your files.'],
	[
		/corrupt|inflate|unable to|could not read|tree object/,
		'Run “git fsck” to see what is damaged, then fetch it again or copy it from another clone.',
	],
];
