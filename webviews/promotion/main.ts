import './promotion.css';
import { startPanel } from '../shared/start-panel.ts';
import { promotionPanel } from './promotion-panel.ts';

startPanel(promotionPanel, acquireVsCodeApi());
