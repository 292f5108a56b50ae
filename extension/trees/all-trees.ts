import { experimentsView } from './experiments-tree.ts';
import { promptsView } from './prompts-tree.ts';
import { registryView } from './registry-tree.ts';
import type { View } from './tree.ts';

/** Every tree view, in alphabetical order. */
export const views: readonly View[] = [experimentsView, promptsView, registryView];
