import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import type { ParsedDocument } from '../../documents/parsed-document.ts';
import type { Occurrence } from './symbol.ts';
import { symbolsInComponent } from './symbols-in-component.ts';
import { symbolsInConfig } from './symbols-in-config.ts';
import { symbolsInExperiment } from './symbols-in-experiment.ts';
import { symbolsInPrompt } from './symbols-in-prompt.ts';
import { symbolsInRegistry } from './symbols-in-registry.ts';

/**
 * Every place of a document that names something: the one source of hover, definition, references, highlights, rename and
 * links. Several symbols may have one place: a mapped input is an input of the prompts of all variants.
 */
export function symbolsInDocument(document: ParsedDocument, facts: WorkspaceFacts): readonly Occurrence[] {
	switch (document.kind) {
		case 'prompt':
			return symbolsInPrompt(document.value, facts);
		case 'experiment':
			return symbolsInExperiment(document.value, facts);
		case 'registry':
			return symbolsInRegistry(document.value, facts);
		case 'embedding':
		case 'model':
		case 'pipeline':
			return symbolsInComponent(document.value, facts);
		case 'config':
			return symbolsInConfig(document.value);
		case 'card':
		case 'host':
		case 'text':
		case 'unreadable':
			return [];
	}
}
