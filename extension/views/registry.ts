import { experimentsView } from './experiments-view.ts';
import { promptsView } from './prompts-view.ts';
import { registryView } from './registry-view.ts';
import type { View } from './view.ts';

/** Every tree view, in alphabetical order. */
export const views: readonly View[] = [experimentsView, promptsView, registryView];
