import type { TextEdit } from '../../documents/text-edit.ts';

/** One proposal of the list that opens while somebody types. */
export interface CompletionItem {
	readonly label: string;
	readonly kind: 'key' | 'value' | 'variable' | 'filter' | 'reference' | 'keyword';
	readonly detail: string | undefined;
	readonly documentation: string | undefined;
	readonly edit: TextEdit;
}
