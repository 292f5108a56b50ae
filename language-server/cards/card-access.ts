import type { WorkspacePath } from '../../core/ports/file-store.ts';
import type { Location } from '../features/symbols/location.ts';
import type { LanguageService } from '../language-service.ts';
import type { SheetView } from './sheet-view.ts';

/** How answers about sheets become answers about files. */
export interface CardAccess {
	/** It knows a file and its card as one text, under the path of the file. */
	readonly service: LanguageService;
	/** The sheet that a file or a card is part of; undefined for one that is read by itself. */
	readonly view: (path: WorkspacePath) => Promise<SheetView | undefined>;
	/** A place of a sheet as the place of a file. */
	readonly locate: (place: Location) => Promise<Location>;
}
