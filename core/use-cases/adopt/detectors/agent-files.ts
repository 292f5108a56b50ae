import { toReferenceName } from '../../../formats/prompt/version/file-name-version.ts';
import type { WorkspacePath } from '../../../ports/file-store.ts';
import type { Detector } from '../detector.ts';
import type { FoundKind } from '../found.ts';

/** What the agents of editors read: skills, agents, instructions and commands. */
export const agentFiles: Detector = {
	id: 'agent-files',
	reads: () => false,

	detect({ path }) {
		const kind = kinds.find(({ pattern }) => pattern.test(path));
		if (kind === undefined) return [];
		return [
			{
				path,
				what: kind.what,
				as: kind.as,
				name: nameOf(path),
				why: `${kind.why} Agent files are listed and not adopted yet.`,
				taken: false,
			},
		];
	},
};

const kinds: readonly { readonly pattern: RegExp; readonly what: FoundKind; readonly as: string; readonly why: string }[] = [
	{ pattern: /(?:^|\/)SKILL\.md$/, what: 'skill', as: 'skill', why: 'A folder with SKILL.md is a skill.' },
	{ pattern: /\.(?:agent|chatmode)\.md$/i, what: 'agent', as: 'vscode-agent', why: 'Its ending is that of an agent of VS Code.' },
	{
		pattern: /(?:^|\/)\.claude\/agents\/[^/]{1,200}\.md$/,
		what: 'agent',
		as: 'claude-agent',
		why: 'It is in the folder of agents of Claude Code.',
	},
	{
		pattern: /(?:^|\/)\.claude\/commands\/[^.]{1,200}\.md$/,
		what: 'agent',
		as: 'claude-command',
		why: 'It is in the folder of commands of Claude Code.',
	},
	{
		pattern: /\.instructions\.md$/i,
		what: 'instructions',
		as: 'vscode-instructions',
		why: 'Its ending is that of instructions of VS Code.',
	},
	{ pattern: /(?:^|\/)\.github\/copilot-instructions\.md$/, what: 'instructions', as: 'copilot', why: 'Copilot reads it.' },
	{ pattern: /(?:^|\/)(?:AGENTS|CLAUDE|GEMINI)\.md$/, what: 'instructions', as: 'agents-md', why: 'Coding agents read it.' },
	{ pattern: /\.mdc$|(?:^|\/)\.cursorrules$/, what: 'instructions', as: 'cursor', why: 'Cursor reads it.' },
];

function nameOf(path: WorkspacePath): string {
	const parts = path.split('/');
	const file = parts.at(-1) ?? '';
	return toReferenceName(file === 'SKILL.md' ? (parts.at(-2) ?? 'skill') : file.replace(/(?:\.\w+)?\.mdc?$/i, ''));
}
