import './prompt-diff.css';
import { startPanel } from '../shared/start-panel.ts';
import { promptDiffPanel } from './prompt-diff-panel.ts';

startPanel(promptDiffPanel, acquireVsCodeApi());
