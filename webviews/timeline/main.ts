import './timeline.css';
import { startPanel } from '../shared/start-panel.ts';
import { timelinePanel } from './timeline-panel.ts';

startPanel(timelinePanel, acquireVsCodeApi());
