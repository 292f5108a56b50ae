import type { WorkspacePath } from '../../core/ports/file-store.ts';
import type { Location } from '../features/symbols/location.ts';
import type { LanguageService } from '../language-service.ts';
import type { SheetView } from './sheet-view.ts';

/** How answers about sheets become answers about files. */
export interface CardAccess {
	/** It knows a file and its card as one text, under the path of the file, and a prompt inside a file under a path of its own. */
	readonly service: LanguageService;
	/** The sheets that a file or a card is part of: none for one that is read by itself, several for one with several prompts inside. */
	readonly views: (path: WorkspacePath) => Promise<readonly SheetView[]>;
	/** The sheet that an offset of a file or a card is in. */
	readonly viewAt: (path: WorkspacePath, offset: number) => Promise<PlacedView | undefined>;
	/** A place of a sheet as the place of a file. */
	readonly locate: (place: Location) => Promise<Location>;
}

/** A sheet, and the offset in it that was asked about. */
export interface PlacedView {
	readonly sheet: SheetView;
	readonly offset: number;
}
