import type { Detector } from './detector.ts';
import { agentFiles } from './detectors/agent-files.ts';
import { codePrompts } from './detectors/code-prompts.ts';
import { dataPrompts } from './detectors/data-prompts.ts';
import { evaluationFiles } from './detectors/evaluation-files.ts';
import { promptFormats } from './detectors/prompt-formats.ts';
import { promptTexts } from './detectors/prompt-texts.ts';
import { surroundings } from './detectors/surroundings.ts';

/** Every detector, in alphabetical order. */
export const detectors: readonly Detector[] = [
	agentFiles,
	codePrompts,
	dataPrompts,
	evaluationFiles,
	promptFormats,
	promptTexts,
	surroundings,
];
