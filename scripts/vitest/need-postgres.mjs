import { need } from '../lib/need.mjs';

export default () => need('DATABASE_URL', 'Postgres');
