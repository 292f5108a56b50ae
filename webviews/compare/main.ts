import './compare.css';
import { startPanel } from '../shared/start-panel.ts';
import { comparePanel } from './compare-panel.ts';

startPanel(comparePanel, acquireVsCodeApi());
