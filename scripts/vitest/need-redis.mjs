import { need } from '../lib/need.mjs';

export default () => need('REDIS_URL', 'Redis');
