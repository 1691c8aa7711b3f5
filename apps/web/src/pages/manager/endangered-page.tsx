export { EndangeredPage as Component } from './endangered-panel.js';
