import { comparePanel } from './compare-panel.ts';
import type { Panel } from './panel.ts';
import { promotionPanel } from './promotion-panel.ts';
import { promptDiffPanel } from './prompt-diff-panel.ts';
import { timelinePanel } from './timeline-panel.ts';

/** Every panel, in alphabetical order. */
export const panels: readonly Panel[] = [comparePanel, promotionPanel, promptDiffPanel, timelinePanel];
