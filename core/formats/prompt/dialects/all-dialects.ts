import type { Dialect } from './dialect.ts';
import { dotprompt } from './dotprompt.ts';
import { githubPrompt } from './github-prompt.ts';
import { langchain } from './langchain.ts';
import { otherTool } from './other-tool.ts';
import { plainJinja } from './plain-jinja.ts';
import { plainTemplate } from './plain-template.ts';
import { promptfoo } from './promptfoo.ts';
import { prompty } from './prompty.ts';
import { semanticKernel } from './semantic-kernel.ts';
import { stagemark } from './stagemark.ts';
import { vscodePrompt } from './vscode-prompt.ts';

/** Every dialect, in alphabetical order. At most one of another tool recognises a file, and at most one of ours. */
export const dialects: readonly Dialect[] = [
	dotprompt,
	githubPrompt,
	langchain,
	otherTool,
	plainJinja,
	plainTemplate,
	promptfoo,
	prompty,
	semanticKernel,
	stagemark,
	vscodePrompt,
];
